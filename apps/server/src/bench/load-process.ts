import { randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { LoadOrder, LoadReport } from "./load.ts";
import { createBodies } from "./load-bodies.ts";

/** Sends batches at a steady pace over loopback and says what became of them. */
const order: LoadOrder = JSON.parse(process.argv[2] ?? "");
const { eventsPerBatch, eventsPerSecond, seconds, connections, writeKey } = order;

const url = new URL("/api/trpc/telemetry.record", order.origin);
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const batchMs = (1_000 * eventsPerBatch) / eventsPerSecond;
const batches = Math.round((1_000 * seconds) / batchMs);
// Made before the clock starts: the generator shares the machine with the server that it measures.
const makeBody = createBodies({ ...order, now: Date.now, randomBytes });
const bodies = Array.from({ length: batches }, () => Buffer.from(makeBody()));

const ackMs: number[] = [];
const failures: Record<string, number> = {};
let [sent, accepted, repeated, refused, underWay] = [0, 0, 0, 0, 0];

type Answer = {
  readonly result: { readonly data: { accepted: number; repeated: number; refused: readonly unknown[] } };
};

function send(dueMs: number): void {
  underWay += 1;
  sent += eventsPerBatch;
  const body = bodies.pop() ?? Buffer.alloc(0);
  const headers = {
    "content-type": "application/json",
    "x-flywheel-write-key": writeKey,
    "content-length": body.length,
  };
  const call = request(url, { method: "POST", agent, headers }, (response) => {
    let text = "";
    response.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    response.on("end", () => {
      underWay -= 1;
      if (response.statusCode !== 200) return fail(String(response.statusCode));
      ackMs.push(performance.now() - dueMs);
      const { data } = (JSON.parse(text) as Answer).result;
      accepted += data.accepted;
      repeated += data.repeated;
      refused += data.refused.length;
    });
  });
  call.on("error", (error: NodeJS.ErrnoException) => {
    underWay -= 1;
    fail(error.code ?? error.name);
  });
  call.end(body);
}

function fail(why: string): void {
  failures[why] = (failures[why] ?? 0) + 1;
}

const startedMs = performance.now();
for (let made = 0; made < batches; ) {
  const dueNow = Math.min(batches, Math.floor((performance.now() - startedMs) / batchMs) + 1);
  for (; made < dueNow; made += 1) send(startedMs + made * batchMs);
  await sleep(Math.min(batchMs, 4));
}
for (const deadlineMs = performance.now() + 30_000; underWay > 0 && performance.now() < deadlineMs; ) await sleep(5);

const report: LoadReport = {
  ...{ sent, accepted, repeated, refused, failures, ackMs },
  elapsedMs: performance.now() - startedMs,
};
process.send?.(report, () => process.exit(0));
