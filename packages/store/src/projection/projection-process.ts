import { readdirSync } from "node:fs";
import { setPriority } from "node:os";
import { isDamaged, openDesk } from "./asking.ts";
import { createKeeper, type Keeper } from "./keeper.ts";
import type { Message, Moment, Order, Refusal, Reply } from "./messages.ts";
import { distrust, openProjectionFile, type ProjectionFile } from "./projection-file.ts";

/** Of Unix's -20 to 19: a third of the share of whoever takes events in. Much lower, and a busy machine starves the tail. */
const niceness = 5;

/**
 * The process that keeps the projection and answers questions, so that none of them takes the server's threads. It
 * belongs to that server: it ends when told to, and also when the channel between them breaks.
 */
giveWay();
// A terminal signals every process of its group: the server closes this one when it has finished with it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

const isGone = new Promise<void>((resolve) => process.once("disconnect", resolve));
let close = async (): Promise<void> => {};
let order: Order | null = null;
const stops = new Map<number, AbortController>();
let running: Promise<Running> | null = null;

process.on("message", (message: Message) => {
  if (message.kind === "order") {
    order = message;
    running = start(message);
    running.catch(fail);
  } else if (message.kind === "close") void end();
  else running?.then((it) => receive(it, message)).catch(fail);
});
void isGone.then(end);

type Running = { readonly keeper: Keeper; readonly file: ProjectionFile; readonly desk: ReturnType<typeof openDesk> };

async function start(given: Order): Promise<Running> {
  const at = createMoments(given);
  const file = await openProjectionFile(given.directory, given.limits.memoryMiB, at);
  const desk = openDesk({ connect: file.connect, limits: given.limits, onBroken: fail });
  const keeper = createKeeper({
    file,
    order: given,
    at,
    waitingQuestions: desk.waiting,
    onStatus: (status) => say({ kind: "status", status }),
    onBroken: fail,
  });
  close = async () => {
    for (const stop of stops.values()) stop.abort();
    await keeper.close();
    file.close();
  };
  keeper.start();
  return { keeper, file, desk };
}

function receive({ keeper, desk }: Running, message: Exclude<Message, Order | { kind: "close" }>): void {
  if (message.kind === "look") keeper.look();
  else if (message.kind === "stop") stops.get(message.id)?.abort();
  else if (message.kind === "catch-up") {
    void keeper.catchUp().then(() => say({ kind: "caught-up", id: message.id }));
  } else void answer({ keeper, desk }, message);
}

async function answer(
  { keeper, desk }: Pick<Running, "keeper" | "desk">,
  { id, text, parameters }: Extract<Message, { kind: "ask" }>,
): Promise<void> {
  const refuse = (refusal: Refusal) => say({ kind: "refusal", id, refusal });
  const stop = new AbortController();
  stops.set(id, stop);
  try {
    if (!(await keeper.isReady(stop.signal))) {
      refuse({ because: stop.signal.aborted ? "stopped" : "rebuilding" });
      return;
    }
    const outcome = await desk.ask({ text, parameters }, stop.signal);
    if ("rows" in outcome) say({ kind: "answer", id, rows: outcome.rows });
    else refuse(outcome.refusal);
  } finally {
    stops.delete(id);
  }
}

/** Threads that exist already do not inherit what is set now; on Linux each has a priority of its own. */
function giveWay(): void {
  try {
    setPriority(niceness);
    for (const thread of readdirSync("/proc/self/task")) setPriority(Number(thread), niceness);
  } catch {
    // Elsewhere one priority is the whole process's, and where it may not be set questions are still bounded.
  }
}

function createMoments({ dieAt }: Order): (moment: Moment) => void {
  let left = dieAt?.nth ?? 0;
  return (moment) => {
    if (dieAt?.moment !== moment) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, "SIGKILL");
  };
}

let isEnding = false;
async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  setTimeout(() => process.exit(1), 5_000).unref(); // the file survives that
  await close().catch(() => {});
  process.exit(0);
}

/** It is started again, with a new file if this one cannot be believed. */
function fail(error: unknown): void {
  const sentence = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
  const isWorthless = error instanceof Error && isDamaged(error) && order !== null;
  const noted = isWorthless && order ? distrust(order.directory).catch(() => {}) : Promise.resolve();
  void noted.then(() => {
    process.stderr.write(`the projection's process fails: ${sentence}\n`);
    process.exit(1);
  });
}

function say(reply: Reply): void {
  if (process.connected) process.send?.(reply, undefined, undefined, () => {}); // a server that is gone hears nothing
}
