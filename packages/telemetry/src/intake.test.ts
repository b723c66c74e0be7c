import { definitionOf, eventNames, type SentEvent, type VisitorId, visitorKeyOf } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { exampleBrowser, exampleBytes, exampleEvent, exampleEvents, exampleNowMs } from "./examples.ts";
import { type Intake, takeIn } from "./intake.ts";
import { createMemoryEventLog } from "./memory.ts";
import { readUserAgent, type Sender } from "./sender.ts";

const nowMs = exampleNowMs;
const dayMs = 86_400_000;
const ada = exampleBrowser.visitorId;
const bob = "vis_bob00000000000000000" as VisitorId;
const server: Sender = { kind: "server", app: null, simulated: false };

async function send(
  events: readonly unknown[],
  sender: Sender = exampleBrowser,
  sentAtMs = nowMs,
  log = createMemoryEventLog(),
) {
  const batch = { sentAtMs, lost: 0, events: [...events] };
  const outcome = await takeIn({ log, sender, receivedAtMs: nowMs, batch, randomBytes: exampleBytes });
  if (outcome.outcome !== "taken") throw new Error(`refused whole: ${outcome.limit}`);
  const intake: Intake = outcome;
  expect(intake.accepted + intake.repeated + intake.refused.length).toBe(events.length);
  return { log, intake, stored: [...(await log.ofVisitor(ada)), ...(await log.ofVisitor(bob))] };
}

async function reasonFor(event: unknown, sender?: Sender): Promise<string> {
  const { intake, stored } = await send([event], sender);
  expect(stored).toHaveLength(intake.accepted);
  return intake.refused[0]?.reason ?? "accepted";
}

