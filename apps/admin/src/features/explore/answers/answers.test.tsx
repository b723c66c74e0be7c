// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answers } from "../testing/answers.ts";
import { emptyExplore, exploreOverWire, rowsOf, wire } from "../testing/explore-wire.ts";
import { openExplore } from "../testing/open-explore.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  ...exploreOverWire,
}));

beforeEach(emptyExplore);
afterEach(cleanup);

const chart = () => screen.getByRole("img");

describe("[AD86] a trend", () => {
  it("has a row for every interval, the newest first, and what is not over is said and apart from the line", async () => {
    openExplore();
    await screen.findByRole("table", { name: "Trend" });
    expect(rowsOf("Trend")).toEqual([
      ["Day", "Visitors", "Events", "Events per visitor"],
      ["13 May 2026 not over yet", "10", "12", "1.2"],
      ["12 May 2026", "0", "0", ""],
      ["11 May 2026", "200", "300", "1.5"],
    ]);
    expect(chart().querySelectorAll("polyline")).toHaveLength(1);
    expect(chart().querySelector("polyline")?.getAttribute("points")?.split(" ")).toHaveLength(2);
    expect(chart().querySelectorAll("[data-partial=true]")).toHaveLength(1);
    screen.getByText(/What is missing there is no fall/);
  });

  it("broken down has its groups in the table, and draws only as many as can be told apart", async () => {
    const groups = Array.from({ length: 8 }, (_, at) => `model-${at}`);
    const points = groups.map((group, at) => ({
      ...{
        interval: 100,
        group,
        events: 80 - at,
        visitors: 9,
        valued: 2,
        sum: 3_000_000,
        percentiles: [1_000_000, 2_000_000],
      },
    }));
    const question = {
      ...answers.trend.question,
      of: [{ name: "payment.settled" }],
      breakdown: "model",
      percentiles: [0.5, 0.9],
    };
    wire.trend.mockResolvedValue({ ...answers.trend, question, points });
    openExplore("/explore?of=payment.settled&by=model&draw=sum");
    await screen.findByText(/The 6 largest groups are drawn; 2 more are in the table/);
    expect(chart().querySelectorAll("g")).toHaveLength(6);
    expect(rowsOf("Trend").find(([, group]) => group === "model-7")).toEqual([
      ...["11 May 2026", "model-7", "9", "73", "8.11", "2", "$3.00", "$0.333", "$1.50", "$1.00", "$2.00"],
    ]);
  });
});

it("[AD87] retention has shares with their counts, empty cells where it is not over, and an average of what is", async () => {
  openExplore("/explore?ask=retention");
  await screen.findByRole("table", { name: "Retention" });
  expect(rowsOf("Retention")).toEqual([
    ["Started", "Visitors", "Day 1", "Day 2"],
    ["11 May 2026", "100", "25.0 %25", "not over yet"],
    ["12 May 2026", "40", "not over yet", "not over yet"],
    ["All whose time is over", "25.0 %25 of 10017.5 % to 34.3 %", "not over yet"],
  ]);
  expect(chart().querySelectorAll("polyline, path")).toHaveLength(1);
});

it("[AD88] in the lifecycle nobody is dormant in an interval that is not over, and the sums can be followed", async () => {
  openExplore("/explore?ask=lifecycle");
  await screen.findByRole("table", { name: "Lifecycle" });
  expect(rowsOf("Lifecycle")).toEqual([
    ["Day", "Active before", "New", "Returning", "Resurrected", "Dormant", "Active"],
    ["13 May 2026 not over yet", "55", "2", "5", "1", "", "8"],
    ["12 May 2026", "60", "10", "40", "5", "20", "55"],
    ["11 May 2026", "50", "20", "35", "5", "15", "60"],
  ]);
  const dormant = [...chart().querySelectorAll('[data-series="3"]')].map((part) => Number(part.getAttribute("height")));
  expect(dormant[1]).toBeGreaterThan(0);
  expect(dormant[2]).toBe(0);
});

it("[AD89] stickiness and the power-user curve have their visitors and days", async () => {
  openExplore("/explore?ask=stickiness");
  await screen.findByRole("table", { name: "Stickiness" });
  expect(rowsOf("Stickiness").slice(1)).toEqual([
    ["7 Jun 2026", "50", "280", "1,400", "20.0 %"],
    ["10 May 2026", "40", "168", "1,120", "15.0 %"],
  ]);
  const curve = await screen.findByRole("table", { name: "Power-user curve" });
  expect(within(curve).getAllByRole("row")).toHaveLength(29);
  expect(rowsOf("Power-user curve")[1]).toEqual(["1", "30", "75.0 %", "59.8 % to 85.8 %", "40", "100.0 %", ""]);
  expect(rowsOf("Power-user curve").at(-1)).toEqual([
    "28",
    "10",
    "25.0 %",
    "14.2 % to 40.2 %",
    "10",
    "25.0 %",
    "14.2 % to 40.2 %",
  ]);
});

it("[AD90] paths say of how many sessions, and which may still go on", async () => {
  openExplore("/explore?ask=paths");
  await screen.findByText(/40 sessions\. 3 sessions that began less than 24 hours before may still go on/);
  within(screen.getByRole("list", { name: "Step 1, sessions" })).getByText("25 of 40");
  expect(rowsOf("Paths").slice(1)).toEqual([
    ["app.opened → prompt.submitted", "1", "25", "40", "62.5 %", "24"],
    ["app.opened → end of the session", "1", "10", "40", "25.0 %", "10"],
    ["app.opened → model.picked", "1", "5", "40", "12.5 %", "5"],
    ["prompt.submitted → output.shown", "2", "18", "25", "72.0 %", "17"],
    ["prompt.submitted → end of the session", "2", "7", "25", "28.0 %", "7"],
    ["model.picked → end of the session", "2", "5", "5", "100.0 %", "5"],
  ]);
});

it("[AD91] per visitor: how many have how much, and what those with the most hold", async () => {
  openExplore("/explore?ask=values");
  await screen.findByText(/80 visitors; 400 in all, 5 each on average, 90 at most/);
  expect(rowsOf("Visitors by amount").slice(1)).toEqual([
    ["None", "0", "0.0 %", "", "0"],
    ["1", "30", "37.5 %", "27.7 % to 48.5 %", "30"],
    ["2 to 4", "40", "50.0 %", "39.3 % to 60.7 %", "70"],
    ["5 or more", "10", "12.5 %", "6.9 % to 21.5 %", "80"],
  ]);
  expect(rowsOf("Share of visitors who do not exceed an amount")[1]).toEqual(["50 %", "2"]);
  expect(rowsOf("What those with the most hold")[1]).toEqual(["Top 10 %", "8", "300", "75.0 %"]);
});

it("[AD92] [AD184] unmet demand is by what was given for it, with the denominator of an offer", async () => {
  openExplore("/explore?ask=unmet");
  await screen.findByRole("table", { name: "Unmet demand" });
  expect(rowsOf("Unmet demand")[0]?.slice(-3)).toEqual(["Offer shown to", "Closed it", "Wanted it, of those shown"]);
  expect(rowsOf("Unmet demand").slice(1)).toEqual([
    ["Offer “video”", "2", "3", "5", "", "10", "14", "200 credits", "100", "20", "10.0 % (5.5 % to 17.4 %)"],
    ["Asked quillworks/quill-3: no node had room", "", "", "", "7", "7", "9", "", "", "", ""],
  ]);
});
