import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createMemoryNetworkState, openWallet } from "@flywheel/network";
import { createPayingFetch } from "@flywheel/network/gateway";

export type StageSettings = {
  readonly pace: number;
  readonly state: "memory" | "store";
  readonly places: number | null;
};

export type Stage = {
  readonly pid: number;
  readonly origin: string;
  /** Pays for what it asks. */
  readonly fetch: typeof fetch;
  stop(): Promise<void>;
};

const program = fileURLToPath(new URL("stage.ts", import.meta.url));

/** A network in a process of its own, and a paying caller of its gateway here. */
export async function startStage(settings: StageSettings): Promise<Stage> {
  const child = spawn(process.execPath, ["--import", "tsx", program, JSON.stringify(settings)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "exit");
  const first = await Promise.race([once(lines, "line"), ended.then(() => null)]);
  if (!first) throw new Error("the network did not start");
  const { port, key } = JSON.parse(String(first[0]));
  const state = createMemoryNetworkState();
  await state.saveWalletKey(key);
  const wallet = await openWallet({ state, app: key.app, now: Date.now, randomBytes });
  return {
    pid: child.pid ?? 0,
    origin: `http://127.0.0.1:${port}`,
    fetch: createPayingFetch({ wallet, fetch, sessionMicroUsd: 20_000_000, now: Date.now, randomBytes }),
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
