import type { Readout } from "@flywheel/api/type";
import { expect, it } from "vitest";
import { readout } from "./testing/a-readout.ts";
import { sayVerdict } from "./verdict-words.ts";

it("[AD50] every rule is one sentence; time left is told only where it changes something", () => {
  const said = (
    rule: Readout["verdict"]["rule"],
    outcome: Readout["verdict"]["outcome"],
    daysLeft: number | null = 9.2,
  ) => sayVerdict({ ...readout, fullDays: 3, verdict: { rule, outcome, variant: "below", daysLeft } });
  expect(said("fewer-than-seven-days", "keep-running").sentence).toContain("3 of 7 full days");
  expect(said("not-decided-yet", "keep-running").left).toContain("10 more days");
  expect(said("not-decided-yet", "keep-running", null).left).toContain("No visitors come");
  expect(said("not-decided-yet", "keep-running", 0.5).left).toContain("1 more day at");
  expect(said("primary-worse", "stop")).toMatchObject({ tone: "bad", left: null });
  expect(said("guardrail-broken", "stop").sentence).toContain("a guardrail got worse");
  expect(said("planned-end-without-difference", "stop").sentence).toContain("no difference");
});

it("[AD69] what has ended is not told to keep running, and no days are left to it", () => {
  const ended = (rule: Readout["verdict"]["rule"], outcome: Readout["verdict"]["outcome"] = "keep-running") =>
    sayVerdict({ ...readout, fullDays: 3, endedAtMs: 1, verdict: { rule, outcome, variant: "beside", daysLeft: 9 } });
  expect(ended("not-decided-yet")).toEqual({
    tone: "plain",
    sentence: "It ended undecided: Kept an output could still have gone either way.",
    rule: "2,000 of 5,000 planned visitors are analysed; those whose time is not over yet still count.",
    left: null,
  });
  expect(ended("fewer-than-seven-days").sentence).toBe("It ended undecided: it ran 3 of 7 full days.");
  expect(ended("nobody-exposed").sentence).toContain("ended before anybody was exposed");
  for (const rule of ["not-decided-yet", "fewer-than-seven-days", "nobody-exposed"] as const) {
    expect(`${ended(rule).sentence} ${ended(rule).left}`).not.toMatch(/keep it running|pace/i);
  }
  expect(ended("primary-better", "ship").sentence).toMatch(/^Ship “Beside”/);
});

it("[AD70] days left are rounded up, and told apart from none and from nobody coming", () => {
  const left = (daysLeft: number | null, given: Partial<Readout> = {}) =>
    sayVerdict({
      ...readout,
      ...given,
      verdict: { rule: "not-decided-yet", outcome: "keep-running", variant: null, daysLeft },
    });
  expect(left(9.2).left).toBe("About 10 more days at the present pace until the planned number.");
  expect(left(1).left).toBe("About 1 more day at the present pace until the planned number.");
  expect(left(0).left).toBe("The planned number of visitors is reached.");
  expect(left(null).left).toBe("No visitors come, so the planned number is never reached.");
  expect(left(3, { analysed: 1_234, plannedVisitors: 6_000 }).rule).toMatch(
    /^1,234 of 6,000 planned visitors are analysed/,
  );
});
