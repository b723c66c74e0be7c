import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/**
 * Turbo runs each task by calling `pnpm`. Somebody who typed `npx -y pnpm@12 test` may not have it on the path: then the
 * one that is running is put there.
 */
export function withPackageManager(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const path = environment.PATH ?? "";
  if (path.split(delimiter).some(hasPnpm)) return environment;
  const running = dirname(environment.npm_execpath ?? "");
  if (!hasPnpm(running)) throw new Error("pnpm is not on the path: run this as `npx -y pnpm@12 ...`");
  return { ...environment, PATH: `${running}${delimiter}${path}` };
}

const hasPnpm = (folder: string) => ["pnpm", "pnpm.cmd", "pnpm.exe"].some((name) => existsSync(join(folder, name)));
