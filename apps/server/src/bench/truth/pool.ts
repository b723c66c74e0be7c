import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A population that a worker is to make and judge. */
export type Job = {
  readonly part: string;
  readonly label: string;
  readonly seed: number;
  /** Instead of as many as the part makes. */
  readonly visitors: number | null;
  readonly scratch: string | null;
};
export type Told = { readonly found: unknown } | { readonly failed: string };

/** Two take both cores of the machine that the bounds on time are for, and about two gigabytes. */
const workers = 2;

/** Does jobs side by side, in processes that are gone when this resolves, rejects or is stopped. */
export async function runJobs<Own extends Job>(
  jobs: readonly Own[],
  onFound: (job: Own, found: unknown) => void,
  stop: AbortSignal,
): Promise<void> {
  const waiting = [...jobs];
  const children = Array.from({ length: Math.min(workers, jobs.length) }, start);
  const kill = () => {
    for (const child of children) child.kill("SIGKILL");
  };
  stop.addEventListener("abort", kill, { once: true });
  try {
    await Promise.all(
      children.map(async (child) => {
        for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
          stop.throwIfAborted();
          onFound(job, await askOf(child, job));
        }
        child.disconnect();
      }),
    );
  } finally {
    stop.removeEventListener("abort", kill);
    kill();
  }
}

/** Objects of one population die before the next begins, and most before the next batch: a larger nursery saves a fifth. */
const start = (): ChildProcess =>
  fork(fileURLToPath(new URL("./worker.ts", import.meta.url)), [], {
    execArgv: ["--max-semi-space-size=32", "--import", import.meta.resolve("tsx")],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });

async function askOf(child: ChildProcess, job: Job): Promise<unknown> {
  const settled = new AbortController();
  const options = { signal: settled.signal };
  try {
    const ended = once(child, "exit", options).then(([code, signal]) => {
      throw new Error(`the worker ended with ${code ?? signal}`);
    });
    const answered = once(child, "message", options);
    child.send(job);
    const [told] = (await Promise.race([answered, ended])) as [Told];
    if ("failed" in told) throw new Error(told.failed);
    return told.found;
  } catch (cause) {
    throw new Error(`${job.part}, ${job.label}, seed ${job.seed} failed`, { cause });
  } finally {
    settled.abort();
  }
}
