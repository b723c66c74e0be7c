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

type Pooling<Own> = {
  /** Each takes a core, and about a gigabyte. */
  readonly workers: number;
  readonly stop: AbortSignal;
  readonly onFound: (job: Own, found: unknown) => void;
};

/** Does jobs side by side, in processes that are gone when this resolves, rejects or is stopped. */
export async function runJobs<Own extends Job>(
  jobs: readonly Own[],
  { workers, stop, onFound }: Pooling<Own>,
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
    await Promise.all(children.map(isGone)); // until then they may still write
  }
}

async function isGone(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

/** Events are many and die young, so they get room to do it in. */
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
