// @vitest-environment jsdom
import { segmentOf } from "@flywheel/vocabulary";
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { atFirstEvent, saySegment } from "../../words/segment-words.ts";
import { inventAnswer, inventGrowth, inventJudgement, inventSaid } from "./invented-answer.ts";
import { answers, emptyFlywheel, flywheelOverWire, leadsTo, open } from "./testing/open-flywheel.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => flywheelOverWire,
}));

beforeEach(emptyFlywheel);
afterEach(cleanup);

const { weeks } = inventAnswer();
const custom = { from: 60_000, to: Date.UTC(2026, 6, 27) };

it("[AD176] of a custom period it is looked again with a period that reaches the day, of a preset one with itself", async () => {
  const idle = inventGrowth({ population: "everybody", activeWeeks: 0 });
  answers({ said: inventSaid({ growth: idle }) });
  open(custom);
  await screen.findByText(/Look again on 10 Aug 2026, with a period that reaches it\.$/);
  screen.getByText(/the next week is over on 3 Aug 2026, 00:00 UTC, with a period that reaches it\./);
  cleanup();
  open();
  await screen.findByText(/Look again on 10 Aug 2026\.$/);
  screen.getByText(/the next week is over on 3 Aug 2026, 00:00 UTC\./);
});

it("[AD178] what is next leads to Timing with the same period, app, segment, traffic and targets", async () => {
  const own = { ...custom, app: "chat", traffic: "simulated", segment: "phones", targets: { users: 0.4 } };
  open({ ...own, weeks: 13, by: "cohort" });
  await screen.findByText(/holds demand back \(/);
  within(screen.getByRole("region", { name: "What to do next" })).getByRole("link", { name: /^Timing/ });
  expect(leadsTo(/^Timing/)).toEqual({ page: "/timing", search: own });
  cleanup();
  open();
  await screen.findByText(/holds demand back \(/);
  expect(leadsTo(/^Timing/)).toEqual({ page: "/timing", search: {} });
});

it("[AD178] where a day decides, it leads to the judged days in Explore, of the same visitors", async () => {
  const between = ["payments", "users"] as const;
  const bottleneck = { is: "undecided", between, support: 0.98, because: "one-day" } as const;
  const next = { probe: "inspect-days", layers: between, atMs: 0 } as const;
  answers({ said: inventSaid({ judgement: inventJudgement({ bottleneck, next }) }) });
  open({ app: "chat", segment: "phones" });
  await screen.findByText(/^Undecided between/);
  const period = `${weeks?.fromMs}-${weeks?.toMs}`;
  expect(leadsTo(/^Explore/)).toEqual({
    page: "/explore",
    search: { period, traffic: "real", app: "chat", segment: "phones" },
  });
  cleanup();
  emptyFlywheel();
  open();
  await screen.findByText(/holds demand back \(/);
  expect(screen.queryByRole("link", { name: /^Explore/ })).toBeNull();
});

it("[AD179] under the form it is told whom the chosen segment means", () => {
  const phones = segmentOf("phones");
  if (phones === null) throw new Error("no such segment is given");
  const told = `${phones.name}: ${saySegment(phones, atFirstEvent)}`;
  open({ segment: "phones" });
  screen.getByText(told);
  cleanup();
  open();
  expect(screen.queryByText(told)).toBeNull();
});
