import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, rm, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import {
  type BuiltServer,
  freePort,
  launchBuilt,
  type Settings,
  startBuiltServer,
} from "@flywheel/tooling/built-server";
import { type ConversationId, type MessageId, mint, type RequestId } from "@flywheel/vocabulary";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { randomBytes } from "../random.ts";
import { type Guest, meetGuest } from "./guest.ts";

/** The built product and its two commands, as an operator runs them; `pnpm build` must have run. */
let place: string;
let settings: Settings & { readonly FLYWHEEL_DATA_DIR: string };
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "flywheel-backups-"));
  settings = { FLYWHEEL_DATA_DIR: join(place, "data"), PORT: String(await freePort()) };
});
const started: BuiltServer[] = [];
/** Ended with the tests, also when one of them fails half-way. */
async function start(): Promise<BuiltServer> {
  const server = await startBuiltServer(settings);
  started.push(server);
  return server;
}
afterAll(async () => {
  await Promise.all(started.map((server) => server.stop("SIGKILL")));
  await rm(place, { recursive: true, force: true });
});

async function run(program: "backup.js" | "restore.js", args: readonly string[], given: Settings = settings) {
  const launched = launchBuilt(program, given, args);
  const { code } = await launched.ended;
  return { code, said: launched.output() };
}

/** Everything that the product knows of a visitor, once nothing more comes. */
async function everythingOf(guest: Guest): Promise<unknown> {
  for (let before = ""; ; await pause(300)) {
    const everything = await guest.query("account.export", z.looseObject({ events: z.array(z.unknown()).min(1) }));
    const after = JSON.stringify(everything);
    if (after === before) return everything;
    before = after;
  }
}

const Models = z.array(z.object({ id: z.string() }));
const Images = z.array(z.object({ id: z.string() }));

async function makePicture(guest: Guest) {
  const [model] = await guest.query("studio.models", Models);
  const ask = {
    requestId: mint<RequestId>("req", randomBytes),
    model: model?.id,
    prompt: "a lighthouse in the rain",
    shape: "square",
    seed: 7,
  };
  const body = { 0: ask };
  await (await guest.post("/api/trpc/studio.generate?batch=1", body, { "trpc-accept": "application/jsonl" })).text();
  const input = encodeURIComponent(JSON.stringify({ kept: null }));
  const [image] = await guest.query(`studio.images?input=${input}`, Images);
  return `/api/works/images/${image?.id}.png`;
}

async function converse(guest: Guest) {
  const [model] = await guest.query("chat.models", Models);
  const answer = await guest.post("/api/chat", {
    conversationId: mint<ConversationId>("cnv", randomBytes),
    requestId: mint<RequestId>("req", randomBytes),
    model: model?.id,
    message: { id: mint<MessageId>("msg", randomBytes), text: "Write one sentence about a lighthouse" },
  });
  await answer.text();
}

async function hashOf(response: Response) {
  expect(response.status).toBe(200);
  return createHash("sha256")
    .update(Buffer.from(await response.arrayBuffer()))
    .digest("hex");
}

it("[SV35] after a backup, a lost directory and a restore everything is there and the same cookies are good", {
  timeout: 300_000,
}, async () => {
  const file = join(place, "whole.tgz");
  const first = await start();
  const guest = await meetGuest(first.origin);
  for (let sent = 0; sent < 20; sent += 1) await guest.record();
  const picture = await makePicture(guest);
  await converse(guest);
  const everything = await everythingOf(guest);
  expect(JSON.stringify(everything)).toContain("lighthouse");
  const pixels = await hashOf(await guest.get(picture));

  const early = await run("backup.js", [file]);
  expect(early.code).toBe(1);
  expect(early.said).toMatch(/flywheel cannot back up: the data directory .* is in use by .*: stop that server/);
  expect((await first.stop()).code).toBe(0);

  const done = await run("backup.js", [file]);
  expect(done.said).toMatch(/\d+ files \([\d.]+ MB\) are backed up in .*whole\.tgz/);
  expect(done.code).toBe(0);
  expect(done.said).not.toContain("lighthouse");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(place)).toEqual(["data", "whole.tgz"]);

  await rm(settings.FLYWHEEL_DATA_DIR, { recursive: true });
  const restored = await run("restore.js", [file]);
  expect(restored.said).toMatch(/files of the backup of .* are restored in/);
  expect(restored.code).toBe(0);

  const second = await start();
  const back = guest.at(second.origin);
  expect(await everythingOf(back)).toEqual(everything);
  expect(await hashOf(await back.get(picture))).toBe(pixels);
  for (const id of [...guest.acknowledged]) await back.record(id);
  expect(await everythingOf(back)).toEqual(everything); // each of them is there once
  const over = await run("restore.js", [file]);
  expect(over.code).toBe(1);
  expect(over.said).toMatch(/is in use by .*: stop that server/);
  expect((await second.stop()).code).toBe(0);
});

describe("refused, and nothing is changed", { timeout: 120_000 }, () => {
  it("[SV37] a backup under a name that is taken, a restore over a store", async () => {
    const file = join(place, "whole.tgz");
    const { size, mtimeMs } = await stat(file);
    const again = await run("backup.js", [file]);
    expect(again.code).toBe(1);
    expect(again.said).toMatch(/exists already: give another name/);
    expect(await stat(file)).toMatchObject({ size, mtimeMs });

    const before = await readdir(settings.FLYWHEEL_DATA_DIR);
    const over = await run("restore.js", [file]);
    expect(over.code).toBe(1);
    expect(over.said).toMatch(/holds a store already: move it away, or set FLYWHEEL_DATA_DIR/);
    expect(over.said).not.toContain("    at ");
    expect(await readdir(settings.FLYWHEEL_DATA_DIR)).toEqual(before);
  });

  it("[SV36] a backup that is cut short", async () => {
    const [cut, dataDir] = [join(place, "cut.tgz"), join(place, "elsewhere")];
    await cp(join(place, "whole.tgz"), cut);
    await truncate(cut, (await stat(cut)).size - 1_000);
    const { code, said } = await run("restore.js", [cut], { FLYWHEEL_DATA_DIR: dataDir });
    expect(code).toBe(1);
    expect(said).toMatch(/^flywheel cannot restore: .*cut\.tgz is damaged or cut short\n$/);
    expect((await readdir(place)).filter((name) => name.startsWith("elsewhere"))).toEqual([]);
  });

  it("[SV38] what is no embedded store, or is asked for wrongly", async () => {
    const none = await run("backup.js", [join(place, "none.tgz")], { FLYWHEEL_DATA_DIR: join(place, "nowhere") });
    expect(none.code).toBe(1);
    expect(none.said).toMatch(/there is no store in .*nowhere: set FLYWHEEL_DATA_DIR/);
    expect(await readdir(place)).not.toContain("nowhere");

    for (const [program, tool] of [
      ["backup.js", "pg_dump"],
      ["restore.js", "pg_restore"],
    ] as const) {
      const url = "postgres://someone:hunter2@127.0.0.1:1/flywheel";
      const server = await run(program, [join(place, "some.tgz")], { ...settings, DATABASE_URL: url });
      expect(server.code).toBe(2);
      expect(server.said).toContain(tool);
      expect(server.said).not.toContain("hunter2");
      const usage = await run(program, []);
      expect(usage.code).toBe(2);
      expect(usage.said).toMatch(/^usage: pnpm (backup|restore) FILE/);
    }
  });
});
