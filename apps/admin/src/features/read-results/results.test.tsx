// @vitest-environment jsdom
import type { Comparison, MetricReadout, Readout } from "@flywheel/api/type";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { metricOf, segmentOf } from "@flywheel/vocabulary";
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { liftScale, Results } from "./results.tsx";
import { sayVerdict, undecidedWords } from "./verdict-words.ts";

beforeEach(() => completeJsdom());
afterEach(cleanup);

const dayMs = 86_400_000;
const known = <T,>(it: T | null): T => {
  if (it === null) throw new Error("not in the vocabulary");
  return it;
};

const better: Comparison = {
  variant: "beside",
  undecided: null,
  difference: 0.02,
  standardError: 0.005,
  interval: { low: 0.005, high: 0.035 },
  relative: { lift: 0.1, interval: { low: 0.025, high: 0.175 } },
  eValue: 60,
  p: 0.0002,
  pAdjusted: 0.0004,
  significant: true,
  cuped: { rSquared: 0.31 },
  fixedHorizon: { p: 0.0001, interval: { low: 0.01, high: 0.03 } },
  bayes: {
    chanceToBeatControl: 0.998,
    interval: { low: 0.01, high: 0.03 },
    expectedLoss: 0.0001,
    priorStandardDeviation: 0.06,
  },
  detectableNow: 0.08,
  looks: [
    { atMs: 1 * dayMs, visitors: 20, difference: null, interval: null, relative: null },
    {
      atMs: 2 * dayMs,
      visitors: 900,
      difference: 0.03,
      interval: { low: -0.01, high: 0.07 },
      relative: { lift: 0.15, interval: { low: -0.05, high: 0.35 } },
    },
    {
      atMs: 3 * dayMs,
      visitors: 2_000,
      difference: 0.02,
      interval: { low: 0.005, high: 0.035 },
      relative: { lift: 0.1, interval: { low: 0.025, high: 0.175 } },
    },
  ],
};
const undecided: Comparison = {
  ...better,
  undecided: "too-few-non-zero",
  difference: null,
  interval: null,
  relative: null,
  pAdjusted: null,
  significant: false,
  cuped: null,
  fixedHorizon: null,
  bayes: null,
  detectableNow: null,
  looks: [],
};
const arms = [
  { variant: "below", visitors: 1_000, nonZero: 200, value: 0.2 },
  { variant: "beside", visitors: 1_000, nonZero: 220, value: 0.22 },
];
const primary: MetricReadout = {
  metric: known(metricOf("kept")),
  role: "primary",
  margin: null,
  cap: null,
  arms,
  comparisons: [better],
  correction: "holm",
  guardrail: null,
};
const guard: MetricReadout = {
  ...primary,
  metric: known(metricOf("page-broke")),
  role: "guardrail",
  margin: 0.1,
  comparisons: [undecided],
  guardrail: "open",
};
const arm = (key: string, name: string) => ({
  key,
  name,
  weight: 0.5,
  assigned: 1_234,
  excluded: 7,
  immature: 227,
  analysed: 1_000,
  failedToLoad: 0,
});
const fine = { logBayesFactor: -3.2, chiSquareP: 0.51, broken: false };
const readout: Readout = {
  asOfMs: 20 * dayMs,
  experiment: "panel",
  phase: 2,
  startedAtMs: 0,
  endedAtMs: null,
  fullDays: 20,
  analysed: 2_000,
  plannedVisitors: 5_000,
  events: 12_345,
  simulated: false,
  arms: [arm("below", "Below"), arm("beside", "Beside")],
  health: { assigned: fine, analysed: fine, excludedShare: 0.006, exclusionsDiffer: false, broken: [], warnings: [] },
  metrics: [primary, guard],
  segments: [{ segment: known(segmentOf("phones")), arms, comparisons: [better] }],
  verdict: { outcome: "ship", rule: "primary-better", variant: "beside", daysLeft: 9.2 },
};
const withheld: Readout = {
  ...readout,
  health: { ...readout.health, assigned: { ...fine, logBayesFactor: 40, broken: true }, broken: ["split"] },
  verdict: { outcome: "withheld", rule: "health-broken", variant: null, daysLeft: null },
};

const show = (given: Readout) =>
  render(
    <FlywheelTheme>
      <Results readout={given} />
    </FlywheelTheme>,
  );

it("[AD50] begins with a sentence that names the variant and the metric, and its rule", () => {
  show(readout);
  screen.getByText("Ship “Beside”: Kept an output is better by about +10.0 %, and that is not chance.");
  screen.getByText(/no guardrail broke/);
});

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

it("[AD51] withheld: the reason is there with its number, and no result, bar or chart", () => {
  const { container } = show(withheld);
  screen.getByText("The results are withheld, because the experiment itself is not sound.");
  const health = within(screen.getByRole("list", { name: "Health checks" }));
  health.getByText("Broken");
  health.getByText(/40\.0, alarm above 6\.9/);
  screen.getByText("No result is shown");
  expect(screen.queryByText(/Kept an output/)).toBeNull();
  expect(screen.queryByRole("img")).toBeNull();
  expect(container.querySelector("[data-tone]")).toBeNull();
});

