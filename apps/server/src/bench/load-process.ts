import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { LoadOrder, LoadReport } from "./load.ts";
import { createBodies } from "./load-bodies.ts";
import { type LoadConnection, openConnection } from "./load-connection.ts";

/** Sends batches at a steady pace over loopback and says what became of them. */
const order: LoadOrder = JSON.parse(process.argv[2] ?? "");
const { eventsPerBatch, eventsPerSecond, seconds, connections, writeKey } = order;

const url = new URL("/api/trpc/telemetry.record", order.origin);
const batchMs = (1_000 * eventsPerBatch) / eventsPerSecond;
const batches = Math.round((1_000 * seconds) / batchMs);
// Made before the clock starts: the generator shares the machine with the server that it measures.
const makeBody = createBodies({ ...order, now: Date.now, randomBytes });
const requests = Array.from({ length: batches }, () => asRequest(makeBody()));

const ackMs: number[] = [];
const failures: Record<string, number> = {};
let [sent, accepted, repeated, refused, underWay] = [0, 0, 0, 0, 0];
const idle: LoadConnection[] = Array.from({ length: connections }, () => openConnection(url));
const due: number[] = [];

function asRequest(body: string): Buffer {
  const length = Buffer.byteLength(body);
  return Buffer.from(
    `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/json\r\nx-flywheel-write-key: ${writeKey}\r\ncontent-length: ${length}\r\n\r\n${body}`,
  );
}

type Answer = {
  readonly result: { readonly data: { accepted: number; repeated: number; refused: readonly unknown[] } };
};

async function work(connection: LoadConnection): Promise<void> {
  underWay += 1;
  let working = connection.isClosed() ? openConnection(url) : connection;
  for (let dueMs = due.shift(); dueMs !== undefined; dueMs = due.shift()) {
    sent += eventsPerBatch;
    try {
      const { status, body } = await working.send(requests.pop() ?? Buffer.alloc(0));
      if (status === 200) count(body, dueMs);
      else fail(String(status));
    } catch (error) {
      fail(error instanceof Error ? error.message : "unknown");
      working.close();
      working = openConnection(url);
    }
  }
  idle.push(working);
  underWay -= 1;
}

function count(body: string, dueMs: number): void {
  ackMs.push(performance.now() - dueMs);
  const { data } = (JSON.parse(body) as Answer).result;
  accepted += data.accepted;
  repeated += data.repeated;
  refused += data.refused.length;
}

function fail(why: string): void {
  failures[why] = (failures[why] ?? 0) + 1;
}

const startedMs = performance.now();
for (let made = 0; made < batches; ) {
  const dueNow = Math.min(batches, Math.floor((performance.now() - startedMs) / batchMs) + 1);
  for (; made < dueNow; made += 1) due.push(startedMs + made * batchMs);
  // Each in its turn, so that none is quiet for long.
  while (due.length > 0 && idle.length > 0) void work(idle.shift() ?? openConnection(url));
  await sleep(Math.min(batchMs, 4));
}
for (const deadlineMs = performance.now() + 30_000; underWay > 0 && performance.now() < deadlineMs; ) await sleep(5);

const report: LoadReport = {
  ...{ sent, accepted, repeated, refused, failures, ackMs },
  elapsedMs: performance.now() - startedMs,
};
process.send?.(report, () => process.exit(0));
