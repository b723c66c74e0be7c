import { describe, expect, it } from "vitest";
import { closingLine, heldAgainst, nothing, plus, tallyPlaywright, tallyVitest } from "./tally.ts";

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

describe("[TO30] the closing line of pnpm test", () => {
  it("counts every test of both runners", () => {
    const units = tallyVitest({
      numPassedTests: 7,
      numFailedTests: 2,
      numPendingTests: 1,
      numTodoTests: 3,
      testResults: [file("passed", "passed"), file("failed", "failed", "failed")],
    });
    expect(units).toMatchObject({ passed: 7, failed: 2, skipped: 4 });
    const journeys = tallyPlaywright({
      stats: { expected: 5, unexpected: 1, flaky: 0, skipped: 2 },
      suites: [],
      errors: [],
    });
    expect(closingLine(plus(units, journeys))).toBe("12 passed, 3 failed");
    expect(plus(units, journeys).skipped).toBe(6);
  });

  it("counts a file that could not be loaded as a failure, though no test of it has failed", () => {
    const counts = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
    expect(tallyVitest({ ...counts, testResults: [file("passed", "passed"), file("failed")] }).failed).toBe(1);
  });

  it("counts a flaky journey as failed, and an error outside of any journey too", () => {
    const stats = { expected: 5, unexpected: 0, flaky: 2, skipped: 0 };
    expect(tallyPlaywright({ stats, suites: [], errors: [{}] })).toMatchObject({ passed: 5, failed: 3, skipped: 0 });
  });

  it("names what failed, with the first lines of why", () => {
    const counts = { numPassedTests: 1, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0 };
    expect(
      tallyVitest({ ...counts, testResults: [file("failed", "passed", "failed"), file("failed")] }).failures,
    ).toEqual([
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
    const good = { ...nothing, passed: 3 };
    expect(heldAgainst(0, good)).toEqual(good);
    expect(heldAgainst(1, good)).toEqual({ ...good, failed: 1 });
    expect(heldAgainst(1, { ...good, failed: 4 }).failed).toBe(4);
    expect(heldAgainst(0, null)).toEqual({ ...nothing, failed: 1 });
  });
});
