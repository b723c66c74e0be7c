import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { StoreUnavailableError } from "../errors.ts";
import type { LaterOrder, ProcessOrder, ProcessReport } from "./process-messages.ts";

/** Longer than any checkpoint; a process that has not ended by then is stuck, and its write-ahead log brings all back. */
const closeTimeoutMs = 30_000;

export type PgliteChild = {
  readonly port: number | null;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Resolves when everything committed before is on disk. @throws StoreUnavailableError */
  makeDurable(): Promise<void>;
  close(): Promise<void>;
};

/** Starts the process and waits until it answers, or says why not. */
export async function startPglite(errand: Omit<ProcessOrder, "serverPid">): Promise<PgliteChild | NotReady> {
  const { file, execArgv } = program(import.meta.url);
  const order: ProcessOrder = { ...errand, serverPid: process.pid };
  const child = fork(file, [JSON.stringify(order)], { execArgv, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const report = await firstReport(child, ended);
  if (report.kind !== "ready") {
    await ended;
    return report;
  }
  return { port: report.port, ended, makeDurable: durableMaker(child, ended), close: () => close(child, ended) };
}

type FirstReport = Exclude<ProcessReport, { kind: "durable" }>;
type NotReady = Exclude<FirstReport, { kind: "ready" }>;

function firstReport(child: ChildProcess, ended: Promise<void>): Promise<FirstReport> {
  return new Promise((resolve) => {
    child.once("message", (report: FirstReport) => resolve(report));
    child.once("error", (error) => resolve({ kind: "failed", reason: error.message }));
    void ended.then(() => resolve({ kind: "failed", reason: `its process ended with code ${child.exitCode}` }));
  });
}

function durableMaker(child: ChildProcess, ended: Promise<void>): () => Promise<void> {
  let orders = 0;
  return async () => {
    orders += 1;
    const number = orders;
    const failure = await Promise.race([
      new Promise<string | null>((resolve) => {
        const hear = (report: ProcessReport) => {
          if (report.kind !== "durable" || report.number !== number) return;
          child.off("message", hear);
          resolve(report.failure);
        };
        child.on("message", hear);
        if (child.connected) child.send({ kind: "make-durable", number } satisfies LaterOrder, () => {});
      }),
      ended.then(() => "its process has ended"),
    ]);
    if (failure === null) return;
    const where = "the embedded store";
    throw new StoreUnavailableError({ where, reason: failure, advice: "it is tried again by itself" });
  };
}

async function close(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.connected) child.send({ kind: "close" } satisfies LaterOrder, () => {}); // if it has just died, `ended` says so
  const stuck = setTimeout(() => child.kill("SIGKILL"), closeTimeoutMs);
  await ended;
  clearTimeout(stuck);
}

/** From source it runs under tsx, which this package brings; in a bundle it lies beside it. */
export function program(moduleUrl: string): { readonly file: string; readonly execArgv: string[] } {
  if (!moduleUrl.endsWith(".ts")) {
    return { file: fileURLToPath(new URL("./pglite-process.js", moduleUrl)), execArgv: [] };
  }
  const file = fileURLToPath(new URL("./pglite-process.ts", moduleUrl));
  return { file, execArgv: ["--import", import.meta.resolve("tsx")] };
}
