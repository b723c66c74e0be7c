// @vitest-environment jsdom
import type { FunnelAnswer } from "@flywheel/api/type";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { StepGroups } from "../../by-step/step-groups.tsx";
import { stepRows } from "../../by-step/step-rows.ts";
import { StepsChart } from "../../by-step/steps-chart.tsx";
import { gateNames } from "./gate-names.ts";
import { questionOf, readView } from "./question.ts";

const asOfMs = Date.UTC(2026, 4, 14, 9, 30);
const question = questionOf(readView({ by: "device" }), asOfMs);
const steps = (counts: readonly number[]): FunnelAnswer["steps"] =>
  question.steps.map((step, at) => ({
    ...{ step, reached: counts[at] ?? 0, open: 0, medianMsFromFirst: null, medianMsFromPrevious: null },
    intervalFromFirst: at > 0 && (counts[0] ?? 0) > 0 ? { low: at / 10, high: at / 10 + 0.05 } : null,
    intervalFromPrevious: at > 0 && (counts[at - 1] ?? 0) > 0 ? { low: 0.5 + at / 10, high: 0.55 + at / 10 } : null,
  }));
const answerOf = (counts: readonly number[]): FunnelAnswer => ({
  ...{
    asOfMs,
    question,
    basis: { visitors: 60, events: 300, botEvents: 0, simulated: false },
    events: 300,
    botEvents: 0,
  },
  steps: steps(counts),
  groups: [{ value: "phone", steps: steps(counts) }],
});
const some = answerOf([40, 20, 10, 0, 0]);

beforeEach(completeJsdom);
afterEach(cleanup);

it("[AD195] conversion has its interval beside it, from the step before and from the first", () => {
  expect(stepRows(some.steps, gateNames).map(({ lines }) => lines)).toEqual([
    [],
    ["50.0 % (60.0 % to 65.0 %): 20 of 40 who visited"],
    ["50.0 % (70.0 % to 75.0 %): 10 of 20 who asked", "25.0 % (20.0 % to 25.0 %): 10 of 40 who visited"],
    ["0.0 % (80.0 % to 85.0 %): 0 of 10 who were served", "0.0 % (30.0 % to 35.0 %): 0 of 40 who visited"],
    ["0.0 % (40.0 % to 45.0 %): 0 of 40 who visited"],
  ]);
});

it("[AD195] a group has the interval from its first step, and the page says what it is", () => {
  const show = (answer: FunnelAnswer) =>
    render(
      <FlywheelTheme>
        <StepsChart answer={answer} names={gateNames} />
        <StepGroups answer={answer} names={gateNames} />
      </FlywheelTheme>,
    );
  show(some);
  const cells = within(screen.getByRole("table")).getAllByRole("cell");
  expect(cells.map(({ textContent }) => textContent)).toEqual([
    ...["40", "2050.0 %(10.0 % to 15.0 %)", "1025.0 %(20.0 % to 25.0 %)"],
    ...["00.0 %(30.0 % to 35.0 %)", "00.0 %(40.0 % to 45.0 %)", "0"],
  ]);
  const legend =
    "In brackets, 95 % interval: where the share would lie with many more visitors like these. It is of chance alone.";
  screen.getByText(legend);
  cleanup();
  show(answerOf([]));
  expect(screen.queryByText(legend)).toBeNull();
});
