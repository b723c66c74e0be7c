import { rmSync } from "node:fs";
import { type BuiltServer, startBuiltServer } from "@flywheel/tooling/built-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, opened, visit } from "./caller.ts";

describe("bad input at the built server's doors", () => {
  let server: BuiltServer;
  let visitor: Caller;
  const batchOf = (...events: unknown[]) => ({ sentAtMs: Date.now(), lost: 0, events });

  beforeAll(async () => {
    server = await startBuiltServer();
    visitor = await visit(server.origin);
    await visitor.tell("account.setConsent", { analytics: "granted" });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(server.dataDir, { recursive: true, force: true });
  });

  it("[EE80] costs a batch nothing but itself: what is well formed is taken in, the rest is refused one by one", async () => {
    const well = opened(Date.now());
    const unknown = { ...opened(Date.now()), name: "app.exploded" };
    const leaky = { ...opened(Date.now()), prompt: "a secret" };
    const first = await visitor.tell("telemetry.record", batchOf(well, unknown, leaky, 7));
    expect(first.data).toMatchObject({ accepted: 1, repeated: 0, refused: [{ index: 1 }, { index: 2 }, { index: 3 }] });
    expect(JSON.stringify(first.data)).not.toContain("secret");
    expect((await visitor.tell("telemetry.record", batchOf(well))).data).toMatchObject({ accepted: 0, repeated: 1 });
  });

  it("[EE81] gets a clear no when it is too large or of a wrong type, time after time", async () => {
    // An answer that is lost on the way is lost now and then: one attempt would not see it.
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const many = await visitor.tell("telemetry.record", batchOf(...Array.from({ length: 5_000 }, () => 0)));
      expect(many).toMatchObject({ status: 413, message: expect.stringContaining("send it in parts") });
      // The connection ends with this one; no later call may be lost on it.
      const large = await visitor.tell("telemetry.record", batchOf("x".repeat(2 * 1024 * 1024)));
      expect(large).toMatchObject({ status: 413, message: expect.stringContaining("send less at a time") });
      expect((await visitor.tell("account.setConsent", { analytics: "perhaps" })).status).toBe(400);
      expect((await visitor.tell("account.setConsent", null)).status).toBe(400);
      expect((await visitor.ask("account.me")).status).toBe(200);
    }
  });

  it("[EE82] is answered without a stack at unknown paths, and at the doors of staff", async () => {
    const paths = ["/api/nothing", "/studio/no/such.js", "/api/trpc/no.such", "/api/works/images/img_x.png"];
    for (const path of paths) {
      const response = await fetch(`${server.origin}${path}`);
      expect(response.status, path).toBe(404);
      expect(await response.text()).not.toMatch(/\bat .*:\d+:\d+|node_modules/);
    }
    expect((await visitor.ask("telemetry.recent", { limit: 1, simulated: false })).status).toBe(401);
    expect((await visitor.tell("credits.grant", {})).status).toBe(401);
  });
});
