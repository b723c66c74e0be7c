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
  screen.getByText(/Look again on 12 Oct 2026/);
  expect(screen.queryByText("What it rests on")).toBeNull();
});

const badges = (list: string) =>
  within(screen.getByRole("list", { name: list }))
    .getAllByText("Met")
    .map((it) => it.closest<HTMLElement>("[style*='--badge-color']")?.style.getPropertyValue("--badge-color"));

it.each([
  ["here", "pine"],
  ["absent", "gray"],
] as const)("[AD158] under %s what is met is %s: that nobody stays can be met too", async (is, color) => {
  answers({ verdict: inventVerdict({ is }) });
  open();
  await screen.findByRole("list", { name: "What it rests on" });
  const colors = badges("What it rests on");
  expect(colors).toHaveLength(2);
  for (const it of colors) expect(it).toContain(color);
});

it("[AD156] says what to do next under the verdict, and beside farmed that granted use is no demand", async () => {
  answers({ verdict: inventVerdict({ is: "absent", saysFarmed: true }) });
  open();
  const next = within(await screen.findByRole("region", { name: "What to do next" }));
  next.getByText("The next month goes into demand, before any capacity is bought.");
  next.getByText(/^.*Change the product for somebody.*Do not read granted use as demand\.$/);
});

it("[AD187] where the flywheel says more, a link asks it of the same period, app, segment and targets", async () => {
  answers({ verdict: inventVerdict({ is: "supply-limited" }) });
  const search = { period: "13w", app: "chat", segment: "phones", targets: { compute: 0.9 } };
  open({ ...search, incentives: "grants", survey: "disappointed" });
  const next = within(await screen.findByRole("region", { name: "What to do next" }));
  const link = next.getByRole("link", { name: "Flywheel, asked of the same period, app, segment and targets" });
  const { pathname, searchParams } = new URL(link.getAttribute("href") ?? "", "http://127.0.0.1");
  expect(pathname).toBe("/flywheel");
  const asked = { ...Object.fromEntries(searchParams), targets: JSON.parse(searchParams.get("targets") ?? "") };
  expect(asked).toEqual(search);
  cleanup();
  answers({ verdict: inventVerdict({ is: "absent" }) });
  open();
  await screen.findByRole("region", { name: "What to do next" });
  expect(screen.queryByRole("link")).toBeNull();
});

it("[AD188] says under the form whom the chosen segment means", async () => {
  open({ segment: "phones" });
  screen.getByText("On a phone: Visitors who, at the first event of theirs that counts in the period, are on a phone.");
  cleanup();
  open();
  expect(screen.queryByText(/Visitors who, at the first event/)).toBeNull();
});

it("[AD156] of simulated visitors it is said first that nobody is real", async () => {
  answers({ basis: { visitors: 9, events: 90, botEvents: 0, simulated: true } });
  open();
  const next = await screen.findByRole("region", { name: "What to do next" });
  const warning = screen.getByText("Simulated visitors");
  expect(warning.compareDocumentPosition(next)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

it("[AD159] the words are explained before the first check", async () => {
  open();
  const words = await screen.findByText("What the words mean");
  screen.getByText(/never granted credits and did not first come by a campaign/);
  const checks = screen.getByRole("list", { name: "What it rests on" });
  expect(words.compareDocumentPosition(checks)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

it("[AD117] says farmed beside the verdict", async () => {
  const farmed = { ...inventVerdict().farmed, grantedShare: 0.8, hazardRatio: { estimate: 3, low: 2.4 }, farmed: true };
  answers({ verdict: inventVerdict({ is: "absent", farmed, saysFarmed: true }) });
  open();
  await screen.findByText("Farmed");
  screen.getByText(/^Farmed: 80\.0 % of served requests are granted/);
});
