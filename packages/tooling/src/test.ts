import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "./repository-root.ts";
import { runBuild, runTool } from "./run.ts";
import {
  closingLine,
  heldAgainst,
  nothing,
  onceMore,
  type PlaywrightReport,
  plus,
  type Tally,
  tallyPlaywright,
  tallyVitest,
  type VitestReport,
  withoutFailedFiles,
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
    const units = await runVitest(filter, reports);
    if (filter.length > 0) {
      say("The journeys are left out: a filter was given. `pnpm test` alone runs them.");
      return units;
    }
    say("Journeys through the built product in a real Chromium.");
    return plus(units, await runJourneys(reports));
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}

/** More than this and something is broken, whatever the machine was doing. */
const mayRunAgain = 3;

async function runVitest(filter: readonly string[], reports: string): Promise<Tally> {
  const first = await vitestOnce(filter, join(reports, "vitest.json"));
  const { rest, failedFiles } = withoutFailedFiles(first.report ?? { testResults: [] });
  if (failedFiles.length === 0 || failedFiles.length > mayRunAgain) return first.tally;

  say(`Once more, by themselves: ${failedFiles.length} files in which something failed.`);
  const second = await vitestOnce([...failedFiles, "--no-file-parallelism"], join(reports, "vitest-again.json"));
  return onceMore({ ...tallyVitest(rest), failures: first.tally.failures }, second.tally);
}

async function vitestOnce(args: readonly string[], path: string) {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${path}`];
  const code = await runTool("vitest", ["run", ...reporters, ...args]);
  const report = await readReport<VitestReport>(path);
  return { report, tally: heldAgainst(code, report && tallyVitest(report)) };
}

async function runJourneys(reports: string): Promise<Tally> {
  const first = await journeysOnce([], join(reports, "playwright.json"));
  if (first.failed === 0 || first.failed > mayRunAgain || first.passed === 0) return first;

  say(`Once more, by themselves: ${first.failed} journeys that failed.`);
  // The second run empties this folder, and the first's traces are what shows why it failed.
  const traces = join(repositoryRoot, "apps/e2e/results");
  await cp(join(traces, "traces"), join(traces, "first-traces"), { recursive: true });
  const second = await journeysOnce(["--last-failed", "--workers=1"], join(reports, "playwright-again.json"));
  return onceMore(first, second);
}

async function journeysOnce(args: readonly string[], path: string): Promise<Tally> {
  const code = await runTool("playwright", ["test", "--reporter=list,json", ...args], {
    cwd: "apps/e2e",
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: path },
  });
  const report = await readReport<PlaywrightReport>(path);
  return heldAgainst(code, report && tallyPlaywright(report));
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
if (tally.unsteady.length > 0) console.log(`\nFailed, then passed alone:\n  ${tally.unsteady.join("\n  ")}`);
if (tally.failures.length > 0) console.log(`\nFailed:\n  ${tally.failures.join("\n  ")}`);
if (tally.skipped > 0) console.log(`\n${tally.skipped} skipped`);
console.log(`\n${closingLine(tally)}`);
process.exit(tally.failed === 0 ? 0 : 1);
