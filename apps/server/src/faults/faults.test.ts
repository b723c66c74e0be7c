import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createServer } from "node:net";
import { startTestPostgres } from "@flywheel/store/testing";
import {
  type BuiltServer,
  freePort,
  freshDataDir,
  launchBuilt,
  type Settings,
  startBuiltServer,
} from "@flywheel/tooling/built-server";
import { type ConversationId, type EventId, type MessageId, mint, type RequestId } from "@flywheel/vocabulary";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { randomBytes } from "../random.ts";
import { type Guest, meetGuest } from "./guest.ts";

/** The built product, started as an operator starts it; `pnpm build` must have run. */
const folders: string[] = [];
const folder = async () => {
  const made = await freshDataDir();
  folders.push(made);
  return made;
};
const started: BuiltServer[] = [];
/** Ended with the tests, also when one of them fails half-way. */
async function start(settings: Settings): Promise<BuiltServer> {
  const server = await startBuiltServer(settings);
  started.push(server);
  return server;
}
afterAll(async () => {
  await Promise.all(started.map((server) => server.stop("SIGKILL")));
  await Promise.all(folders.map((made) => rm(made, { recursive: true, force: true })));
});

const refused = async (settings: Record<string, string>) => {
  const program = launchBuilt("main.js", { PORT: "0", FLYWHEEL_DATA_DIR: await folder(), ...settings });
  const { code } = await program.ended;
  return { code, said: program.output() };
};

const story = (conversationId: ConversationId, model: string) => ({
  conversationId,
  requestId: mint<RequestId>("req", randomBytes),
  model,
  message: { id: mint<MessageId>("msg", randomBytes), text: "Write a long story about a lighthouse and its keeper" },
});

/** Reads a stream until enough has come, and leaves it open. */
async function hear(response: Response, characters: number) {
  const reader = response.body?.getReader();
  for (let heard = 0; reader && heard < characters; ) heard += (await reader.read()).value?.length ?? characters;
  return reader;
}

describe("an operator is told what is wrong and what to do", { timeout: 60_000 }, () => {
  it("[SV10] when the port is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = String(address && typeof address === "object" ? address.port : 0);
    const { code, said } = await refused({ PORT: port });
    other.close();
    expect(code).toBe(1);
    expect(said).toContain(`port ${port} is in use`);
    expect(said).toContain("set PORT");
    expect(said).not.toContain("    at "); // no stack for what is expected
  });

  it("[SV10] when a setting is wrong", async () => {
    const { code, said } = await refused({ FLYWHEEL_SECRET: "hunter2", FLYWHEEL_ALLOWANCE_CREDITS: "many" });
    expect(code).toBe(1);
    expect(said).toContain("FLYWHEEL_SECRET must be at least 32 random characters");
    expect(said).toContain("FLYWHEEL_ALLOWANCE_CREDITS");
    expect(said).not.toContain("hunter2");
  });

  it("[SV10] when the database does not answer", async () => {
    const port = await freePort();
    const { code, said } = await refused({ DATABASE_URL: `postgres://someone:hunter2@127.0.0.1:${port}/flywheel` });
    expect(code).toBe(1);
    expect(said).toContain(`127.0.0.1:${port}`);
    expect(said).toContain("DATABASE_URL");
    expect(said).not.toContain("hunter2");
  });

  it("[SV10] when the owner command is given no address", async () => {
    const program = launchBuilt("owner.js", { FLYWHEEL_DATA_DIR: await folder() }, ["nobody"]);
    expect((await program.ended).code).toBe(2);
    expect(program.output()).toContain("usage: pnpm owner EMAIL");
  });
});

