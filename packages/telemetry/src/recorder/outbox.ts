import { mint } from "@flywheel/vocabulary/mint";
import { type DeliverParts, type Delivery, deliver } from "./deliver.ts";
import { createLosses, type Told } from "./losses.ts";
import type { Pace } from "./pace.ts";
import { createQueue, sizeOf } from "./queue.ts";
import type { Shelf, Unsent } from "./shelf.ts";

export type Outbox = {
  put(event: string): void;
  /** One more event that will never arrive. */
  countLost(): void;
  /** The page may be gone in a moment: everything that fits goes now, on requests that outlive it. */
  leave(): void;
  /** The network or the page is back: try at once, unless the server named a time. */
  retry(): void;
  /** From now on events may be sent, and kept where others can find them. */
  open(): void;
  /** Drops everything, also what others left, and closes. Resolves when it is gone. */
  empty(): Promise<void>;
  /** Stops; what was kept stays kept. */
  close(): void;
  /** Events that wait or are on their way. */
  size(): number;
};

export type OutboxParts = Omit<DeliverParts, "timeoutMs"> & {
  readonly pace: Pace;
  readonly shelf: Shelf;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly isOnline: () => boolean;
  /** What all requests that outlive the page may hold together; 0 where there is no page. */
  readonly keepaliveBytes: number;
  /** Told of events that will never arrive, for whoever keeps a total. */
  readonly onLost?: (count: number) => void;
  /** Told whenever the fate of a batch is known. */
  readonly onSettled?: () => void;
};

/** Intake refuses longer ones. */
const longestEvent = 8 * 1_024;

type Batch = { readonly events: readonly Unsent[]; readonly told: Told; readonly life: number };

