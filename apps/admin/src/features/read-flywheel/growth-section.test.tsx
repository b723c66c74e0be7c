// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { inventAnswer, inventGrowth, inventSaid } from "./invented-answer.ts";
import { answers, emptyFlywheel, flywheelOverWire, open } from "./testing/open-flywheel.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => flywheelOverWire,
}));

beforeEach(emptyFlywheel);
afterEach(cleanup);

it("[AD160] without enough of the past no G stands there: why, what to choose, and of which weeks the identity is", async () => {
  const none = { reproduction: null, interval: null, withheld: "past-not-read", verdict: "withheld" } as const;
  const growth = inventGrowth({ population: "everybody", ...none });
  answers({ said: inventSaid({ growth, organicPurchasers: inventGrowth(none), identity: [] }) });
  open();
  // Once as the verdict, and once of everybody.
  expect(await screen.findAllByText(/^Withheld: .*Choose a longer past, or judge fewer weeks\.$/)).toHaveLength(2);
  screen.getByText(/told below only of weeks that have 4 whole weeks of the past before them/);
  cleanup();
  emptyFlywheel();
  open();
  await screen.findByText("Does not sustain itself");
  expect(screen.queryByText(/Choose a longer past, or judge/)).toBeNull();
  expect(screen.queryByText(/told below only/)).toBeNull();
});

it("[AD172] organic purchasers pay, and only everybody is called active", async () => {
  open();
  await screen.findByText("Demand reproduction number G");
  const section = within(screen.getByRole("region", { name: "Demand reproduction" }));
  section.getByText(/2,000 paying weeks of 800 visitors/);
  section.getByText(/^Paid again within 4 weeks: newcomers/);
  section.getByText(/2,000 active weeks of 800 visitors/);
  section.getByText(/^Active again within 4 weeks: newcomers/);
  section.getByText(/a paying week brings less than one more/);
  section.getByText(/organic purchasers in one in which they paid/);
  cleanup();
  const nobody = { activeWeeks: 0, visitors: 0, withheld: "gap-not-seen", verdict: "withheld" } as const;
  answers({ said: inventSaid({ organicPurchasers: inventGrowth(nobody) }) });
  open();
  await screen.findByText("Withheld: none of them paid in these weeks.");
  screen.getByText("0 paying weeks of 0 visitors");
});

it("[AD200] of one app or a segment it says that whom they brought counts only where it is of the same", async () => {
  open();
  await screen.findByText("Demand reproduction number G");
  expect(screen.queryByText(/Whom they brought counts only/)).toBeNull();
  cleanup();
  answers({ question: { ...inventAnswer().question, app: "chat" } });
  open({ app: "chat" });
  await screen.findByText(/Whom they brought counts only where it is of the same app and segment\./);
});
