import pg from "pg";
import { isBroken, isDamaged, isOverMemory } from "./asking.ts";
import { nowMs } from "./clock.ts";
import { createFollower, type Follower } from "./follower.ts";
import type { Moment, Order, ProcessStatus } from "./messages.ts";
import { createPacing } from "./pacing.ts";
import type { ProjectionFile } from "./projection-file.ts";
import { isBelow } from "./projection-state.ts";
import type { ScanPace } from "./scan.ts";
import { createSorter, usualSortPolicy } from "./sorter.ts";
import { connectSource, type Source, type Xid } from "./source.ts";

export type Keeper = {
  start(): void;
  /** Looks now and not at its next turn. */
  look(): void;
  /** Resolves when everything that was committed before the call is visible. */
  catchUp(): Promise<void>;
  /** Waits a little for a rebuild that is nearly over. */
  isReady(stop: AbortSignal): Promise<boolean>;
  close(): Promise<void>;
};

type KeeperParts = {
  readonly file: ProjectionFile;
  readonly order: Order;
  readonly at: (moment: Moment) => void;
  readonly waitingQuestions: () => number;
  readonly onStatus: (status: ProcessStatus) => void;
  readonly onBroken: (error: Error) => void;
};

/** New rows are visible within a second; looking more often would cost intake more than it gives questions. */
const pauses = { restMs: 200, busyRestMs: 400, quietMs: 250, brokenMs: 500, longestBrokenMs: 5_000 };
const statusEveryMs = 200;
const considerEveryMs = 5_000;
const busyRowsPerSecond = 2_000;
const patienceMs = 3_000;
/** Files are written while others wait for the embedded engine's one session, so its pages are short. */
const pageMs = { pglite: 150, postgres: 400 } as const;

