import type { FunnelAnswer } from "@flywheel/api/type";
import { expect, it } from "vitest";
import { stepRows } from "../../by-step/step-rows.ts";
import { sayOpen } from "../../by-step/step-words.ts";
import { gateNames } from "./gate-names.ts";
import { questionOf, readView } from "./question.ts";

const chartRows = ({ steps }: FunnelAnswer) => stepRows(steps, gateNames);
const asOfMs = Date.UTC(2026, 4, 14, 9, 30);
type Counts = readonly [reached: number, open: number, fromPrevious?: number, fromFirst?: number];

function answer(counts: readonly Counts[], search = {}): FunnelAnswer {
  const question = questionOf(readView(search), asOfMs);
  return {
    asOfMs,
    question,
    basis: { visitors: 600, events: 1_234, botEvents: 5, simulated: false },
    groups: [],
    events: 1_234,
    botEvents: 5,
    steps: question.steps.map((step, index) => {
      const [reached, open, previousMs, firstMs] = counts[index] ?? [0, 0];
      return {
        step,
        reached,
        open,
        medianMsFromPrevious: previousMs ?? null,
        medianMsFromFirst: firstMs ?? null,
        intervalFromFirst: null,
        intervalFromPrevious: null,
      };
    }),
  };
}

const some = answer([
  [1_840, 160],
  [920, 40, 41_000, 41_000],
  [900, 40, 5_000, 47_000],
  [300, 0, 60_000, 120_000],
  [3, 0],
]);

it("[AD4] every share stands beside its two numbers, from the step before and from the first", () => {
  expect(chartRows(some).map(({ title, lines }) => [title, ...lines])).toEqual([
    ["Visited"],
    ["Asked", "50.0 %: 920 of 1,840 who visited, median 41 s after"],
    ["Served", "97.8 %: 900 of 920 who asked, median 5 s after", "48.9 %: 900 of 1,840 who visited, median 47 s after"],
    [
      "Kept",
      "33.3 %: 300 of 900 who were served, median 1 min after",
      "16.3 %: 300 of 1,840 who visited, median 2 min after",
    ],
    ["Paid", "1.0 %: 3 of 300 who kept an output", "0.2 %: 3 of 1,840 who visited"],
  ]);
});

it("[AD4] shows no share where there is nothing to divide by", () => {
  const [, asked, served] = chartRows(
    answer([
      [4, 0],
      [0, 0],
    ]),
  );
  expect(asked?.lines).toEqual(["0.0 %: 0 of 4 who visited"]);
  expect(served?.lines).toEqual(["0.0 %: 0 of 4 who visited"]);
  expect(chartRows(answer([])).flatMap(({ lines }) => lines)).toEqual([]);
  expect(chartRows(answer([])).map(({ reachedShare, openShare }) => reachedShare + openShare)).toEqual([0, 0, 0, 0, 0]);
});

it("[AD5] visitors who still have time are counted apart and are in no share", () => {
  const rows = chartRows(some);
  expect(rows.map(({ reached, open }) => [reached, open])).toEqual([
    [1_840, 160],
    [920, 40],
    [900, 40],
    [300, 0],
    [3, 0],
  ]);
  // The bars are parts of everybody at the first step, so the two parts of the first one fill it.
  expect(rows.map(({ reachedShare, openShare }) => [reachedShare, openShare])).toEqual([
    [0.92, 0.08],
    [0.46, 0.02],
    [0.45, 0.02],
    [0.15, 0],
    [0.0015, 0],
  ]);
  expect(
    chartRows(
      answer([
        [0, 9],
        [0, 4],
      ]),
    ).flatMap(({ lines }) => lines),
  ).toEqual([]);
});

it("[AD5] says how long they have", () => {
  expect(sayOpen(some)).toBe(
    "Hatched and counted apart: 160 visitors whose 1 day from the first step is not over yet. They are in no share.",
  );
  expect(sayOpen(answer([[0, 1]], { window: "7d" }))).toBe(
    "Hatched and counted apart: 1 visitor whose 7 days from the first step are not over yet. They are in no share.",
  );
  expect(sayOpen(answer([[7, 0]]))).toBeNull();
});

it("[AD4] names the event of each step, and the conditions on it", () => {
  expect(chartRows(some).map(({ event }) => event)).toEqual([
    "app.opened",
    "prompt.submitted",
    "inference.completed",
    "output.kept",
    "payment.settled, funding = purchased",
  ]);
});
