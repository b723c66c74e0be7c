import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { childEnvironment } from "./environment.ts";
import type { Message, Order, Reply } from "./messages.ts";

/** It closes within seconds; whatever it has not written by then can be copied again. */
const closeTimeoutMs = 10_000;

export type ProjectionChild = {
  send(message: Message): void;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
};

export function startProjection(order: Order, hear: (reply: Reply) => void): ProjectionChild {
  const { file, execArgv } = program(import.meta.url);
  const child = fork(file, [], {
    execArgv,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    serialization: "advanced", // big integers and infinite numbers arrive as they are
    env: childEnvironment(),
  });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  child.on("message", hear);
  send(child, order);

  return {
    send: (message) => send(child, message),
    ended,
    async close() {
      send(child, { kind: "close" });
      const stuck = setTimeout(() => child.kill("SIGKILL"), closeTimeoutMs);
      await ended;
      clearTimeout(stuck);
    },
  };
}

/** If it has just died, `ended` says so. */
function send(child: ChildProcess, message: Message): void {
  if (child.connected) child.send(message, () => {});
}

/** From source it runs under tsx, which this package brings; in a bundle it lies beside it. */
export function program(moduleUrl: string): { readonly file: string; readonly execArgv: string[] } {
  if (!moduleUrl.endsWith(".ts")) {
    return { file: fileURLToPath(new URL("./projection-process.js", moduleUrl)), execArgv: [] };
  }
  const file = fileURLToPath(new URL("./projection-process.ts", moduleUrl));
  return { file, execArgv: ["--import", import.meta.resolve("tsx")] };
}
