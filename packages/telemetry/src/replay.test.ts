import { mint, type SentEvent, type VisitorId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { exampleBrowser, exampleBytes, exampleEvent, exampleNowMs } from "./examples.ts";
import { createMemoryEventLog } from "./memory.ts";
import type { EventLog, KeptCandidate, QuarantinedEvent } from "./port.ts";
import { type MayRecord, replay } from "./replay.ts";

const ada = exampleBrowser.visitorId;
const bob = "vis_bob00000000000000000" as VisitorId;
const kind = { reason: "unknown-field", name: "app.opened" } as const;

/** As yesterday's product refused it, which did not know yet what today's does. */
function refusedYesterday(
  event: Readonly<Record<string, unknown>>,
  kept: Partial<KeptCandidate> = {},
): QuarantinedEvent {
  return {
    id: mint<string>("rfs", exampleBytes),
    receivedAtMs: exampleNowMs,
    ...kind,
    app: "image-studio",
    paths: ["fields.mood"],
    kept: {
      text: JSON.stringify(event),
      withheld: false,
      visitorId: ada,
      sender: "browser",
      senderApp: null,
      simulated: false,
      offsetMs: -50,
      device: "phone",
      browser: "Safari",
      bot: true,
      ...kept,
    },
  };
}

async function logWith(...refused: readonly QuarantinedEvent[]): Promise<EventLog> {
  const log = createMemoryEventLog();
  await log.quarantine(refused);
  return log;
}

const again = (log: EventLog, mayRecord: MayRecord = async () => true) =>
  replay({ log, mayRecord, which: kind, limit: 100 });

describe("taking in again what was refused", () => {
  it("[TE98] takes in what today's catalogue allows, as of when it came, and lets it out of the quarantine", async () => {
    const event = exampleEvent({ atMs: exampleNowMs - 1_000 });
    const log = await logWith(refusedYesterday(event));
    expect(await again(log)).toEqual({ takenIn: 1, repeated: 0, stillRefused: 0 });
    expect(await log.ofVisitor(ada)).toMatchObject([
      {
        id: event.id,
        atMs: exampleNowMs - 1_050,
        receivedAtMs: exampleNowMs,
        device: "phone",
        browser: "Safari",
        bot: true,
      },
    ]);
    expect(await log.quarantineList(10)).toEqual([]);
    expect(await again(log)).toEqual({ takenIn: 0, repeated: 0, stillRefused: 0 });
  });

  it("[TE98] counts once what its sender has sent again meanwhile", async () => {
    const event = exampleEvent();
    const log = await logWith(refusedYesterday(event), refusedYesterday(event), refusedYesterday(exampleEvent()));
    expect(await again(log)).toEqual({ takenIn: 2, repeated: 1, stillRefused: 0 });
    expect(await log.ofVisitor(ada)).toHaveLength(2);
  });

  it("[TE98] takes at most as many as it is told, and only those that are meant", async () => {
    const log = await logWith(...Array.from({ length: 5 }, () => refusedYesterday(exampleEvent())));
    await log.quarantine([{ ...refusedYesterday(exampleEvent()), reason: "wrong-field" }]);
    const mayRecord = async () => true;
    expect((await replay({ log, mayRecord, which: kind, limit: 3 })).takenIn).toBe(3);
    expect((await replay({ log, mayRecord, which: kind, limit: 3 })).takenIn).toBe(2);
    const [other] = await log.quarantineList(10);
    expect((await replay({ log, mayRecord, which: { ids: [other?.id ?? ""] }, limit: 3 })).takenIn).toBe(1);
  });

  it("[TE99] leaves what is still wrong where it is, with its reason", async () => {
    const wrong = refusedYesterday(exampleEvent({ fields: { mood: 1 } }));
    const nothingKept = { ...refusedYesterday(exampleEvent()), kept: null };
    const log = await logWith(wrong, nothingKept, refusedYesterday(exampleEvent()));
    expect(await again(log)).toEqual({ takenIn: 1, repeated: 0, stillRefused: 2 });
    expect(new Set(await log.quarantineList(10))).toEqual(new Set([wrong, nothingKept]));
  });

  it.each([
    ["it may be missing", { experiment: "a", variant: "b", build: { withheld: 9 } }, 1],
    ["it is needed", { experiment: "a", variant: { withheld: 9 } }, 0],
    ["nobody knows its field", { experiment: "a", variant: "b", mood: { withheld: 9 } }, 0],
    ["not even its name was kept", { experiment: "a", variant: "b", "(other)": { withheld: 1 } }, 0],
  ])("[TE99] leaves a withheld value out or the event refused: %s", async (_, fields, takenIn) => {
    const log = await logWith(refusedYesterday(exampleEvent({ name: "variant.failed", fields })));
    expect((await again(log)).takenIn).toBe(takenIn);
    expect((await log.ofVisitor(ada)).map((event) => event.fields)).toEqual(
      takenIn === 1 ? [{ experiment: "a", variant: "b" }] : [],
    );
  });

  it("[TE99] treats a withheld value of the envelope alike", async () => {
    const { sessionId, ...rest } = exampleEvent();
    const log = await logWith(
      refusedYesterday({ ...rest, sessionId, build: { withheld: 3 } }),
      refusedYesterday({ ...rest, sessionId: { withheld: 3 } }),
    );
    expect(await again(log)).toEqual({ takenIn: 1, repeated: 0, stillRefused: 1 });
  });

  it("[TE100] takes nothing in of a visitor who has said no since then or was erased", async () => {
    const log = await logWith(refusedYesterday(exampleEvent()), refusedYesterday(exampleEvent(), { visitorId: bob }));
    const asked: string[] = [];
    const mayRecord: MayRecord = async (visitorId, sender) => {
      asked.push(`${sender} ${visitorId}`);
      return visitorId === ada;
    };
    expect(await again(log, mayRecord)).toEqual({ takenIn: 1, repeated: 0, stillRefused: 1 });
    expect(new Set(asked)).toEqual(new Set([`browser ${ada}`, `browser ${bob}`]));

    const erased = await logWith(refusedYesterday(exampleEvent()));
    expect((await again({ ...erased, isErased: () => true })).takenIn).toBe(0);
    expect(await erased.ofVisitor(ada)).toEqual([]);
  });

  it("[TE101] judges a server's event by what its key may, and needs no yes for what is simulated", async () => {
    const fact = (changes: Partial<SentEvent> = {}) =>
      exampleEvent({ name: "consent.changed", fields: { analytics: "granted" }, ...changes });
    const ofServer = { sender: "server", senderApp: "image-studio", offsetMs: 0 } as const;
    const log = await logWith(
      refusedYesterday(fact(), ofServer),
      refusedYesterday(fact({ app: "chat" }), ofServer),
      refusedYesterday(fact()),
      refusedYesterday(exampleEvent(), { ...ofServer, simulated: true }),
      refusedYesterday(exampleEvent(), ofServer),
    );
    expect(await again(log, async () => false)).toEqual({ takenIn: 2, repeated: 0, stillRefused: 3 });
    expect((await log.ofVisitor(ada)).map(({ name, simulated }) => [name, simulated]).toSorted()).toEqual([
      ["app.opened", true],
      ["consent.changed", false],
    ]);
  });
});
