// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { inventCheck, inventVerdict } from "./invented-answer.ts";
import { answers, emptyTiming, open, timingOverWire } from "./testing/open-timing.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => timingOverWire,
}));

beforeEach(emptyTiming);
afterEach(cleanup);

it("[AD116] begins with the verdict and why, then what it rests on and what would change it", async () => {
  open();
  await screen.findByText(/^The demand is here: organic purchasers keep coming/);
  screen.getByText(/^The retention of organic purchasers holds/);
  const rests = within(screen.getByRole("list", { name: "What it rests on" }));
  rests.getByText(/^The lower bound of the organic share.*more than 60\.0 % needed, found 65\.0 %\.$/);
  const become = within(screen.getByRole("list", { name: "To be supply-limited" }));
  become.getByText(/cannot be told: nothing is known of supply here/);
  become.getByText("Not told");
  become.getByText("Not met");
});

it("[AD116] says what is missing while too little has matured, and when to look again", async () => {
  const missing = [inventCheck({ found: 12, met: false })];
  const verdict = inventVerdict({ is: "insufficient", missing, restsOn: [], lookAgainInWeeks: 3 });
  answers({ verdict });
  open();
  await screen.findByText("It cannot be said yet whether the demand is here.");
  within(screen.getByRole("list", { name: "What is missing" })).getByText(/at least 2,000 needed, found 12/);
  screen.getByText(/Look again in 3 weeks/);
  expect(screen.queryByText("What it rests on")).toBeNull();
});

it("[AD117] says farmed beside the verdict", async () => {
  const farmed = { ...inventVerdict().farmed, grantedShare: 0.8, hazardRatio: { estimate: 3, low: 2.4 }, farmed: true };
  answers({ verdict: inventVerdict({ is: "absent", farmed, saysFarmed: true }) });
  open();
  await screen.findByText("Farmed");
  screen.getByText(/^Farmed: 80\.0 % of served requests are granted/);
});