describe("intake", () => {
  it("[TE40] judges each event alone, and everything sent is in exactly one count", async () => {
    const good = exampleEvents(3);
    const leaky = exampleEvent({ fields: { prompt: "a secret" } });
    const events = [
      null,
      good[0],
      7,
      "app.opened",
      [],
      good[1],
      good[0],
      {},
      { name: "prompt.leaked" },
      leaky,
      good[2],
    ];
    const { intake, stored } = await send(events);
    expect(intake).toMatchObject({ accepted: 3, repeated: 1 });
    expect(intake.refused).toEqual([
      { index: 0, id: null, reason: "malformed" },
      { index: 2, id: null, reason: "malformed" },
      { index: 3, id: null, reason: "malformed" },
      { index: 4, id: null, reason: "malformed" },
      { index: 7, id: null, reason: "unknown-event" },
      { index: 8, id: null, reason: "unknown-event" },
      { index: 9, id: leaky.id, reason: "unknown-field" },
    ]);
    expect(stored).toHaveLength(3);
  });

  it("[TE41] settles whose an event is, when it happened and what questions group by", async () => {
    const fields = { requestId: "req_aaaaaaaaaaaaaaaaaaaa", medium: "image", model: "mock/sketch", promptLength: 12 };
    const event = exampleEvent({ name: "prompt.submitted", seq: 9, fields: { ...fields, attempt: "first" } });
    const { stored } = await send([{ ...event, build: "a.1" }]);
    expect(stored).toEqual([
      {
        visitorKey: visitorKeyOf(ada),
        id: event.id,
        atMs: nowMs,
        seq: 9,
        receivedAtMs: nowMs,
        name: "prompt.submitted",
        app: "image-studio",
        layer: "applications",
        writer: "browser",
        build: "a.1",
        sessionId: event.sessionId,
        device: "desktop",
        browser: "Firefox",
        simulated: false,
        bot: false,
        requestId: "req_aaaaaaaaaaaaaaaaaaaa",
        model: "mock/sketch",
        funding: null,
        experiment: null,
        variant: null,
        value: null,
        fields: { ...fields, attempt: "first" },
      },
    ]);
  });

  it.each(eventNames)("[TE42] takes %s from a browser only if browsers write it", async (name) => {
    const reason = await reasonFor(exampleEvent({ name, fields: {} }));
    if (definitionOf(name).writer === "browser") expect(reason).not.toBe("not-yours");
    else expect(reason).toBe("not-yours");
  });

  it("[TE42] takes facts of the server from a write key, facts of the network from nobody at this door", async () => {
    const fact = exampleEvent({ visitorId: bob, name: "consent.changed", fields: { analytics: "granted" } });
    expect(await reasonFor(fact, server)).toBe("accepted");
    const weather = exampleEvent({ visitorId: bob, name: "weather.changed", fields: { weather: "calm" } });
    expect(await reasonFor(weather, server)).toBe("not-yours");
  });

  it("[TE43] lets a browser speak for its own visitor only, and a server must say for whom", async () => {
    expect(await reasonFor(exampleEvent({ visitorId: bob }))).toBe("not-yours");
    expect(await reasonFor(exampleEvent({ visitorId: ada }))).toBe("accepted");
    expect(await reasonFor(exampleEvent(), server)).toBe("malformed");
    expect(await reasonFor(exampleEvent({ visitorId: bob }), server)).toBe("accepted");
    expect(await reasonFor(exampleEvent({ visitorId: bob, app: "chat" }), { ...server, app: "home" })).toBe(
      "not-yours",
    );
  });

  it("[TE44] refuses analytics of a visitor who has not agreed", async () => {
    expect(await reasonFor(exampleEvent(), { ...exampleBrowser, consented: false })).toBe("no-consent");
    expect(await reasonFor(exampleEvent(), exampleBrowser)).toBe("accepted");
  });

  it.each([-3 * dayMs, -90_000, 0, 90_000, 400 * dayMs])(
    "[TE45] corrects a browser's clock that is %i ms off",
    async (wrongMs) => {
      const { stored } = await send([exampleEvent({ atMs: nowMs + wrongMs - 700 })], exampleBrowser, nowMs + wrongMs);
      expect(stored.map(({ atMs, receivedAtMs }) => [atMs, receivedAtMs])).toEqual([[nowMs - 700, nowMs]]);
    },
  );

  it("[TE45] leaves the times of a server as they are", async () => {
    const { stored } = await send([exampleEvent({ visitorId: bob, atMs: 5_000 })], server, nowMs - 9_999);
    expect(stored.map(({ atMs }) => atMs)).toEqual([5_000]);
  });

  it("[TE46] welcomes late events and refuses those more than a day ahead", async () => {
    expect(await reasonFor(exampleEvent({ atMs: nowMs - 400 * dayMs }))).toBe("accepted");
    expect(await reasonFor(exampleEvent({ atMs: nowMs + dayMs }))).toBe("accepted");
    expect(await reasonFor(exampleEvent({ atMs: nowMs + dayMs + 1 }))).toBe("too-far-in-the-future");
  });

  it("[TE47] refuses a whole batch that is too large, and an event that is", async () => {
    const log = createMemoryEventLog();
    const batchOf = (events: unknown[]) => ({
      log,
      sender: exampleBrowser,
      receivedAtMs: nowMs,
      batch: { sentAtMs: nowMs, lost: 0, events },
      randomBytes: exampleBytes,
    });
    expect(await takeIn(batchOf(exampleEvents(501)))).toEqual({ outcome: "too-large", limit: "events", allowed: 500 });
    const heavy = Array.from({ length: 40 }, () => exampleEvent({ fields: { note: "ü".repeat(4_000) } }));
    expect(await takeIn(batchOf(heavy))).toEqual({ outcome: "too-large", limit: "bytes", allowed: 262_144 });
    expect(await log.ofVisitor(ada)).toEqual([]);
    expect(await reasonFor(exampleEvent({ fields: { note: "x".repeat(9_000) } }))).toBe("too-large");
  });

  it("[TE48] says what is wrong in words a developer can act on", async () => {
    const wrong = (changes: Record<string, unknown>) => reasonFor({ ...exampleEvent(), ...changes });
    expect(await wrong({ id: "1" })).toBe("malformed");
    expect(await wrong({ app: "shop" })).toBe("malformed");
    expect(await wrong({ prompt: "a secret" })).toBe("unknown-field");
    expect(await wrong({ name: "model.picked", fields: { medium: "image" } })).toBe("wrong-field");
    expect(await wrong({ name: "model.picked", fields: { medium: "song", model: "mock/a" } })).toBe("wrong-field");
  });

  it("[TE49] names the fields at which an event failed, never by a word of what it carried", async () => {
    const { log, intake } = await send([
      exampleEvent({ fields: { prompt: "a secret" } }),
      exampleEvent({ fields: { "a secret as a key": 1, "secret.words.with.dots": 1 } }),
      { ...exampleEvent(), name: "a secret name", app: "a secret app", id: "a secret id" },
      exampleEvent({ name: "model.picked", fields: { medium: "a secret", model: "mock/a" } }),
      { ...exampleEvent(), sessionId: "a secret session" },
    ]);
    const kept = await log.quarantineList(10);
    const common = { receivedAtMs: nowMs, app: "image-studio" };
    const facts = new Set(kept.map(({ id, kept, ...rest }) => rest));
    expect(facts).toEqual(
      new Set([
        { ...common, reason: "unknown-field", name: "app.opened", paths: ["fields.prompt"] },
        { ...common, reason: "unknown-field", name: "app.opened", paths: ["fields.(other)", "fields.(other)"] },
        { receivedAtMs: nowMs, app: null, reason: "unknown-event", name: null, paths: ["name"] },
        { ...common, reason: "wrong-field", name: "model.picked", paths: ["fields.medium"] },
        { ...common, reason: "malformed", name: "app.opened", paths: ["sessionId"] },
      ]),
    );
    expect(new Set(kept.map(({ id }) => id)).size).toBe(5);
    expect(JSON.stringify([kept, intake])).not.toContain("secret");
  });

  it("[TE97] refuses what an erased visitor still sends, and keeps nothing of it", async () => {
    const log = createMemoryEventLog();
    await log.erase(ada);
    const { intake } = await send([exampleEvent()], exampleBrowser, nowMs, log);
    expect(intake).toMatchObject({ accepted: 0, refused: [{ index: 0, reason: "erased" }] });
    expect(await log.quarantineList(10)).toMatchObject([{ reason: "erased", name: "app.opened", kept: null }]);
  });

  it("[TE97] counts everything once also when the visitor is erased while the batch is under way", async () => {
    const log = createMemoryEventLog();
    const slow = {
      ...log,
      append: async (...given: Parameters<typeof log.append>) => {
        await log.erase(ada);
        return log.append(...given);
      },
    };
    const events = [exampleEvent({ visitorId: bob }), exampleEvent({ visitorId: ada }), { name: "nothing.known" }];
    const { intake } = await send(events, server, nowMs, slow);
    expect(intake.accepted).toBe(1);
    expect(intake.refused.map(({ index, reason }) => [index, reason])).toEqual([
      [2, "unknown-event"],
      [1, "erased"],
    ]);
  });

  it("[TE93] refuses an event that is nested without end alone", async () => {
    const endless: unknown = JSON.parse(`{"name":"app.opened","fields":${"[".repeat(90_000)}${"]".repeat(90_000)}}`);
    const { intake } = await send([exampleEvent(), endless]);
    expect(intake).toMatchObject({ accepted: 1, refused: [{ index: 1, reason: "too-large" }] });
  });

  it("[TE50] marks what a simulating write key sends, and nothing else can", async () => {
    const sent = exampleEvent({ visitorId: bob });
    expect((await send([sent], { ...server, simulated: true })).stored[0]?.simulated).toBe(true);
    expect((await send([exampleEvent()])).stored[0]?.simulated).toBe(false);
    expect(await reasonFor({ ...exampleEvent(), simulated: true } satisfies SentEvent & { simulated: boolean })).toBe(
      "unknown-field",
    );
  });
});

