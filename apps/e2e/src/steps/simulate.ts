import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { readStage, simulatorKey } from "../stage/stage.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

export type Simulated = { readonly accepted: number };

/** As `pnpm simulate` does it, against the stage. */
export async function simulate(wish: Readonly<Record<"visitors" | "days" | "seed", number>>): Promise<Simulated> {
  const options = Object.entries({ ...wish, url: readStage().origin }).flatMap(([name, value]) => [
    `--${name}`,
    String(value),
  ]);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "packages/simulator/src/main.ts", ...options],
    { cwd: root, env: { ...process.env, FLYWHEEL_WRITE_KEY: simulatorKey } },
  );
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Simulated;
}
