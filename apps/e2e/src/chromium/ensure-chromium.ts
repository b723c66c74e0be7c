import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { type FoundChromium, findChromium } from "./find-chromium.ts";

export class NoChromiumError extends Error {
  override name = "NoChromiumError";
  constructor() {
    super("The journeys need a Chromium: install one, or let FLYWHEEL_CHROMIUM name its executable.");
  }
}

export type Installer = { readonly what: string; readonly install: () => boolean };

/** Finds a Chromium or installs one, and says which. Journeys are never skipped for the want of a browser. */
export function ensureChromium(
  say: (line: string) => void,
  {
    find = findChromium,
    installers = usualInstallers(),
  }: { find?: typeof findChromium; installers?: readonly Installer[] } = {},
): FoundChromium {
  const present = find();
  if (present) {
    say(`Chromium: ${present.executablePath} (${origins[present.whose]})`);
    return present;
  }
  for (const { what, install } of installers) {
    say(`Chromium: none found; ${what}`);
    const installed = install() ? find() : null;
    if (installed) {
      say(`Chromium: ${installed.executablePath} (just installed)`);
      return installed;
    }
    say("Chromium: that did not work");
  }
  throw new NoChromiumError();
}

const origins = {
  named: "named by FLYWHEEL_CHROMIUM",
  system: "the system's",
  playwright: "Playwright's own",
} as const satisfies Record<FoundChromium["whose"], string>;

function usualInstallers(): Installer[] {
  const cli = createRequire(import.meta.url).resolve("@playwright/test/cli");
  const download: Installer = {
    what: "downloading Playwright's own",
    install: () => succeeds(process.execPath, [cli, "install", "--no-shell", "chromium"]),
  };
  const debian: Installer = {
    what: "installing Debian's package by apt-get",
    install: () =>
      succeeds("apt-get", ["update"]) && succeeds("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]),
  };
  return process.getuid?.() === 0 && process.platform === "linux" ? [download, debian] : [download];
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: "inherit", timeout: 300_000 }).status === 0;
}