it("[AD52] every exposed visitor is in the table", () => {
  show(readout);
  const row = within(screen.getByRole("table", { name: "Visitors per variant" })).getByRole("row", { name: /Beside/ });
  expect(
    within(row)
      .getAllByRole("cell")
      .map((cell) => cell.textContent),
  ).toEqual(["50 %", "1,234", "7", "227", "1,000"]);
});

it("[AD54] all lifts of a page share one scale, of metrics and segments alike", () => {
  const far: Comparison = { ...better, relative: { lift: -0.4, interval: { low: -0.5, high: -0.3 } } };
  const [segment] = readout.segments;
  if (!segment) throw new Error("no segment");
  expect(liftScale(readout).low).toBeGreaterThan(-0.1);
  expect(liftScale({ ...readout, segments: [{ ...segment, comparisons: [far] }] }).low).toBeLessThan(-0.5);
});

it("[AD55] an undecided comparison says why, and draws nothing", () => {
  show({ ...readout, metrics: [guard], segments: [] });
  const list = screen.getByRole("list", { name: "Saw a page break against control" });
  within(list).getByText("Undecided: too few visitors did it at all.");
  expect(list.querySelector("[data-tone]")).toBeNull();
  expect(new Set(Object.values(undecidedWords)).size).toBe(Object.keys(undecidedWords).length);
});

it("[AD56] the course says where it is, and has its numbers as a table, with gaps where nothing was known", () => {
  show(readout);
  const chart = screen.getByRole("img");
  expect(chart.getAttribute("aria-label")).toBe(
    "Lift in Kept an output of Beside from control over 3 days, 2 of them decided; last +10.0 %, between +2.5 % and +17.5 %",
  );
  const table = screen.getByRole("table", { name: "Kept an output, Beside, day by day", hidden: true });
  const rows = within(table).getAllByRole("row", { hidden: true });
  expect(rows).toHaveLength(4);
  expect(rows[1]?.textContent).toContain("undecided");
  expect(rows.at(-1)?.textContent).toContain("+10.0 %+2.5 %+17.5 %");
  expect(chart.querySelector("polyline")?.getAttribute("points")?.split(" ")).toHaveLength(2);
});

it("[AD56] where control is too near to zero for a lift, the course is of the difference, and says why", () => {
  const near = { ...better, relative: null, looks: better.looks.map((look) => ({ ...look, relative: null })) };
  show({ ...readout, metrics: [{ ...primary, comparisons: [near] }], segments: [] });
  screen.getByText(/because control is too near to zero for a lift/);
  expect(screen.getByRole("img").getAttribute("aria-label")).toBe(
    "Difference in Kept an output of Beside from control over 3 days, 2 of them decided; last +2.00 points, between +0.50 points and +3.50 points",
  );
});

it("[AD56] while no day is decided nothing is drawn, and it is said", () => {
  const silent = { ...undecided, looks: better.looks.slice(0, 1) };
  show({ ...readout, metrics: [{ ...primary, comparisons: [silent] }], segments: [] });
  expect(screen.queryByRole("img")).toBeNull();
  screen.getByText(/Nothing to draw yet/);
});

it("[AD53] a value that is missing says why: nobody yet, or nothing that it is a share of", () => {
  const ratio: MetricReadout = {
    ...primary,
    metric: known(metricOf("keeps-per-answer")),
    arms: [
      { variant: "below", visitors: 0, nonZero: 0, value: null },
      { variant: "beside", visitors: 40, nonZero: 0, value: null },
    ],
    comparisons: [undecided],
  };
  show({ ...readout, metrics: [ratio], segments: [] });
  const values = within(screen.getByRole("list", { name: /per variant$/ }));
  values.getByText("Nobody analysed yet");
  values.getByText("Did not happen");
  values.getByText("It could happen for 0 of 40 visitors");
  expect(screen.queryByText(/nothing to divide|denominator/i)).toBeNull();
});

it("[AD57] other views are closed at first", () => {
  show({ ...readout, segments: [] });
  const summary = screen.getByText("Other views, which decide nothing");
  expect(summary.closest("details")?.open).toBe(false);
  within(summary.closest("details") as HTMLElement).getByText(/99\.8 % chance to beat control/);
  screen.getByText(/Assumed before: no difference, give or take 6\.00 points \(30 % of control\)/);
});

it("[AD58] segments say how many they are corrected for", () => {
  show(readout);
  const panel = within(screen.getByRole("region", { name: "Kept an output, by segment" }));
  panel.getByText(/Corrected for this one segment/);
  panel.getByRole("heading", { name: "On a phone" });
});

it("[AD59] says as of when, on how many events, and whose", () => {
  show(readout);
  screen.getByText(/As of 21 Jan 1970, 00:00 UTC, phase 2, from 12,345 events of real visitors/);
  cleanup();
  show({ ...readout, simulated: true });
  screen.getByText(/events of simulated visitors/);
  screen.getByText("Nobody of these is real. Decide nothing by them.");
});
