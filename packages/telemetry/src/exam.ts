import type { EventId, NetworkEvent, RequestId, TakenEvent, VisitorId } from "@flywheel/vocabulary";
import { mint, visitorKeyOf } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { exampleBytes } from "./examples.ts";
import { factOf, networkFactOf } from "./facts.ts";
import type { EventLog, KeptCandidate, LogCursor, QuarantinedEvent } from "./port.ts";

/** What every event log promises. A new backend is finished when this passes. `open` gives an empty log each time. */
export function describeEventLog(backend: string, open: () => Promise<EventLog>): void {
  describe(`event log on ${backend}`, () => {
    it("[TE1] keeps the first version of an event: a resend is counted and changes nothing", async () => {
      const log = await open();
      const event = visited(ada, 1_000);
      expect(await log.append([event])).toEqual({ accepted: 1, repeated: 0, erased: 0 });
      expect(await log.append([{ ...event, atMs: 9_000 }, visited(ada, 2_000)])).toEqual({
        accepted: 1,
        repeated: 1,
        erased: 0,
      });
      expect((await log.ofVisitor(ada)).map(({ atMs }) => atMs)).toEqual([1_000, 2_000]);
    });

    it("[TE1] keeps the first version also when one batch brings an event twice", async () => {
      const log = await open();
      const event = visited(ada, 1_000);
      expect(await log.append([event, { ...event, atMs: 9_000 }])).toEqual({ accepted: 1, repeated: 1, erased: 0 });
      expect((await log.ofVisitor(ada)).map(({ atMs }) => atMs)).toEqual([1_000]);
    });

    it("[TE1] counts an event once when two senders bring it at the same time", async () => {
      const log = await open();
      const events = Array.from({ length: 20 }, (_, index) => visited(ada, index));
      const counts = await Promise.all(
        [events, events.toReversed(), events.slice(5)].map((batch) => log.append(batch)),
      );
      expect(counts.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(20);
      expect(counts.reduce((sum, { repeated }) => sum + repeated, 0)).toBe(35);
      expect(await log.ofVisitor(ada)).toHaveLength(20);
    });

    it("[TE2] accepts an empty batch", async () => {
      const log = await open();
      expect(await log.append([])).toEqual({ accepted: 0, repeated: 0, erased: 0 });
      expect(await log.appendNetwork([])).toEqual({ accepted: 0, repeated: 0 });
      await log.quarantine([]);
      expect(await log.quarantined(0)).toEqual([]);
    });

    it("[TE3] gives an event back as it was taken in, nothing rounded, nothing added", async () => {
      const log = await open();
      const full: TakenEvent = {
        ...visited(ada, 1_700_000_000_123),
        seq: Number.MAX_SAFE_INTEGER,
        build: "prompt-above.2",
        sessionId: mint("ses", exampleBytes),
        device: "phone",
        bot: true,
        experiment: "studio-prompt-panel",
        variant: "wide",
        value: 0.25,
        fields: { text: "a", number: 1.5, whole: 9_007_199_254_740_991, yes: true, no: false },
      };
      const paid = settled(ada, 1_700_000_000_124);
      await log.append([full, paid]);
      expect(await log.ofVisitor(ada)).toEqual([full, paid]);
    });

    it("[TE4] starts a reader at the newest end: what was there before is not given", async () => {
      const log = await open();
      await log.append([visited(ada, 1_000)]);
      const start = await log.tail(null, 10);
      expect(start.events).toEqual([]);

      const later = visited(ada, 2_000);
      await log.append([later]);
      const next = await log.tail(start.cursor, 10);
      expect(next.events).toEqual([later]);
      expect((await log.tail(next.cursor, 10)).events).toEqual([]);
    });

    it("[TE5] gives a reader every committed event once, old or new by its clock, in pages of any size", async () => {
      const log = await open();
      let { cursor } = await log.tail(null, 1);
      const sent = Array.from({ length: 60 }, (_, index) => visited(index % 3 === 0 ? ada : bob, 60_000 - index));
      const writers = [sent.slice(0, 10), sent.slice(10, 25), sent.slice(25, 26), sent.slice(26)];
      const writing = Promise.all(writers.map((batch) => log.append(batch)));

      const read: EventId[] = [];
      const readOn = async (): Promise<void> => {
        const page: { events: readonly TakenEvent[]; cursor: LogCursor } = await log.tail(cursor, 7);
        cursor = page.cursor;
        read.push(...page.events.map(({ id }) => id));
        expect(page.events.length).toBeLessThanOrEqual(7);
        if (page.events.length > 0) await readOn();
      };
      await readOn();
      await writing;
      await readOn();
      expect(read.toSorted()).toEqual(sent.map(({ id }) => id).toSorted());
    });

    it("[TE6] names the newest events of one population, newest first", async () => {
      const log = await open();
      const real = [3_000, 1_000, 2_000].map((atMs) => visited(ada, atMs));
      const simulated = { ...visited(bob, 9_000), simulated: true };
      await log.append([...real, simulated]);
      expect((await log.newest(2, { simulated: false })).map(({ atMs }) => atMs)).toEqual([3_000, 2_000]);
      expect(await log.newest(2, { simulated: true })).toEqual([simulated]);
    });

    it("[TE7] tells everything of one visitor in order (time, sequence, id) and nothing of another", async () => {
      const log = await open();
      const [first, second, third] = [visited(ada, 1_000), { ...visited(ada, 2_000), seq: 1 }, visited(ada, 3_000)];
      const tie = { ...visited(ada, 2_000), seq: 2 };
      await log.append([third, tie, visited(bob, 1_500), second, first]);
      expect(await log.ofVisitor(ada)).toEqual([first, second, tie, third]);
    });

    it("[TE8] forgets one visitor, everywhere, and leaves the others", async () => {
      const log = await open();
      const { cursor } = await log.tail(null, 10);
      const other = visited(bob, 2_000);
      await log.append([visited(ada, 1_000), other, visited(ada, 3_000)]);
      expect(await log.erase(ada)).toBe(2);
      expect(await log.erase(ada)).toBe(0);
      expect(await log.ofVisitor(ada)).toEqual([]);
      expect(await log.newest(10, { simulated: false })).toEqual([other]);
      expect((await log.tail(cursor, 10)).events).toEqual([other]);
    });

    it("[TE8] does not take in again what an erased visitor still sends", async () => {
      const log = await open();
      await log.append([visited(ada, 1_000)]);
      await log.quarantine([quarantined({ kept: keptOf(ada) }), quarantined({ kept: keptOf(bob) })]);
      await log.erase(ada);
      expect(await log.append([visited(ada, 2_000), visited(bob, 2_000)])).toEqual({
        accepted: 1,
        repeated: 0,
        erased: 1,
      });
      expect(await log.ofVisitor(ada)).toEqual([]);
      expect((await log.quarantineList(10)).map(({ kept }) => kept?.visitorId)).toEqual([bob]);
      expect([log.isErased(visitorKeyOf(ada)), log.isErased(visitorKeyOf(bob))]).toEqual([true, false]);
    });

    it("[TE9] keeps facts of the network apart from visitors, each once", async () => {
      const log = await open();
      const { cursor } = await log.tail(null, 10);
      const fact = networkFact(1_000);
      expect(await log.appendNetwork([fact, fact])).toEqual({ accepted: 1, repeated: 1 });
      expect(await log.appendNetwork([fact, networkFact(2_000)])).toEqual({ accepted: 1, repeated: 1 });
      expect((await log.tail(cursor, 10)).events).toEqual([]);
      expect(await log.newest(10, { simulated: false })).toEqual([]);
    });

    it("[TE10] counts refused events by reason and name, the most frequent first", async () => {
      const log = await open();
      const refusal = { receivedAtMs: 5_000, app: "chat", paths: ["fields.prompt"], kept: null } as const;
      const unknown = { ...refusal, reason: "unknown-field", name: "prompt.submitted" } as const;
      await log.quarantine([
        quarantined({ ...refusal, reason: "malformed", name: null, app: null }),
        quarantined(unknown),
        quarantined({ ...unknown, receivedAtMs: 4_000 }),
        quarantined({ ...unknown, receivedAtMs: 3_999 }),
      ]);
      const again = quarantined(unknown);
      await log.quarantine([again, again]);
      await log.quarantine([again]);
      expect(await log.quarantined(4_000)).toEqual([
        { reason: "unknown-field", name: "prompt.submitted", count: 3 },
        { reason: "malformed", name: null, count: 1 },
      ]);
    });

    it("[TE91] lists refused events as they were kept, newest first, until they are released", async () => {
      const log = await open();
      const [old, young] = [
        quarantined({ receivedAtMs: 1_000, kept: keptOf(ada) }),
        quarantined({ receivedAtMs: 2_000 }),
      ];
      await log.quarantine([old, young]);
      expect(await log.quarantineList(10)).toEqual([young, old]);
      expect(await log.quarantineList(1)).toEqual([young]);
      expect(await log.quarantineList(10, { ids: [old.id, "rfs_nobody"] })).toEqual([old]);
      expect(await log.quarantineList(10, { visitorId: ada })).toEqual([old]);
      expect(await log.quarantineList(10, { reason: old.reason, name: old.name })).toEqual([young, old]);
      expect(await log.quarantineList(10, { reason: old.reason, name: null })).toEqual([]);
      expect(await log.releaseQuarantined([young.id, "rfs_nobody"])).toBe(1);
      expect(await log.quarantineList(10)).toEqual([old]);
    });

    it("[TE92] removes what was simulated, of visitors and of the network, and nothing else", async () => {
      const log = await open();
      const { cursor } = await log.tail(null, 10);
      const real = visited(ada, 1_000);
      const simulated = { ...visited(bob, 2_000), simulated: true };
      await log.append([real, simulated]);
      await log.appendNetwork([networkFact(1_000), { ...networkFact(2_000), simulated: true }]);
      expect(await log.removeSimulated()).toBe(2);
      expect(await log.removeSimulated()).toBe(0);
      expect(await log.ofVisitor(bob)).toEqual([]);
      expect((await log.tail(cursor, 10)).events).toEqual([real]);
      expect(await log.append([simulated])).toEqual({ accepted: 1, repeated: 0, erased: 0 });
    });
  });
}

const ada = "vis_ada00000000000000000" as VisitorId;
const bob = "vis_bob00000000000000000" as VisitorId;

const sourceAt = (visitorId: VisitorId, atMs: number) =>
  ({
    visitorId,
    app: "image-studio",
    device: "desktop",
    browser: "Firefox",
    simulated: false,
    now: () => atMs,
    randomBytes: exampleBytes,
  }) as const;

function visited(visitorId: VisitorId, atMs: number): TakenEvent {
  const event = factOf(sourceAt(visitorId, atMs), "consent.changed", { analytics: "granted" });
  return { ...event, name: "app.opened", layer: "applications", writer: "browser", fields: {} };
}

function settled(visitorId: VisitorId, atMs: number): TakenEvent {
  const fields = { funding: "purchased", credits: 3, amountMicroUsd: 2_500 } as const;
  const requestId = mint<RequestId>("req", exampleBytes);
  const event = factOf(sourceAt(visitorId, atMs), "payment.settled", { ...fields, requestId });
  expect(event).toMatchObject({ visitorKey: visitorKeyOf(visitorId), requestId, funding: "purchased", value: 2_500 });
  return event;
}

const quarantined = (changes: Partial<QuarantinedEvent> = {}): QuarantinedEvent => ({
  id: mint<string>("rfs", exampleBytes),
  receivedAtMs: 5_000,
  reason: "unknown-field",
  name: "prompt.submitted",
  app: "chat",
  paths: ["fields.mood"],
  kept: null,
  ...changes,
});

const keptOf = (visitorId: VisitorId): KeptCandidate => ({
  text: '{"name":"prompt.submitted","fields":{"mood":{"withheld":4}}}',
  withheld: true,
  visitorId,
  sender: "browser",
  senderApp: null,
  simulated: false,
  offsetMs: -12,
  device: "phone",
  browser: "Firefox",
  bot: false,
});

function networkFact(atMs: number): NetworkEvent {
  const source = { simulated: false, now: () => atMs, randomBytes: exampleBytes };
  return networkFactOf(source, "weather.changed", { weather: "busy" });
}
