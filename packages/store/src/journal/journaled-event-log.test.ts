import { setImmediate as turn } from "node:timers/promises";
import type { VisitorId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { JournalFullError, StoreUnavailableError } from "../errors.ts";
import type { StoredEventLog } from "../event-log.ts";
import { exampleEvent } from "../testing/example-event.ts";
import { textsIn } from "../testing/journal-records.ts";
import { MemoryDisk } from "../testing/memory-disk.ts";
import { RecordingSink } from "../testing/recording-sink.ts";
import { startDrain } from "./drain.ts";
import { openJournal } from "./journal.ts";
import { createJournaledEventLog } from "./journaled-event-log.ts";
import { createOutcomes } from "./outcomes.ts";
import { createRecentIds } from "./recent-ids.ts";

const away = new StoreUnavailableError({ where: "the database", reason: "away", advice: "wait" });
const refuse = () => Promise.reject(away);
const bob = "vis_bob00000000000000000" as VisitorId;

/** The log on a disk in memory, in front of a database that is away. */
async function openLog(disk = new MemoryDisk()) {
  const journal = await openJournal({ directory: "j", fileSystem: disk.fileSystem, log: () => {} });
  const sink = new RecordingSink();
  sink.isAway = true;
  const parts = { now: Date.now, log: () => {}, chunkRows: 100, setAside: refuse, onStored: () => {} };
  const drain = startDrain({ ...parts, journal, sink });
  const stored: StoredEventLog = {
    append: refuse,
    appendNetwork: refuse,
    quarantine: refuse,
    quarantineList: refuse,
    releaseQuarantined: refuse,
    quarantined: refuse,
    tail: refuse,
    newest: refuse,
    ofVisitor: refuse,
    erase: refuse,
    removeSimulated: refuse,
  };
  const erased = new Set<bigint>();
  const outcomes = createOutcomes();
  const recent = createRecentIds();
  const log = createJournaledEventLog({
    stored,
    journal,
    drain,
    recent,
    erased,
    outcomes,
    nextToken: () => "1",
  });
  const close = async () => {
    sink.isAway = false;
    await drain.close();
  };
  return { disk, log, erased, journal, close };
}

const failureOf = (asked: Promise<unknown>) => asked.then(() => null).catch((error: unknown) => error);

describe("taking events in while the database is away", () => {
  it("[ST65] acknowledges what is on disk, and tells a resend apart", async () => {
    const { log, journal, close } = await openLog();
    const events = [exampleEvent(1), exampleEvent(2)];
    expect(await log.append(events)).toEqual({ accepted: 2, repeated: 0, erased: 0 });
    expect(await log.append([...events.toReversed(), exampleEvent(3), exampleEvent(3)])).toEqual({
      accepted: 1,
      repeated: 3,
      erased: 0,
    });
    expect(await log.append([exampleEvent(1, bob)])).toMatchObject({ accepted: 1 });
    expect((await textsIn(journal)).join("").match(/\n/g)).toHaveLength(4);
    await close();
  });

  it("[ST60] forgets an event that could not be written, so that its resend is taken", async () => {
    const { disk, log, journal, close } = await openLog();
    disk.failNext("sync", "EIO");
    expect(await failureOf(log.append([exampleEvent(1)]))).toBeInstanceOf(JournalFullError);
    expect(await log.append([exampleEvent(1)])).toMatchObject({ accepted: 1, repeated: 0 });
    expect(await textsIn(journal)).toHaveLength(1);
    await close();
  });

  it("[ST61] does not acknowledge as repeated what fails in the batch that brought it first", async () => {
    const { disk, log, close } = await openLog();
    let open = () => {};
    disk.beforeSync = () =>
      new Promise((resolve) => {
        open = resolve;
      });
    const first = failureOf(log.append([exampleEvent(1)]));
    await turn();
    const [second, third] = [
      failureOf(log.append([exampleEvent(1)])),
      failureOf(log.append([exampleEvent(1), exampleEvent(2)])),
    ];
    disk.failNext("sync", "EIO");
    disk.beforeSync = async () => {};
    open();
    expect(await first).toBeInstanceOf(JournalFullError);
    // Brought again, and this time it is written: that does not make those before true.
    const fourth = log.append([exampleEvent(1)]);
    expect(await second).toBeInstanceOf(StoreUnavailableError);
    expect(await third).toBeInstanceOf(StoreUnavailableError);
    expect(await fourth).toMatchObject({ accepted: 1 });
    expect(await log.append([exampleEvent(1), exampleEvent(2)])).toMatchObject({ repeated: 2 });
    await close();
  });

  it("[ST61] waits for the batch that brought it first, and is not acknowledged before it", async () => {
    const { disk, log, close } = await openLog();
    const order: string[] = [];
    const first = log.append([exampleEvent(1)]).then(() => order.push("first"));
    const second = log.append([exampleEvent(1)]).then(() => order.push("second"));
    disk.beforeSync = async () => void order.push("sync");
    await Promise.all([first, second]);
    expect([order[0], order.length]).toEqual(["sync", 3]);
    await close();
  });

  it("[ST69] drops what erased visitors send before it reaches the disk, refused events too", async () => {
    const { log, erased, journal, close } = await openLog();
    erased.add(exampleEvent(1, bob).visitorKey);
    expect(await log.append([exampleEvent(1, bob), exampleEvent(1)])).toEqual({ accepted: 1, repeated: 0, erased: 1 });
    const kept = { text: "{}", withheld: false, sender: "browser", senderApp: null, simulated: false } as const;
    const device = { offsetMs: 0, device: "phone", browser: "Firefox", bot: false } as const;
    const refusal = { receivedAtMs: 0, reason: "malformed", name: null, app: null, paths: [] } as const;
    await log.quarantine([{ ...refusal, id: "rfs_1", kept: { ...kept, ...device, visitorId: bob } }]);
    expect((await textsIn(journal)).join("")).not.toMatch(/vis_bob|rfs_1/);
    await close();
  });

  it("[ST68] refuses an order that cannot be written down", async () => {
    const { log, disk, close } = await openLog();
    disk.capacity = 0;
    expect(await failureOf(log.erase(bob))).toBeInstanceOf(JournalFullError);
    expect(await failureOf(log.removeSimulated())).toBeInstanceOf(JournalFullError);
    expect(await failureOf(log.removeBefore(1))).toBeInstanceOf(JournalFullError);
    await close();
  });
});
