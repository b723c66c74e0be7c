import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What a load generator is asked to send: so many batches a second, whatever the server makes of them. */
export type LoadOrder = {
  readonly origin: string;
  readonly writeKey: string;
  readonly eventsPerBatch: number;
  readonly eventsPerSecond: number;
  readonly seconds: number;
  readonly connections: number;
  readonly visitors: number;
  /** Loads of different seeds bring different events. */
  readonly seed: number;
};

export type LoadReport = {
  readonly sent: number;
  readonly accepted: number;
  readonly repeated: number;
  readonly refused: number;
  /** Batches that were not answered with 200, by what they were answered with. */
  readonly failures: Readonly<Record<string, number>>;
  /** From the moment a batch was due, so that a server that stalls is not spared. */
  readonly ackMs: readonly number[];
  readonly elapsedMs: number;
};

/** Runs a load in a process of its own, so that its work is not taken for the server's. */
export async function runLoad(order: LoadOrder): Promise<LoadReport> {
  const child = fork(fileURLToPath(new URL("./load-process.ts", import.meta.url)), [JSON.stringify(order)], {
    execArgv: ["--import", import.meta.resolve("tsx")],
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the load generator ended with ${code} before it had reported`);
  });
  const [report] = await Promise.race([once(child, "message"), ended]);
  ended.catch(() => {});
  return report as LoadReport;
}
