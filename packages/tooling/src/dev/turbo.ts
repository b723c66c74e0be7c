import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { repositoryRoot } from "../repository-root.ts";
import { withPackageManager } from "../with-package-manager.ts";
import { descendantsOf, isAlive } from "./family.ts";

export type RunningTurbo = {
  /** Aborted once turbo has ended, by itself or asked. */
  readonly ended: AbortController;
  readonly exit: Promise<"exited">;
  /** Asks everything to stop, waits for it, ends what does not; says what had failed on its own. */
  stop(): Promise<{ readonly failed: readonly string[]; readonly code: number }>;
};

/** The server closes its store in this time; what takes longer hangs. */
const graceMs = 15_000;

/** `turbo dev`: every app and the server, behind the proxy that apps/home/microfrontends.json describes. */
export function startTurbo(environment: NodeJS.ProcessEnv): RunningTurbo {
  const turboBin = createRequire(`${repositoryRoot}/package.json`).resolve("turbo/bin/turbo");
  // More than there will ever be apps: a persistent task that waits for a free place waits for ever.
  const args = [turboBin, "run", "dev", "--ui", "stream", "--concurrency", "64"];
  const child = spawn(process.execPath, process.stdout.isTTY ? [...args, "--color"] : args, {
    cwd: repositoryRoot,
    env: withPackageManager({ ...environment, TURBO_TELEMETRY_DISABLED: "1" }),
    // A group of its own: Ctrl-C reaches the launcher alone, which then stops everything in order, once.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const failed: string[] = [];
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    createInterface({ input: from }).on("line", (line) => {
      to.write(`${line}\n`);
      const failure = failureIn(line);
      if (failure !== null && !failed.includes(failure)) failed.push(failure);
    });
  }
  const ended = new AbortController();
  const closed = once(child, "close").then(() => ended.abort());

  return {
    ended,
    exit: closed.then(() => "exited"),
    async stop() {
      const before = [...failed];
      const family = child.pid === undefined ? [] : descendantsOf(child.pid);
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGINT");
      await Promise.race([closed, pause(graceMs)]);
      await endThose([...family, ...(child.pid === undefined ? [] : [child.pid])]);
      return { failed: before, code: child.exitCode ?? 0 };
    },
  };
}

/** `@flywheel/chat#dev:  ERROR  command (...) exited (1)`, in turbo's words and colours. */
export function failureIn(line: string): string | null {
  const plain = stripVTControlCharacters(line);
  const [, room, code] = /@flywheel\/([\w-]+)#dev:(?:\s+ERROR)?\s+command .* exited \((\d+)\)/.exec(plain) ?? [];
  return room === undefined ? null : `${room} (exit code ${code})`;
}

async function endThose(pids: readonly number[]): Promise<void> {
  const deadline = AbortSignal.timeout(graceMs);
  while (pids.some(isAlive) && !deadline.aborted) await pause(100);
  for (const pid of pids.filter(isAlive)) process.kill(pid, "SIGKILL");
}
