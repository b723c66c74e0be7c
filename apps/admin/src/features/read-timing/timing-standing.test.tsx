// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { inventAnswer, mondayMs } from "./invented-answer.ts";
import { answers, askTiming, emptyTiming, open, timingOverWire } from "./testing/open-timing.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => timingOverWire,
}));

beforeEach(emptyTiming);
afterEach(cleanup);

it("[AD124] says of when it is, what it rests on, and that nobody simulated is real", async () => {
  open();
  screen.getByText("Counting");
  await screen.findByText(/As of 21 Sept? 2026, 01:00 UTC\. 56,789 events of 4,321 real visitors/);
  screen.getByText(/Cohorts that began in the weeks of 1 Jun 2026 to 20 Sept? 2026/);
  cleanup();
  answers({ basis: { visitors: 9, events: 90, botEvents: 0, simulated: true } });
  open();
  await screen.findByText("Simulated visitors");
});

it("[AD124] before a week is over it says when the first will be", async () => {
  const { question, weeks } = inventAnswer();
  answers({ weeks: { ...weeks, lastClosed: weeks.firstWeek - 1 } });
  open();
  await screen.findByText(/The first whole week of the range is over on 8 Jun 2026, 00:00 UTC/);
  cleanup();
  const short = { ...question, toMs: mondayMs + 1 };
  answers({ question: short, weeks: { ...weeks, lastClosed: weeks.firstWeek - 1 } });
  open();
  await screen.findByText(/The range holds no whole week/);
});

it("[AD124] a failure is told without its insides; a refusal is told in the server's words", async () => {
  const failed = (code: string, message: string) => Object.assign(new Error(message), { data: { code } });
  askTiming.mockRejectedValue(failed("INTERNAL_SERVER_ERROR", "secret insides"));
  open();
  await screen.findByText("The timing could not be read");
  expect(screen.queryByText(/secret/)).toBeNull();
  cleanup();
  askTiming.mockRejectedValue(failed("UNPROCESSABLE_CONTENT", "the question needs more memory than it may have"));
  open();
  await screen.findByText("The question needs more memory than it may have.");
});

it("[AD138] where nobody was served nothing is drawn, neither zeros nor checks", async () => {
  answers({ basis: { visitors: 0, events: 0, botEvents: 0, simulated: false } });
  open();
  await screen.findByText("It cannot be said yet whether the demand is here.");
  screen.getByText(/Nobody was served in this range.*0 events of 0 real visitors/);
  expect(screen.queryAllByRole("table")).toEqual([]);
  expect(screen.queryByText(/Farmed/)).toBeNull();
});
