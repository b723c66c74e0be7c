import { now, wait } from "./driver/clock.ts";
import { findWriteKey } from "./driver/environment.ts";
import { estimateEvents } from "./driver/estimate.ts";
import { createProgress } from "./driver/progress.ts";
import { type Counts, send } from "./driver/send.ts";
import { readWish, usage, type Wish } from "./driver/wish.ts";
import { generate } from "./generate.ts";
import { dayMs } from "./population/population.ts";

let counts: Counts = { sent: 0, accepted: 0, repeated: 0, refused: 0 };

async function simulate({ visitors, days, seed, url }: Wish, stopped: AbortSignal): Promise<void> {
  // Whole days that are over: what is simulated has happened.
  const startMs = (Math.floor(now() / dayMs) - days) * dayMs;
  const population = { seed, visitors, days, startMs };
  const writeKey = findWriteKey();
  const progress = createProgress({ stream: process.stderr, expected: estimateEvents(population), now });
  const startedMs = now();
  const onProgress = (latest: Counts) => {
    counts = latest;
    progress.show(latest);
  };
  try {
    await send(generate(population), { origin: url, writeKey, now, wait, stopped, onProgress });
  } finally {
    progress.stop();
  }
  const eventsPerSecond = Math.round((counts.sent / Math.max(1, now() - startedMs)) * 1_000);
  const interrupted = stopped.aborted;
  console.log(JSON.stringify({ simulate: population, ...counts, eventsPerSecond, interrupted }));
}

const interruption = new AbortController();
process.on("SIGINT", () => {
  // The second time nobody wants to wait for what is under way.
  if (interruption.signal.aborted) process.exit(130);
  process.stderr.write("\nstopping when the server has answered for what is under way; Ctrl-C again stops at once\n");
  interruption.abort();
});

let wish: Wish | null = null;
try {
  wish = readWish(process.argv.slice(2));
  await simulate(wish, interruption.signal);
  process.exitCode = interruption.signal.aborted ? 130 : 0;
} catch (error) {
  const { sent, accepted, repeated, refused } = counts;
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  if (wish === null) process.stderr.write(`${usage}\n`);
  if (sent > 0) {
    process.stderr.write(
      `before that ${sent} events were sent: ${accepted} accepted, ${repeated} repeated, ${refused} refused. The same command today goes on: what is there counts as repeated.\n`,
    );
  }
  process.exitCode = 1;
}