describe("one data directory", { timeout: 120_000 }, () => {
  it("[SV11] belongs to one server; right after a kill -9 the next one opens it and has all that was acknowledged", async () => {
    const dataDir = await folder();
    const first = await start({ FLYWHEEL_DATA_DIR: dataDir });
    const guest = await meetGuest(first.origin);
    for (let sent = 0; sent < 25; sent += 1) await guest.record();

    const second = await refused({ FLYWHEEL_DATA_DIR: dataDir });
    expect(second.code).toBe(1);
    expect(second.said).toContain(dataDir);
    expect(second.said).toContain("FLYWHEEL_DATA_DIR");

    const underLoad = Array.from({ length: 20 }, () => guest.record().catch(() => null));
    await underLoad[4];
    await first.stop("SIGKILL");
    await Promise.all(underLoad);

    const third = await start({ FLYWHEEL_DATA_DIR: dataDir });
    const back = guest.at(third.origin);
    expect(guest.acknowledged.length).toBeGreaterThanOrEqual(25);
    for (const id of [...guest.acknowledged]) {
      const { accepted, repeated } = await back.record(id);
      expect(accepted + repeated).toBe(1);
    }
    const stored = await idsOf(back);
    for (const id of guest.acknowledged) expect(stored.filter((it) => it === id)).toHaveLength(1);
    expect((await back.query("account.me", Me)).consent).toBe("granted");
    expect((await third.stop()).code).toBe(0);
  });

  it("[SV12] SIGTERM charges or releases what is under way, ends with 0, and a restart finds everything", async () => {
    const dataDir = await folder();
    const server = await start({ FLYWHEEL_DATA_DIR: dataDir });
    const guest = await meetGuest(server.origin);
    const [model] = await guest.query("chat.models", z.array(z.object({ id: z.string() })));
    const conversationId = mint<ConversationId>("cnv", randomBytes);
    const response = await guest.post("/api/chat", story(conversationId, model?.id ?? ""));
    const reader = await hear(response, 1_500);
    expect((await creditsOf(guest)).held).toBeGreaterThan(0);

    expect((await server.stop()).code).toBe(0);
    await reader?.cancel().catch(() => {});

    const again = await start({ FLYWHEEL_DATA_DIR: dataDir });
    const back = guest.at(again.origin);
    expect((await creditsOf(back)).held).toBe(0);
    const found = await back.query(
      `chat.conversation?input=${encodeURIComponent(JSON.stringify({ id: conversationId }))}`,
      z.object({ messages: z.array(z.object({ role: z.string() })) }),
    );
    expect(found.messages).toMatchObject([{ role: "visitor" }, { role: "model" }]);
    expect((await again.stop()).code).toBe(0);
  });
});

const Me = z.object({ visitorId: z.string(), consent: z.string(), credits: z.object({ held: z.number() }) });
const Export = z.object({ events: z.array(z.object({ id: z.string() })) });
/** All that the server has of this visitor, what waits in its journal included. */
const idsOf = async (guest: Guest) => (await guest.query("account.export", Export)).events.map(({ id }) => id);
const creditsOf = async (guest: Guest) => (await guest.query("account.me", Me)).credits;

it("[SV13] several servers share one PostgreSQL: visitors, ledger and events are the same at each", {
  timeout: 120_000,
}, async () => {
  const postgres = await startTestPostgres();
  const shared = {
    DATABASE_URL: postgres.databaseUrl,
    FLYWHEEL_SECRET: "a secret that two servers share, long enough",
  };
  const [one, two] = await Promise.all([
    start({ ...shared, FLYWHEEL_DATA_DIR: await folder() }),
    start({ ...shared, FLYWHEEL_DATA_DIR: await folder() }),
  ]);
  try {
    const guest = await meetGuest(one.origin);
    const neighbour = guest.at(two.origin);
    const id = mint<EventId>("evt", randomBytes);
    expect(await guest.record(id)).toEqual({ accepted: 1, repeated: 0 });
    // Only the database knows what another server has: it keeps the first, whatever this acknowledgement says.
    const { accepted, repeated } = await neighbour.record(id);
    expect(accepted + repeated).toBe(1);
    for (const it of [guest, neighbour]) expect((await idsOf(it)).filter((stored) => stored === id)).toHaveLength(1);
    expect((await neighbour.query("account.me", Me)).visitorId).toBe(guest.visitorId);
    expect(await (await fetch(`${two.origin}/api/health`)).json()).toMatchObject({ store: { engine: "postgres" } });
  } finally {
    expect([(await one.stop()).code, (await two.stop()).code]).toEqual([0, 0]);
    await postgres.stop();
  }
});
