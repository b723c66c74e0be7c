import { describe, expect, it } from "vitest";
import { closingLine, heldAgainst, plus, tallyPlaywright, tallyVitest } from "./tally.ts";

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((it) => ({ status: it })),
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
    expect(units).toEqual({ passed: 7, failed: 2, skipped: 4 });
    const journeys = tallyPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 0, skipped: 2 }, errors: [] });
    expect(closingLine(plus(units, journeys))).toBe("12 passed, 3 failed");
    expect(plus(units, journeys).skipped).toBe(6);
  });

  it("counts a file that could not be loaded as a failure, though no test of it has failed", () => {
    const counts = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
    expect(tallyVitest({ ...counts, testResults: [file("passed", "passed"), file("failed")] }).failed).toBe(1);
  });

  it("counts a flaky journey as failed, and an error outside of any journey too", () => {
    expect(tallyPlaywright({ stats: { expected: 5, unexpected: 0, flaky: 2, skipped: 0 }, errors: [{}] })).toEqual({
      passed: 5,
      failed: 3,
      skipped: 0,
    });
  });

  it("never calls a run good that ended badly", () => {
    const good = { passed: 3, failed: 0, skipped: 0 };
    expect(heldAgainst(0, good)).toEqual(good);
    expect(heldAgainst(1, good)).toEqual({ ...good, failed: 1 });
    expect(heldAgainst(1, { ...good, failed: 4 }).failed).toBe(4);
    expect(heldAgainst(0, null)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
