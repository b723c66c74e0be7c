import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { repositoryRoot } from "./repository-root.ts";
import { withPackageManager } from "./with-package-manager.ts";

type Where = { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv };

/** Runs a tool that is installed here, with its output shown as it comes, and resolves with its exit code. */
export async function runTool(tool: string, args: readonly string[], { cwd = "", env = {} }: Where = {}) {
  const folder = join(repositoryRoot, cwd);
  const child = spawn(join(folder, "node_modules/.bin", tool), args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  const stop = (signal: NodeJS.Signals) => child.kill(signal);
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const [code]: unknown[] = await once(child, "close");
  process.off("SIGINT", stop).off("SIGTERM", stop);
  return typeof code === "number" ? code : 1;
}

export const runBuild = (args: readonly string[] = []) =>
  runTool("turbo", ["run", "build", "--ui", "stream", "--output-logs", "new-only", ...args], {
    env: withPackageManager({ ...process.env, TURBO_TELEMETRY_DISABLED: "1" }),
  });
