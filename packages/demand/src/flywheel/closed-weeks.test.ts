import { expect, it } from "vitest";
import { Scope } from "../asking/scope.ts";
import { closedWeeks, firstWithPast } from "./closed-weeks.ts";

const dayMs = 86_400_000;
const mondayMs = Date.UTC(2026, 8, 7);
const scope = Scope.parse({ app: null, traffic: "real", fromMs: mondayMs, toMs: mondayMs + 70 * dayMs });

it("[DE72] weeks are closed when they are over and whole, and the last of them are asked", () => {
  const until = (days: number) => closedWeeks(scope, mondayMs + days * dayMs);
  expect(until(6)).toBeNull();
  expect(until(7)).toMatchObject({ fromMs: mondayMs, toMs: mondayMs + 7 * dayMs });
  expect(until(69)).toMatchObject({ fromMs: mondayMs + 7 * dayMs, toMs: mondayMs + 63 * dayMs });
  expect(until(500)).toMatchObject({ fromMs: mondayMs + 14 * dayMs, toMs: mondayMs + 70 * dayMs });
  const cut = closedWeeks({ ...scope, fromMs: mondayMs + 1 }, mondayMs + 21 * dayMs);
  expect(cut).toMatchObject({ fromMs: mondayMs + 7 * dayMs, toMs: mondayMs + 21 * dayMs });
});

it("[DE164] who is new is known from the fifth whole week of a range on", () => {
  const of = (fromMs: number) => {
    const weeks = closedWeeks({ ...scope, fromMs }, mondayMs + 84 * dayMs);
    return weeks && firstWithPast(weeks) - weeks.first;
  };
  // The weeks that are asked about begin two weeks after the Monday.
  expect(of(mondayMs)).toBe(2);
  expect(of(mondayMs - 14 * dayMs)).toBe(0);
  expect(of(mondayMs - 14 * dayMs + 1)).toBe(1);
  expect(of(mondayMs - 140 * dayMs)).toBe(-18);
});

it("[DE164] thirteen weeks read up to any moment hold the past of eight that are judged", () => {
  for (let hours = 0; hours < 7 * 24; hours += 1) {
    const toMs = mondayMs + hours * 3_600_000;
    const range = { ...scope, fromMs: toMs - 13 * 7 * dayMs, toMs };
    const spare = (weeks: number) => {
      const found = closedWeeks(range, toMs, weeks);
      return found && found.first - firstWithPast(found);
    };
    // On a Monday at midnight the range is of thirteen whole weeks, else of twelve.
    expect([spare(8), spare(9)], `${hours} hours`).toEqual(hours === 0 ? [1, 0] : [0, -1]);
  }
});