/** Looks at the store again and again, over one connection after another, and says how far it is. */
export function createKeeper({ file, order, at, waitingQuestions, onStatus, onBroken }: KeeperParts): Keeper {
  const sorter = createSorter({ file, at, policy: order.sortPolicy ?? usualSortPolicy, onFailed: broken });
  const pace: ScanPace = { pageMs: pageMs[order.engine], blocks: 256 };
  const closing = new AbortController();
  let isKnown = false;
  let trouble: string | null = null;
  let rows = 0;
  let events = 0;
  let ofAbout: number | null = null;
  let covered: Xid = "0";
  /** When a look began, and which transactions must be in for everything before it to be visible. */
  let marks: { readonly atMs: number; readonly next: Xid }[] = [];
  let asOfMs: number | null = null;
  let rebuild: { readonly beganMs: number; readonly tookMs: number | null } | null = null;
  let waiting: { next: Xid | null; readonly resolve: () => void }[] = [];
  const pacing = createPacing();
  let consideredMs = 0;
  let noticedMs = 0;
  let isBusy = false;
  let saidAtMs = 0;

  function broken(error: unknown): void {
    onBroken(error instanceof Error ? error : new Error("the projection's file failed"));
  }

  /** A file that was there is asked only after one look has told that it is of this store. */
  const phase = () => (isKnown && file.state()?.isRebuilding === false ? "ready" : "rebuilding");

  const say = (isUrgent = false): void => {
    const now = nowMs();
    if (!isUrgent && now - saidAtMs < statusEveryMs) return;
    saidAtMs = now;
    onStatus({
      phase: phase(),
      rows,
      events,
      ofAbout: phase() === "ready" ? null : ofAbout,
      lagMs: asOfMs === null ? null : now - asOfMs,
      cursor: covered,
      sortedRows: sorter.sortedRows(),
      rebuiltMs: rebuild && (rebuild.tookMs ?? now - rebuild.beganMs),
      waitingQuestions: waitingQuestions(),
      processId: process.pid,
      trouble,
    });
  };

  const countRows = async (): Promise<void> => {
    if (file.state() === null) return;
    const [ofVisitors, ofNetwork] = await Promise.all([file.count("events"), file.count("network_events")]);
    [events, rows] = [ofVisitors, ofVisitors + ofNetwork];
  };

  const followOnce = async (follower: Follower): Promise<boolean> => {
    const asking = waiting.filter(({ next }) => next === null);
    const beganMs = nowMs();
    const { look, covered: until, moved } = await follower.follow();
    covered = until;
    isKnown = true;
    trouble = null;
    if (rebuild?.tookMs === null) rebuild = { ...rebuild, tookMs: nowMs() - rebuild.beganMs };
    if (marks.length < 1_000) marks.push({ atMs: beganMs, next: look.next });
    for (const waiter of asking) waiter.next = look.next;
    const isIn = ({ next }: { readonly next: Xid | null }) => next !== null && !isBelow(covered, next);
    asOfMs = marks.findLast(isIn)?.atMs ?? asOfMs;
    marks = marks.filter((mark) => !isIn(mark));
    const before = rows;
    if (moved) await countRows();
    const done = waiting.filter(isIn);
    waiting = waiting.filter((waiter) => !isIn(waiter));
    if (done.length > 0) say(true); // whoever waited finds it in the status too
    for (const { resolve } of done) resolve();
    await noticeRush(rows - before);
    await considerSorting(rows - before);
    return moved;
  };

  /** How a rush is told from a calm, and what is done differently in it. */
  const noticeRush = async (came: number): Promise<void> => {
    const sinceMs = nowMs() - noticedMs;
    noticedMs = nowMs();
    const wasBusy = isBusy;
    isBusy = phase() === "ready" && came > (busyRowsPerSecond * sinceMs) / 1_000;
    if (isBusy !== wasBusy) await file.useThreads(isBusy ? "one" : "all");
  };

  /** Also when nothing came for a while: what came in a rush is put in order when it is over. */
  const considerSorting = async (came: number): Promise<void> => {
    if (came === 0 && nowMs() - consideredMs < considerEveryMs) return;
    consideredMs = nowMs();
    await sorter.consider({ isBusy });
  };

  const followOn = async (source: Source): Promise<void> => {
    const follower = createFollower({
      file,
      source,
      at,
      pace,
      holdOffSorting: sorter.holdOff,
      closing: closing.signal,
      onBegin() {
        rebuild = { beganMs: nowMs(), tookMs: null };
        isKnown = false;
        [rows, ofAbout] = [0, null];
        say(true);
      },
      onProgress(progress) {
        rows += progress.rows;
        ofAbout = rows + progress.toCome;
        say();
      },
    });
    while (!closing.signal.aborted) {
      const was = phase();
      const moved = await followOnce(follower);
      say(was !== phase());
      const pending = waiting.some(({ next }) => next === null);
      // Whoever waits for transactions that are open is not served by looking all the time.
      const restMs = waiting.length > 0 ? 20 : isBusy ? pauses.busyRestMs : pauses.restMs;
      if (!pending) await pacing.pause({ restMs, ms: Math.max(restMs, moved ? 0 : pauses.quietMs) });
    }
  };

  const keep = async (): Promise<void> => {
    await countRows();
    for (let failures = 0; !closing.signal.aborted; ) {
      let source: Source | null = null;
      try {
        source = await connectSource(order);
        if (trouble !== null) failures += 1;
        await followOn(source);
      } catch (error) {
        if (closing.signal.aborted) return;
        if (!(error instanceof Error) || isOfTheFile(error)) return broken(error);
        trouble = sayWhy(error);
        say(true);
        const ms = Math.min(pauses.brokenMs * 2 ** Math.min(failures, 5), pauses.longestBrokenMs);
        await pacing.pause({ restMs: 0, ms });
      } finally {
        await source?.close().catch(() => {});
      }
    }
  };
  let keeping: Promise<void> = Promise.resolve();

  return {
    start() {
      say(true);
      keeping = keep().catch(broken);
    },

    look: pacing.poke,

    catchUp() {
      const done = new Promise<void>((resolve) => waiting.push({ next: null, resolve }));
      pacing.hurry();
      return done;
    },

    async isReady(stop) {
      for (const untilMs = nowMs() + patienceMs; phase() !== "ready" && nowMs() < untilMs && !stop.aborted; ) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return phase() === "ready" && !stop.aborted;
    },

    async close() {
      closing.abort();
      pacing.hurry();
      await sorter.holdOff();
      await keeping;
    },
  };
}

/** What DuckDB says has no code; what the database or the connection says has one, or a socket's words. */
function isOfTheFile(error: Error): boolean {
  if (isOverMemory(error)) return false; // what was begun is undone, and memory comes back when questions are over
  return isBroken(error) || isDamaged(error) || /^[A-Za-z ]+ Error:/.test(error.message);
}

/** Never the driver's own sentence: it may quote a value. */
function sayWhy(error: Error): string {
  if (isOverMemory(error)) return "what came needs more memory than there is just now";
  if (error instanceof pg.DatabaseError) return `the store's database refuses to be read (SQLSTATE ${error.code})`;
  const { code } = error as NodeJS.ErrnoException;
  return `the store's database does not answer${code ? ` (${code})` : ""}`;
}
