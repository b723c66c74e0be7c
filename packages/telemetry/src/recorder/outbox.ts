import { type DeliverParts, type Delivery, deliver } from "./deliver.ts";

export type Pace = {
  /** A batch goes when this many events wait, or when the first has waited `batchMs`. */
  readonly batchEvents: number;
  readonly batchMs: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** Events that may wait; beyond it the oldest is dropped and counted. */
  readonly capacity: number;
  readonly timeoutMs: number;
};

export const defaultPace: Pace = {
  batchEvents: 20,
  batchMs: 1_000,
  firstRetryMs: 1_000,
  longestRetryMs: 60_000,
  capacity: 1_000,
  timeoutMs: 30_000,
};

export type Outbox = {
  put(event: string): void;
  /** One more event that will never arrive. */
  countLost(): void;
  /** The page may be gone in a moment: everything that fits goes now, on requests that outlive it. */
  leave(): void;
  /** The network is back: try at once, unless the server named a time. */
  retry(): void;
  open(): void;
  empty(): void;
  close(): void;
};

export type OutboxParts = Omit<DeliverParts, "timeoutMs"> & {
  readonly pace: Pace;
  readonly randomBytes: (count: number) => Uint8Array;
};

/** Browsers give all keepalive requests of a page 64 KiB together; the rest is for other people's. */
const keepaliveBytes = 60 * 1_024;
const batchBytes = 30 * 1_024;
const mostEvents = 100;

type Waiting = { readonly json: string; readonly bytes: number };
type Batch = { readonly events: readonly Waiting[]; readonly lost: number };

/** Holds events until the server has them. Closed at first: without a yes nothing leaves. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { pace, now, randomBytes } = parts;
  let waiting: readonly Waiting[] = [];
  let lost = 0;
  let isOpen = false;
  let sending = false;
  let failures = 0;
  let pause: "none" | "backing-off" | "told-to" = "none";
  let keptAlive = 0;
  let allowedEvents = mostEvents;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function schedule(delayMs: number): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      pause = "none";
      void sendNext();
    }, delayMs);
  }

  function sendSoon(): void {
    if (!isOpen || sending || pause !== "none" || waiting.length === 0) return;
    if (waiting.length >= pace.batchEvents) schedule(0);
    else if (timer === null) schedule(pace.batchMs);
  }

  async function sendNext(): Promise<void> {
    if (!isOpen || sending || pause !== "none") return;
    const batch = take(batchBytes);
    if (!batch) return;
    sending = true;
    await send(batch);
    sending = false;
    sendSoon();
  }

  /** The oldest events that fit; one alone always does, unless the room is smaller than a batch's. */
  function take(roomBytes: number): Batch | null {
    let bytes = 0;
    let count = 0;
    for (const event of waiting.slice(0, allowedEvents)) {
      bytes += event.bytes + 1;
      if (bytes > roomBytes && (count > 0 || roomBytes < batchBytes)) break;
      count += 1;
    }
    if (count === 0) return null;
    const batch = { events: waiting.slice(0, count), lost };
    waiting = waiting.slice(count);
    lost = 0;
    return batch;
  }

  async function send(batch: Batch): Promise<void> {
    const body = `{"sentAtMs":${now()},"lost":${batch.lost},"events":[${batch.events.map(({ json }) => json).join()}]}`;
    const bytes = sizeOf(body);
    const keepalive = keptAlive + bytes <= keepaliveBytes;
    if (keepalive) keptAlive += bytes;
    const delivery = await deliver({ ...parts, timeoutMs: pace.timeoutMs }, body, keepalive);
    if (keepalive) keptAlive -= bytes;
    settle(batch, delivery);
  }

  function settle({ events, lost: reported }: Batch, delivery: Delivery): void {
    if (delivery.outcome === "taken") {
      failures = 0;
      allowedEvents = Math.min(mostEvents, allowedEvents * 2);
      return;
    }
    lost += reported;
    const isHopeless = delivery.outcome === "refused" || (delivery.outcome === "too-large" && events.length === 1);
    if (isHopeless) {
      lost += events.length;
      return;
    }
    if (!isOpen) return;
    waiting = [...events, ...waiting];
    dropOldest();
    if (delivery.outcome === "too-large") {
      allowedEvents = Math.ceil(events.length / 2);
    } else if (delivery.outcome === "failed") {
      pause = delivery.afterMs === null ? "backing-off" : "told-to";
      schedule(delivery.afterMs ?? backOffMs());
    }
  }

  /** Doubling, and between half and all of it at random, so that pages do not come back all at once. */
  function backOffMs(): number {
    const fullMs = Math.min(pace.longestRetryMs, pace.firstRetryMs * 2 ** failures);
    failures += 1;
    const [byte = 0] = randomBytes(1);
    return fullMs * (0.5 + byte / 512);
  }

  function dropOldest(): void {
    const surplus = waiting.length - pace.capacity;
    if (surplus <= 0) return;
    waiting = waiting.slice(surplus);
    lost += surplus;
  }

  return {
    put(json) {
      waiting = [...waiting, { json, bytes: sizeOf(json) }];
      dropOldest();
      sendSoon();
    },
    countLost() {
      lost += 1;
    },
    leave() {
      if (!isOpen || pause === "told-to") return;
      // Room for the envelope of the batch beside its events.
      for (let batch = take(room()); batch; batch = take(room())) void send(batch);
    },
    retry() {
      if (pause === "backing-off") schedule(0);
    },
    open() {
      isOpen = true;
      sendSoon();
    },
    empty() {
      isOpen = false;
      waiting = [];
      lost = 0;
    },
    close() {
      isOpen = false;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };

  function room(): number {
    return Math.min(batchBytes, keepaliveBytes - keptAlive - 100);
  }
}

const sizeOf = (text: string): number => new TextEncoder().encode(text).length;