/** Holds events until the server has them. Closed at first: without a yes nothing leaves and nothing is kept. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { pace, now, randomBytes, shelf, isOnline, keepaliveBytes, onLost, onSettled } = parts;
  const queue = createQueue<Unsent>({ events: pace.capacity, bytes: pace.capacityBytes });
  const losses = createLosses(shelf, () => isOpen);
  const tag = mint("", randomBytes);
  const flying = new Set<string>();
  let lastKeyMs = 0;
  let recorded = 0;
  let unkept: Unsent[] = [];
  let isOpen = false;
  /** Counts up when everything is dropped: what comes back from before is not taken back. */
  let life = 0;
  let sending = false;
  let adopting = false;
  let moreIsLeft = false;
  let failures = 0;
  let pause: "none" | "backing-off" | "told-to" = "none";
  let dueMs = 0;
  let keptAlive = 0;
  let allowedEvents = pace.mostEvents;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let adoptTimers: readonly ReturnType<typeof setTimeout>[] = [];

  function schedule(delayMs: number): void {
    clearTimeout(timer);
    dueMs = now() + delayMs;
    timer = setTimeout(() => {
      timer = undefined;
      pause = "none";
      void sendNext();
    }, delayMs);
  }

  const mayTry = () => isOpen && !sending && pause === "none" && queue.size() > 0;

  function sendSoon(): void {
    if (!mayTry()) return;
    if (queue.size() >= pace.batchEvents) schedule(0);
    else if (timer === undefined) schedule(pace.batchMs);
  }

  async function sendNext(): Promise<void> {
    // Offline nothing is tried, so that no retry is spent; the page says when the network is back.
    if (!mayTry() || !isOnline()) return;
    sending = true;
    const leased = await shelf.leaseLosses();
    // Nothing is taken before this point: a page that was left while it waited for the shelf has sent it.
    const batch = pause === "none" ? take(pace.mostBytes, leased) : null;
    if (batch) await send(batch);
    else if (leased > 0) void shelf.settleLosses(0);
    sending = false;
    sendSoon();
  }

  function take(roomBytes: number, leased: number): Batch | null {
    const events = isOpen ? queue.take(allowedEvents, roomBytes, pace.mostBytes) : [];
    return events.length > 0 ? { events, life, told: losses.take(leased) } : null;
  }

  async function send(batch: Batch): Promise<void> {
    const { events, told } = batch;
    for (const { key } of events) flying.add(key);
    const lost = told.unkept + told.leased;
    const body = `{"sentAtMs":${now()},"lost":${lost},"events":[${events.map(({ json }) => json).join()}]}`;
    const bytes = sizeOf(body);
    const keepalive = keptAlive + bytes <= keepaliveBytes;
    if (keepalive) keptAlive += bytes;
    const delivery = await deliver({ ...parts, timeoutMs: pace.timeoutMs }, body, keepalive);
    if (keepalive) keptAlive -= bytes;
    for (const { key } of events) flying.delete(key);
    settle(batch, delivery);
    onSettled?.();
  }

  function settle({ events, told, life: sentIn }: Batch, delivery: Delivery): void {
    if (life !== sentIn) return;
    const { outcome } = delivery;
    const wasTaken = outcome === "taken";
    losses.settle(told, wasTaken);
    const isHopeless = outcome === "refused" || (outcome === "too-large" && events.length === 1);
    if (isHopeless) lose(events.length);
    if (wasTaken || isHopeless) void shelf.remove(events.map(({ key }) => key));
    if (wasTaken) {
      failures = 0;
      allowedEvents = Math.min(pace.mostEvents, allowedEvents * 2);
      if (moreIsLeft && queue.size() < pace.capacity / 2) void adopt();
    }
    if (wasTaken || isHopeless) return;
    queue.putBack(events);
    dropSurplus();
    if (outcome === "too-large") allowedEvents = Math.ceil(events.length / 2);
    else if (outcome === "failed") wait(delivery.afterMs);
  }

  /** Requests that were under way together fail together: they are one failure, and the longest wait counts. */
  function wait(afterMs: number | null): void {
    if (!isOpen || (pause !== "none" && (afterMs === null || dueMs >= now() + afterMs))) return;
    pause = afterMs === null ? "backing-off" : "told-to";
    schedule(afterMs ?? backOffMs());
  }

  /** Doubling, and between half and all of it at random, so that pages do not come back all at once. */
  function backOffMs(): number {
    const fullMs = Math.min(pace.longestRetryMs, pace.firstRetryMs * 2 ** failures);
    failures += 1;
    const [byte = 0] = randomBytes(1);
    return fullMs * (0.5 + byte / 512);
  }

  function dropSurplus(): void {
    const dropped = queue.dropSurplus();
    if (isOpen && dropped.length > 0) void shelf.remove(dropped);
    lose(dropped.length);
  }

  function lose(count: number): void {
    losses.count(count);
    onLost?.(count);
  }

  /** Once for all that one task recorded, and before the task can have led to another page. */
  async function keep(): Promise<void> {
    const events = unkept.filter(({ key }) => queue.has(key) || flying.has(key));
    unkept = [];
    if (!isOpen || events.length === 0) return;
    const dropped = await shelf.put(events);
    queue.remove(dropped);
    // One that is on its way is not lost yet.
    lose(dropped.filter((key) => !flying.has(key)).length);
  }

  /** Takes over what pages left that are gone, or froze. Twice sent is counted once; not sent would be lost. */
  async function adopt(): Promise<void> {
    // What more there is follows when these have gone.
    const most = Math.min(pace.capacity / 5, pace.capacity - queue.size());
    if (!isOpen || adopting || most <= 0) return;
    adopting = true;
    const askedIn = life;
    const isOurs = (key: string) => key.endsWith(tag) || queue.has(key) || flying.has(key);
    const found = await shelf.claim({ most, except: isOurs });
    adopting = false;
    if (!isOpen || life !== askedIn) return;
    moreIsLeft = found.length > 0;
    queue.putBack(found);
    sendSoon();
  }

  return {
    put(json) {
      if (json.length > longestEvent) {
        lose(1);
        return;
      }
      lastKeyMs = Math.max(lastKeyMs, now());
      recorded += 1;
      // As many digits for any time and number, so that keys sort as text.
      const key = `${1e15 + lastKeyMs}.${1e9 + recorded}${tag}`;
      const event = { key, json, bytes: sizeOf(json) };
      queue.add(event);
      if (isOpen && unkept.push(event) === 1) queueMicrotask(keep);
      dropSurplus();
      sendSoon();
    },
    countLost: () => lose(1),
    leave() {
      if (!isOpen || pause === "told-to" || !isOnline()) return;
      // Room for the envelope of the batch beside its events. Losses that are kept wait for an answer that is heard.
      const room = () => Math.min(pace.mostBytes, keepaliveBytes - keptAlive - 100);
      for (let batch = take(room(), 0); batch; batch = take(room(), 0)) void send(batch);
    },
    retry() {
      if (!isOpen) return;
      if (pause === "told-to") schedule(Math.min(Math.max(0, dueMs - now()), 3_600_000));
      else if (queue.size() > 0) schedule(0);
      void adopt();
    },
    open() {
      if (isOpen) return;
      isOpen = true;
      unkept = [...queue.all()];
      void keep();
      losses.keep();
      adoptTimers = pace.adoptAtMs.map((afterMs) => setTimeout(adopt, afterMs));
      sendSoon();
    },
    empty() {
      isOpen = false;
      life += 1;
      adoptTimers.forEach(clearTimeout);
      queue.clear();
      losses.clear();
      return shelf.clear();
    },
    close() {
      isOpen = false;
      clearTimeout(timer);
      timer = undefined;
      adoptTimers.forEach(clearTimeout);
    },
    size: () => queue.size() + flying.size,
  };
}