describe("a user agent", () => {
  const agents = {
    android:
      "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
    ipad: "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    edge: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
    headless:
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.0.0 Safari/537.36",
    crawler: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    invented: "Ada Lovelace of London/1.0 (home)",
  };

  it("[TE51] is reduced to a device class and a family from our own list", () => {
    expect(readUserAgent(agents.android)).toEqual({ device: "phone", browser: "Chrome", bot: false });
    expect(readUserAgent(agents.ipad)).toEqual({ device: "tablet", browser: "Safari", bot: false });
    expect(readUserAgent(agents.edge)).toEqual({ device: "desktop", browser: "Microsoft Edge", bot: false });
    expect(readUserAgent(agents.invented)).toMatchObject({ device: "unknown", browser: "other" });
    expect(readUserAgent("")).toEqual({ device: "unknown", browser: "other", bot: false });
  });

  it("[TE52] of a robot marks its events and keeps them; a write key is never taken for one", async () => {
    expect(readUserAgent(agents.crawler).bot).toBe(true);
    expect(readUserAgent(agents.headless).bot).toBe(true);
    const { stored, intake } = await send([exampleEvent()], { ...exampleBrowser, userAgent: agents.crawler });
    expect([intake.accepted, stored[0]?.bot]).toEqual([1, true]);
    const [sent] = (await send([exampleEvent({ visitorId: bob })], server)).stored;
    expect([sent?.bot, sent?.device]).toEqual([false, "server"]);
  });
});
