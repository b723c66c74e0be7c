import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Role } from "@flywheel/vocabulary";
import { initTRPC, TRPCError } from "@trpc/server";
import { createHTTPServer } from "@trpc/server/adapters/standalone";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { EventCard } from "./event-card.ts";
import { exampleBrowser, exampleBytes, exampleEvent, exampleEvents, exampleNowMs } from "./examples.ts";
import type { Intake } from "./intake.ts";
import { createIntakeLimits } from "./intake-limits.ts";
import { createMemoryEventLog } from "./memory.ts";
import { createTelemetryRouter, type TelemetryPort } from "./router.ts";
import type { TelemetryContext } from "./telemetry-trpc.ts";

/** As api has it: more in its context than telemetry asks for, and a base procedure with a middleware of its own. */
type RichContext = TelemetryContext & { readonly role: Role; readonly headers: ReadonlyMap<string, string> };
const t = initTRPC.context<RichContext>().meta<{ role: Role }>().create();
const procedure = t.procedure.use(({ ctx, meta, next }) => {
  if (meta?.role === "viewer" && ctx.role !== "viewer") throw new TRPCError({ code: "FORBIDDEN" });
  return next({ ctx: { checked: true } });
});
const nowMs = exampleNowMs;

const parts = {
  now: () => nowMs,
  randomBytes: exampleBytes,
  mayRecord: async () => true,
  populations: async () => ({ real: 1, simulated: 2 }),
};

function open(pollMs = 5, more: Partial<TelemetryPort> = {}) {
  const log = createMemoryEventLog();
  const asked: number[] = [];
  const counts: unknown[] = [];
  const counted = {
    ...log,
    tail: (...parts: Parameters<typeof log.tail>) => {
      asked.push(1);
      return log.tail(...parts);
    },
  };
  const port = { ...parts, log: counted, onIntake: (count: unknown) => counts.push(count), pollMs, ...more };
  const app = t.router({ telemetry: createTelemetryRouter({ router: t.router, procedure }, port) });
  const contextOf = (role: Role): RichContext => ({ role, headers: new Map(), sender: async () => exampleBrowser });
  return { log, asked, counts, app, contextOf, as: (role: Role) => app.createCaller(contextOf(role)).telemetry };
}

