import { rmSync } from "node:fs";
import { type BuiltServer, freshDataDir, launchBuilt, startBuiltServer } from "@flywheel/tooling/built-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, opened, visit } from "./caller.ts";

/** One directory through the whole life of a server; each case begins where the one before it ended. */
describe("a server on its embedded store", () => {
  let dataDir = "";
  let server: BuiltServer;
  let visitor: Caller;
  const batchOf = (...events: unknown[]) => ({ sentAtMs: Date.now(), lost: 0, events });
  const kept = opened(Date.now());

  beforeAll(async () => {
    dataDir = await freshDataDir();
    server = await startBuiltServer({ FLYWHEEL_DATA_DIR: dataDir });
    visitor = await visit(server.origin);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("[EE80] takes in what is well formed and says why it refuses the rest", async () => {
    expect((await visitor.tell("account.setConsent", { analytics: "granted" })).status).toBe(200);
    const { data } = await visitor.tell(
      "telemetry.record",
      batchOf(kept, { ...opened(Date.now()), name: "app.exploded" }, { ...opened(Date.now()), prompt: "a secret" }, 7),
    );
    expect(data).toMatchObject({ accepted: 1, repeated: 0, refused: [{ index: 1 }, { index: 2 }, { index: 3 }] });
  });

  it("[EE81] a second server on the same directory refuses and says what to do; the first goes on", async () => {
    const second = launchBuilt("main.js", { FLYWHEEL_DATA_DIR: dataDir, PORT: "0" });
    expect((await second.ended).code).toBe(1);
    expect(second.output()).toMatch(/cannot start/);
    expect(second.output()).toMatch(/in use/);
    expect((await visitor.ask("account.me")).status).toBe(200);
  });

  it("[EE82] after SIGTERM it has closed in order, and a restart finds everything", async () => {
    expect(await server.stop("SIGTERM")).toEqual({ code: 0, signal: null });
    server = await startBuiltServer({ FLYWHEEL_DATA_DIR: dataDir });
    visitor = await visit(server.origin, visitor.cookie);
    expect((await visitor.ask("account.me")).data).toMatchObject({ consent: "granted" });
    expect((await visitor.tell("telemetry.record", batchOf(kept))).data).toMatchObject({ accepted: 0, repeated: 1 });
  });

  it("[EE83] right after kill -9 it opens again, and nothing that was acknowledged is lost", async () => {
    const events = Array.from({ length: 100 }, () => opened(Date.now()));
    expect((await visitor.tell("telemetry.record", batchOf(...events))).data).toMatchObject({ accepted: 100 });
    expect(await server.stop("SIGKILL")).toEqual({ code: null, signal: "SIGKILL" });

    server = await startBuiltServer({ FLYWHEEL_DATA_DIR: dataDir });
    visitor = await visit(server.origin, visitor.cookie);
    expect((await visitor.tell("telemetry.record", batchOf(...events))).data).toMatchObject({
      accepted: 0,
      repeated: 100,
    });
  });

  it("[EE84] a batch that is too large, a body that is too large and wrong types each get a clear no", async () => {
    const many = await visitor.tell("telemetry.record", batchOf(...Array.from({ length: 5_000 }, () => 0)));
    expect(many).toMatchObject({ status: 413, message: expect.stringContaining("send it in parts") });
    const large = await visitor.tell("telemetry.record", batchOf("x".repeat(2 * 1024 * 1024)));
    expect(large).toMatchObject({ status: 413, message: expect.stringContaining("send less at a time") });
    expect((await visitor.tell("account.setConsent", { analytics: "perhaps" })).status).toBe(400);
    expect((await visitor.tell("account.setConsent", null)).status).toBe(400);
    expect((await visitor.ask("account.me")).status).toBe(200);
  });

  it("[EE85] unknown paths and procedures, and the doors of staff, answer without a stack", async () => {
    const answers = await Promise.all(
      ["/api/nothing", "/studio/no/such.js", "/api/trpc/no.such", "/api/works/images/img_x.png"].map(async (path) => {
        const response = await fetch(`${server.origin}${path}`);
        return { status: response.status, text: await response.text() };
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    for (const { text } of answers) expect(text).not.toMatch(/\bat .*:\d+:\d+|node_modules/);
    expect((await visitor.ask("telemetry.recent", { limit: 1, simulated: false })).status).toBe(401);
  });
});
