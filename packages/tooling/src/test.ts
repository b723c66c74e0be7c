import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runBuild, runTool } from "./run.ts";
import {
  closingLine,
  heldAgainst,
  nothing,
  type PlaywrightReport,
  plus,
  type Tally,
  tallyPlaywright,
  tallyVitest,
  type VitestReport,
} from "./tally.ts";

/** Builds, runs every test there is, and ends with one line that says how it went. */
async function main(filter: readonly string[]): Promise<Tally> {
  say("Building everything (what has not changed comes from turbo's cache).");
  const built = await runBuild();
  if (built !== 0) {
    say("The build failed, so nothing was tested. Repair what it says above.");
    return heldAgainst(built, null);
  }

  const reports = await mkdtemp(join(tmpdir(), "flywheel-test-"));
  try {
    say(`Unit and integration tests${filter.length > 0 ? ` (${filter.join(" ")})` : ""}.`);
    const units = await runVitest(filter, join(reports, "vitest.json"));
    if (filter.length > 0) {
      say("The journeys are left out: a filter was given. `pnpm test` alone runs them.");
      return units;
    }
    say("Journeys through the built product in a real Chromium.");
    return plus(units, await runJourneys(join(reports, "playwright.json")));
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}

async function runVitest(filter: readonly string[], report: string): Promise<Tally> {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await runTool("vitest", ["run", ...reporters, ...filter]);
  const read = await readReport<VitestReport>(report);
  return heldAgainst(code, read && tallyVitest(read));
}

async function runJourneys(report: string): Promise<Tally> {
  const code = await runTool("playwright", ["test", "--reporter=list,json"], {
    cwd: "apps/e2e",
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  const read = await readReport<PlaywrightReport>(report);
  return heldAgainst(code, read && tallyPlaywright(read));
}

async function readReport<T>(path: string): Promise<T | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  return text === null ? null : (JSON.parse(text) as T);
}

const say = (line: string) => console.log(`\n── ${line}\n`);

const tally = await main(process.argv.slice(2)).catch((cause: unknown) => {
  console.error(cause);
  return { ...nothing, failed: 1 };
});
if (tally.failures.length > 0) console.log(`\nFailed:\n  ${tally.failures.join("\n  ")}`);
if (tally.skipped > 0) console.log(`\n${tally.skipped} skipped`);
console.log(`\n${closingLine(tally)}`);
process.exit(tally.failed === 0 ? 0 : 1);
