import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { repositoryRoot } from "./repository-root.ts";

export type Ending = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** A program of the built product while it runs, and what it has said so far on both streams. */
export type BuiltProgram = {
  readonly pid: number;
  output(): string;
  readonly ended: Promise<Ending>;
  /** Sends the signal and waits for the end; a program that does not end in time is killed, which the ending shows. */
  stop(signal?: NodeJS.Signals): Promise<Ending>;
};

export type BuiltServer = BuiltProgram & { readonly origin: string; readonly dataDir: string };

export type Settings = Readonly<Record<string, string>>;

const stopWithinMs = 20_000;
const startWithinMs = 90_000;

export const freshDataDir = () => mkdtemp(join(tmpdir(), "flywheel-data-"));

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  if (address === null || typeof address === "string") throw new Error("a TCP listener has a port");
  probe.close();
  await once(probe, "close");
  return address.port;
}

type BuiltProgramName = "main.js" | "owner.js" | "backup.js" | "restore.js";

/** Starts apps/server/dist/PROGRAM with these settings and no others: what the developer has set must not change a test. */
export function launchBuilt(program: BuiltProgramName, settings: Settings, args: readonly string[] = []) {
  const script = join(repositoryRoot, "apps/server/dist", program);
  const { PATH = "", HOME = "", TMPDIR = "" } = process.env;
  const child = spawn(process.execPath, [script, ...args], {
    cwd: repositoryRoot,
    env: { PATH, HOME, ...(TMPDIR === "" ? {} : { TMPDIR }), ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return supervise(child);
}

/** Starts the built server and waits until it is healthy. What is not given is chosen: a free port, a fresh directory. */
export async function startBuiltServer(settings: Settings = {}): Promise<BuiltServer> {
  const port = settings.PORT ?? String(await freePort());
  const dataDir = settings.FLYWHEEL_DATA_DIR ?? (await freshDataDir());
  const program = launchBuilt("main.js", { ...settings, PORT: port, FLYWHEEL_DATA_DIR: dataDir });
  const origin = `http://127.0.0.1:${port}`;
  await untilHealthy(origin, program);
  return { ...program, origin, dataDir };
}

export class ServerDidNotStartError extends Error {
  override name = "ServerDidNotStartError";
  constructor(readonly facts: { readonly ending: Ending | null; readonly output: string }) {
    const how = facts.ending
      ? `ended with ${facts.ending.code ?? facts.ending.signal}`
      : "did not become healthy in time";
    super(`the built server ${how}:\n${facts.output}`);
  }
}

async function untilHealthy(origin: string, program: BuiltProgram): Promise<void> {
  let ending: Ending | null = null;
  void program.ended.then((it) => {
    ending = it;
  });
  const deadline = AbortSignal.timeout(startWithinMs);
  while (ending === null && !deadline.aborted) {
    const healthy = await fetch(`${origin}/api/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return;
    await pause(100);
  }
  if (ending === null) await program.stop("SIGKILL");
  throw new ServerDidNotStartError({ ending, output: program.output() });
}

function supervise(child: ChildProcess): BuiltProgram {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<Ending>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  return {
    pid: child.pid ?? -1,
    output: () => output,
    ended,
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      const late = setTimeout(() => child.kill("SIGKILL"), stopWithinMs);
      const ending = await ended;
      clearTimeout(late);
      return ending;
    },
  };
}