describe("the router of telemetry", () => {
  it("[TE60] is made with the one t of whoever composes it, whose context may hold more", async () => {
    const { as } = open();
    const answer = await as("visitor").record({ sentAtMs: nowMs, lost: 0, events: [exampleEvent()] });
    expectTypeOf(answer).toEqualTypeOf<Intake>();
    expect(answer).toEqual({ accepted: 1, repeated: 0, refused: [] });

    const poor = initTRPC.context<{ readonly headers: string }>().meta<{ role: Role }>().create();
    // @ts-expect-error a context that cannot name its sender does not compile
    expect(createTelemetryRouter(poor, { ...parts, log: createMemoryEventLog() })).toBeDefined();
  });

  it("[TE60] says of every procedure which role it needs", () => {
    const { telemetry } = open().app;
    const roles = Object.entries(telemetry).map(([name, { _def }]) => [
      name,
      (_def.meta as { readonly role: Role }).role,
    ]);
    expect(Object.fromEntries(roles)).toEqual({
      record: "visitor",
      recent: "viewer",
      live: "viewer",
      populations: "viewer",
      removeSimulated: "owner",
      quarantined: "viewer",
      quarantineList: "viewer",
      replayQuarantined: "editor",
      dismissQuarantined: "editor",
    });
  });

  it("[TE61] answers a batch over the limit with 413, in tRPC's wire format, and takes in none of it", async () => {
    const { app, contextOf, log } = open();
    const server = createHTTPServer({ router: app, createContext: () => contextOf("visitor") }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const send = (events: unknown[]) =>
      fetch(`http://127.0.0.1:${port}/telemetry.record`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ sentAtMs: nowMs, lost: 0, events }),
      });

    const good = await send(exampleEvents(500));
    expect([good.status, await good.json()]).toEqual([
      200,
      { result: { data: { accepted: 500, repeated: 0, refused: [] } } },
    ]);
    const tooMany = await send(exampleEvents(501));
    expect(tooMany.status).toBe(413);
    expect(await tooMany.json()).toMatchObject({ error: { message: expect.stringContaining("500 events") } });
    expect(await log.newest(1_000, { simulated: false })).toHaveLength(500);
    server.close();
  });

  it("[TE62] tells of each batch what came of it and what its sender had lost", async () => {
    const { as, counts } = open();
    const event = exampleEvent();
    await as("visitor").record({ sentAtMs: nowMs, lost: 7, events: [event, event, { name: "nothing.known" }] });
    expect(counts).toEqual([{ accepted: 1, repeated: 1, refused: 1, limited: 0, lost: 7 }]);
  });

  it("[TE63] shows people here events without a visitor id, and counts what was refused", async () => {
    const { as } = open();
    await as("visitor").record({ sentAtMs: nowMs, lost: 0, events: [exampleEvent(), { name: "nothing.known" }] });
    const cards = await as("viewer").recent({ limit: 10, simulated: false });
    expectTypeOf(cards).toEqualTypeOf<EventCard[]>();
    expect(cards).toHaveLength(1);
    expect(cards[0]).toMatchObject({ name: "app.opened", device: "desktop", browser: "Firefox" });
    expect(cards[0]?.visitor).toMatch(/^[0-9a-f]{8}$/);
    expect(JSON.stringify(cards)).not.toContain(exampleBrowser.visitorId);
    expect(await as("viewer").recent({ limit: 10, simulated: true })).toEqual([]);
    expect(await as("viewer").quarantined()).toEqual([{ reason: "unknown-event", name: null, count: 1 }]);
    await expect(as("visitor").recent({ limit: 10, simulated: false })).rejects.toThrow("FORBIDDEN");
  });

  it("[TE104] refuses a batch over a limit whole, says when to come again, keeps nothing of it and counts it", async () => {
    const { as, counts, log } = open(5, { limits: createIntakeLimits({ batchesPerMinute: 1 }) });
    const batch = { sentAtMs: nowMs, lost: 3, events: [exampleEvent(), { name: "nothing.known" }] };
    await as("visitor").record(batch);
    const refused: unknown = await as("visitor")
      .record(batch)
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "TOO_MANY_REQUESTS", cause: { seconds: expect.any(Number) } });
    expect(String(refused)).toMatch(/again in (59|60) seconds/);
    expect(counts).toEqual([
      { accepted: 1, repeated: 0, refused: 1, limited: 0, lost: 3 },
      { accepted: 0, repeated: 0, refused: 0, limited: 2, lost: 0 },
    ]);
    expect(await log.quarantineList(10)).toHaveLength(1);
  });

  it("[TE102] lists what was refused without a visitor's id, takes it in again and lets it go", async () => {
    const { as, log } = open();
    const events = [exampleEvent({ fields: { mood: "sunny today" } }), { name: "nothing.known" }];
    await as("visitor").record({ sentAtMs: nowMs, lost: 0, events });
    const kind = { reason: "unknown-field", name: "app.opened" } as const;
    const listed = await as("viewer").quarantineList({ ...kind, limit: 10 });
    const visitor: unknown = expect.stringMatching(/^[0-9a-f]{8}$/);
    expect(listed).toMatchObject([{ ...kind, kept: { visitor, withheld: true, sender: "browser" } }]);
    expect(JSON.stringify(listed)).not.toContain(exampleBrowser.visitorId);
    expect(JSON.stringify(listed)).not.toContain("sunny");
    expect(await as("editor").replayQuarantined(kind)).toEqual({ takenIn: 0, repeated: 0, stillRefused: 1 });
    expect(await as("editor").dismissQuarantined(kind)).toEqual({ dismissed: 1 });
    const [other] = await log.quarantineList(10);
    expect(await as("editor").dismissQuarantined({ ids: [other?.id ?? ""] })).toEqual({ dismissed: 1 });
    expect(await log.quarantineList(10)).toEqual([]);
    await expect(as("editor").dismissQuarantined({ ids: ["any"] })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("[TE106] counts both populations, and removes what was simulated", async () => {
    const { as, log, app, contextOf } = open();
    const sender = { kind: "server", app: null, simulated: true } as const;
    const simulator = app.createCaller({ ...contextOf("visitor"), sender: async () => sender }).telemetry;
    const events = exampleEvents(3).map((event) => ({ ...event, visitorId: exampleBrowser.visitorId }));
    await simulator.record({ sentAtMs: nowMs, lost: 0, events });
    expect(await as("viewer").populations()).toEqual({ real: 1, simulated: 2 });
    expect(await as("owner").removeSimulated()).toEqual({ removed: 3 });
    expect(await log.newest(1, { simulated: true })).toEqual([]);
  });

  it("[TE64] streams what arrives to everybody who watches, and reads the log once for all of them", async () => {
    const { as, asked, log } = open(40);
    const watch = async () => {
      const caller = as("viewer");
      const seen: EventCard[] = [];
      for await (const cards of await caller.live({ simulated: false })) {
        seen.push(...cards);
        if (seen.length >= 3) return seen;
      }
      return seen;
    };
    const watchers = [watch(), watch(), watch()];
    await pause(60);
    for (const [index, event] of exampleEvents(3).entries()) {
      await as("visitor").record({ sentAtMs: nowMs, lost: 0, events: [{ ...event, seq: index }] });
    }
    const seen = await Promise.all(watchers);
    expect(seen.map((cards) => cards.length)).toEqual([3, 3, 3]);
    expect(asked.length).toBeLessThanOrEqual(6);
    await pause(100);
    const afterwards = asked.length;
    await pause(100);
    expect(asked.length, "nobody watches, nobody asks").toBe(afterwards);
    expect(await log.newest(10, { simulated: false })).toHaveLength(3);
  });
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
