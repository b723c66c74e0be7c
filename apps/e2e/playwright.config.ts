import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./src/chromium/find-chromium.ts";

const chromium = findChromium();
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "src/journeys",
  testMatch: "**/*.journey.ts",
  outputDir: "results/traces",
  globalSetup: "./src/stage/raise.ts",
  fullyParallel: true,
  workers: 2,
  // A journey that passes at the second try has found something.
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    // An ordinary desktop browser: the bot list knows the headless one's name.
    ...devices["Desktop Chrome"],
    trace: "retain-on-failure",
    launchOptions: {
      ...(chromium ? { executablePath: chromium.executablePath } : {}),
      args: [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Also for what a page sends while it goes away, which an emulated user agent does not reach.
        `--user-agent=${devices["Desktop Chrome"].userAgent}`,
        ...(asRoot ? ["--no-sandbox"] : []),
      ],
    },
  },
});
