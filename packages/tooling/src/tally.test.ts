import { describe, expect, it } from "vitest";
import {
  closingLine,
  heldAgainst,
  nothing,
  onceMore,
  plus,
  type Tally,
  tallyPlaywright,
  tallyVitest,
  withoutFailedFiles,
} from "./tally.ts";

const file = (status: string, ...tests: string[]) => ({
  name: "room/file.test.ts",
  status,
  message: "cannot find module",
  assertionResults: tests.map((it, index) => ({
    status: it,
    fullName: `rule ${index}`,
    failureMessages: it === "failed" ? ["expected 1\n\n  to be 2\n at a\n at b\n at c"] : [],
  })),
});

const run = (given: Partial<Tally>): Tally => ({ ...nothing, ...given });

describe("[TO30] the closing line of pnpm test", () => {
  it("counts every test of both runners", () => {
    const units = tallyVitest({
      testResults: [file("passed", "passed", "skipped"), file("failed", "failed", "passed", "failed", "todo")],
    });
    expect(units).toMatchObject({ passed: 2, failed: 2, skipped: 2 });
    const journeys = tallyPlaywright({
      stats: { expected: 5, unexpected: 1, flaky: 0, skipped: 2 },
      suites: [],
      errors: [],
    });
    expect(closingLine(plus(units, journeys))).toBe("7 passed, 3 failed");
    expect(plus(units, journeys).skipped).toBe(4);
  });

  it("counts a file that could not be loaded as a failure, though no test of it has failed", () => {
    expect(tallyVitest({ testResults: [file("passed", "passed"), file("failed")] }).failed).toBe(1);
  });

  it("counts a flaky journey as failed, and an error outside of any journey too", () => {
    const stats = { expected: 5, unexpected: 0, flaky: 2, skipped: 0 };
    expect(tallyPlaywright({ stats, suites: [], errors: [{}] })).toMatchObject({ passed: 5, failed: 3, skipped: 0 });
  });

  it("names what failed, with the first lines of why", () => {
    expect(tallyVitest({ testResults: [file("failed", "passed", "failed"), file("failed")] }).failures).toEqual([
      "room/file.test.ts\n    cannot find module",
      "room/file.test.ts › rule 1\n    expected 1\n      to be 2\n     at a\n     at b",
    ]);

    const spec = (title: string, status: string) => ({
      file: "a.journey.ts",
      title,
      tests: [{ status, results: [{ errors: [{ message: "not visible" }] }] }],
    });
    const { failures } = tallyPlaywright({
      stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
      suites: [
        { specs: [spec("one", "expected")], suites: [{ specs: [spec("two", "flaky"), spec("three", "unexpected")] }] },
      ],
      errors: [{ message: "no server" }],
    });
    expect(failures).toEqual([
      "outside of any journey\n    no server",
      "a.journey.ts › two\n    not visible",
      "a.journey.ts › three\n    not visible",
    ]);
  });

  it("never calls a run good that ended badly", () => {
    const good = run({ passed: 3 });
    expect(heldAgainst(0, good)).toEqual(good);
    expect(heldAgainst(1, good)).toMatchObject({
      passed: 3,
      failed: 1,
      failures: [expect.stringContaining("exit code 1")],
    });
    expect(heldAgainst(1, run({ passed: 3, failed: 4 })).failed).toBe(4);
    expect(heldAgainst(0, null)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe("[TO31] what failed runs once more by itself", () => {
  it("takes out whole files, so that a test counts once", () => {
    const steady = file("passed", "passed");
    const { rest, failedFiles } = withoutFailedFiles({
      testResults: [steady, { ...file("failed", "failed"), name: "b" }],
    });
    expect(rest.testResults).toEqual([steady]);
    expect(failedFiles).toEqual(["b"]);
  });

  it("names what passed then as unsteady, and holds against the run what failed again", () => {
    const first = run({ passed: 5, failed: 2, skipped: 1, failures: ["a › one\n    late", "a › two\n    wrong"] });
    const second = run({ passed: 1, failed: 1, failures: ["a › two\n    still wrong"] });
    expect(onceMore(first, second)).toEqual({
      passed: 6,
      failed: 1,
      skipped: 1,
      failures: ["a › two\n    still wrong"],
      unsteady: ["a › one\n    late"],
    });
  });

  it("does not believe a second run that ended badly", () => {
    const first = run({ passed: 5, failed: 1, failures: ["a › one"] });
    expect(onceMore(first, heldAgainst(1, run({ passed: 1 }))).failed).toBe(1);
    expect(onceMore(first, heldAgainst(1, null)).failed).toBe(1);
  });
});
