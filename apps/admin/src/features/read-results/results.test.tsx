// @vitest-environment jsdom
import type { Comparison, MetricReadout, Readout } from "@flywheel/api/type";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { metricOf } from "@flywheel/vocabulary";
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { liftScale, Results } from "./results.tsx";
import { better, guard, primary, readout, undecided, withheld } from "./testing/a-readout.ts";
import { undecidedWords } from "./verdict-words.ts";

beforeEach(() => completeJsdom());
afterEach(cleanup);

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
    metric: metricOf("keeps-per-answer") as MetricReadout["metric"],
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

it("[AD58] [AD63] segments say how many they are corrected for, and who is in each", () => {
  show(readout);
  const panel = within(screen.getByRole("region", { name: "Kept an output, by segment" }));
  panel.getByText(/Corrected for this one segment/);
  panel.getByRole("heading", { name: "On a phone" });
  panel.getByText("Visitors who, at their first exposure, are on a phone.");
});

it("[AD59] says as of when, on how many events, and whose", () => {
  show(readout);
  screen.getByText(/As of 21 Jan 1970, 00:00 UTC, phase 2, from 12,345 events of real visitors/);
  cleanup();
  show({ ...readout, simulated: true });
  screen.getByText(/events of simulated visitors/);
  screen.getByText("Nobody of these is real. Decide nothing by them.");
});
