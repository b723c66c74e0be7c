// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { inventAnswer, inventGrowth, inventSaid } from "./invented-answer.ts";
import { answers, emptyFlywheel, flywheelOverWire, open, rowsOf, wire } from "./testing/open-flywheel.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => flywheelOverWire,
}));

beforeEach(emptyFlywheel);
afterEach(cleanup);

it("[AD106] the identity is a row for each week, that adds up, in visitors and in credits", async () => {
  open();
  await screen.findByRole("table", { name: "Visitors by week" });
  const rows = rowsOf("Visitors by week");
  expect(rows).toHaveLength(8);
  expect(rows[0]).toEqual(["1 Jun 2026", "100", "60", "20", "5", "15"]);
  for (const row of rows) {
    const [active, ...parts] = row.slice(1).map(Number);
    expect(parts.reduce((sum, it) => sum + it, 0)).toBe(active);
  }
  fireEvent.click(screen.getByText("The same in purchased credits"));
  expect(rowsOf("Purchased credits by week")[0]).toEqual(["1 Jun 2026", "3,000", "2,000", "500", "100", "400", "7"]);
});

it("[AD106] no week of the identity is said where the past is too short to know who is new", async () => {
  answers({ said: inventSaid({ identity: [] }) });
  open();
  await screen.findByText(/enough past read to know who is new/);
  expect(screen.queryByRole("table", { name: "Visitors by week" })).toBeNull();
});

it("[AD112] says of when it is and what it rests on, and that nobody simulated is real", async () => {
  open();
  await screen.findByText(
    /As of 27 Jul 2026, 01:00 UTC\. 56,789 events of 1,234 real visitors in the range, 12 events/,
  );
  screen.getByText(/Judged: 8 closed weeks, 1 Jun 2026 to 26 Jul 2026/);
  expect(screen.queryByText("Simulated visitors")).toBeNull();
  cleanup();
  answers({ basis: { visitors: 9, events: 90, botEvents: 1, simulated: true } });
  open({ traffic: "simulated" });
  await screen.findByText("Simulated visitors");
  screen.getByText(/90 events of 9 simulated visitors in the range, 1 event from bots/);
});

it("[AD111] says that it asks, and keeps the answer before until the next", async () => {
  open();
  expect(screen.getAllByText("Counting")).toHaveLength(2);
  await screen.findByText(/holds demand back \(/);
  wire.flywheel.mockReturnValue(new Promise(() => {}));
  fireEvent.change(screen.getByLabelText("App"), { target: { value: "chat" } });
  await screen.findAllByText(/Still the answer to the question before/);
  screen.getByText(/holds demand back \(/);
});

it("[AD111] before a week is over it says when the first will be, or that the range holds none", async () => {
  const question = { ...inventAnswer().question, fromMs: Date.UTC(2026, 5, 3), toMs: Date.UTC(2026, 5, 20) };
  answers({ question, weeks: null, said: null });
  open();
  await screen.findByText(/The first whole week of the range is over on 15 Jun 2026, 00:00 UTC/);
  cleanup();
  answers({ question: { ...question, toMs: Date.UTC(2026, 5, 14) }, weeks: null, said: null });
  open();
  await screen.findByText(/The range holds no whole week/);
});

it("[AD111] says when nobody was seen, and when nobody was active in a week that is over", async () => {
  answers({ basis: { visitors: 0, events: 0, botEvents: 0, simulated: false } });
  open();
  await screen.findByText("Nobody was seen in this range");
  cleanup();
  answers({ said: inventSaid({ growth: inventGrowth({ population: "everybody", activeWeeks: 0 }) }) });
  open();
  await screen.findByText(/Nobody was active in them; the next week is over on 3 Aug 2026, 00:00 UTC/);
});

it("[AD111] a failure is told without its insides and can be tried again; a refusal is told in the server's words", async () => {
  const failed = (code: string, message: string) => Object.assign(new Error(message), { data: { code } });
  wire.flywheel.mockRejectedValue(failed("INTERNAL_SERVER_ERROR", "secret insides"));
  open();
  await screen.findByText("The flywheel could not be read");
  screen.getByRole("button", { name: "Try again" });
  expect(screen.queryByText(/secret/)).toBeNull();
  cleanup();
  wire.flywheel.mockRejectedValue(failed("UNPROCESSABLE_CONTENT", "the question took too long: ask for less time"));
  open();
  await screen.findByText("This asks for too much at once");
  screen.getByText("The question took too long: ask for less time.");
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
});
