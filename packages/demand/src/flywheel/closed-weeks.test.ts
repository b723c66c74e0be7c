import { expect, it } from "vitest";
import { Scope } from "../asking/scope.ts";
import { closedWeeks } from "./closed-weeks.ts";

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
