import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

export type FoundChromium = { readonly executablePath: string; readonly whose: "named" | "system" | "playwright" };

const systemNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const elsewhere = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The one that FLYWHEEL_CHROMIUM names, else the system's, else Playwright's own. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): FoundChromium | null {
  const named = environment.FLYWHEEL_CHROMIUM;
  if (named !== undefined && named !== "") {
    if (!isExecutable(named)) throw new Error(`FLYWHEEL_CHROMIUM names ${named}, which cannot be started`);
    return { executablePath: named, whose: "named" };
  }
  const onPath = (environment.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => systemNames.map((name) => join(folder, name)));
  const system = [...onPath, ...elsewhere].find(isExecutable);
  if (system !== undefined) return { executablePath: system, whose: "system" };

  const own = chromium.executablePath();
  return own !== "" && existsSync(own) ? { executablePath: own, whose: "playwright" } : null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
