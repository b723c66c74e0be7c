import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { type Job, startSchedule } from "./schedule.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A job that takes its time, and how often it was begun. */
function slowJob(on: Job["on"], takesMs = 0) {
  const turns = { begun: 0, atOnce: 0, most: 0 };
  const run = async () => {
    turns.begun += 1;
    turns.atOnce += 1;
    turns.most = Math.max(turns.most, turns.atOnce);
    if (takesMs > 0) await new Promise((resolve) => setTimeout(resolve, takesMs));
    turns.atOnce -= 1;
  };
  return { turns, job: { name: "a job", everyMs: 60_000, on, run } };
}

function start(jobs: readonly Job[], leads = () => true) {
  const said: string[] = [];
  const schedule = startSchedule({ jobs, leads, now: Date.now, log: (line) => said.push(line) });
  onTestFinished(() => schedule.stop());
  return { schedule, said };
}

it("[SV30] the leader's jobs run on the leader only, those of every server on every one", async () => {
  const [leaders, everyones] = [slowJob("leader"), slowJob("every server")];
  start([leaders.job, everyones.job], () => false);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(leaders.turns.begun).toBe(0);
  expect(everyones.turns.begun).toBe(11);
});

it("[SV30] a server that comes to lead begins its jobs at once, however lately it had run them", async () => {
  const { job, turns } = slowJob("leader");
  let leads = true;
  start([job], () => leads);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(turns.begun).toBe(1);
  leads = false;
  await vi.advanceTimersByTimeAsync(120_000);
  expect(turns.begun).toBe(1);
  leads = true;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(turns.begun).toBe(2);
});

it("[SV31] a job has one turn at a time, and stopping waits for the one it is in", async () => {
  const { job, turns } = slowJob("leader", 150_000);
  const { schedule } = start([job]);
  await vi.advanceTimersByTimeAsync(149_000);
  expect(turns).toEqual({ begun: 1, atOnce: 1, most: 1 });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(turns).toMatchObject({ begun: 2, most: 1 });
  let isStopped = false;
  void schedule.stop().then(() => {
    isStopped = true;
  });
  await vi.advanceTimersByTimeAsync(100_000);
  expect(isStopped).toBe(false);
  await vi.advanceTimersByTimeAsync(50_000);
  expect(isStopped).toBe(true);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(turns.begun).toBe(2);
});

it("[SV31] a job that breaks stops no other, is tried again soon, and is told of once without its message", async () => {
  const { job, turns } = slowJob("leader");
  let tries = 0;
  const breaking: Job = {
    name: "a broken job",
    everyMs: 86_400_000,
    on: "leader",
    async run() {
      tries += 1;
      if (tries < 3) throw new TypeError("what a visitor wrote");
    },
  };
  const { said } = start([breaking, job]);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(tries).toBe(3);
  expect(turns.begun).toBe(61);
  expect(said).toEqual(['job "a broken job" broke: TypeError', 'job "a broken job" works again']);
});
