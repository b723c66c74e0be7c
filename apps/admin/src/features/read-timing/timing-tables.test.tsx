// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { weekMs } from "../../by-week/weeks.ts";
import { cohortsOf } from "./curves-table.tsx";
import { inventAnswer, inventMeasured, inventPlateau, inventSignals, mondayMs } from "./invented-answer.ts";
import { answers, emptyTiming, open, rowsOf, timingOverWire } from "./testing/open-timing.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => timingOverWire,
}));

beforeEach(emptyTiming);
afterEach(cleanup);

it("[AD119] [AD120] shows every signal with value, interval, n, threshold and maturity, or why it is withheld", async () => {
  open();
  await screen.findByRole("table", { name: "Signals" });
  const rows = rowsOf("Signals");
  expect(rows[0]?.slice(1, -1)).toEqual([
    "Above",
    "1.20",
    "1.10 to 1.31",
    "1,234 visitors",
    "lower bound above 1.00",
    "4 of 4 weeks",
  ]);
  expect(rows[2]?.at(1)).toBe("Not sure");
  expect(rows[3]?.slice(1, -1)).toEqual(["Withheld: too few visitors to say anything (0)."]);
  expect(rows[4]?.slice(1, -1)).toEqual(["Withheld: not matured, 9 of 13 weeks."]);
  expect(rows[5]?.slice(1, -1)).toEqual(["No survey is asked about. Name one above."]);
  expect(rows[6]?.slice(1, -1)).toEqual([
    "Above",
    "70.0 %",
    "65.0 % to 75.0 %",
    "6 weeks",
    "upper bound below 50.0 %",
    "6 of 4 weeks",
  ]);
  screen.getByText(/^The subsidy of the whole network tapers/);
  screen.getByText("Nobody saw a probe in this range.");
});

it("[AD119] shows probes by how far visitors committed themselves", async () => {
  const level = (visitors: number) => ({ visitors, interval: { low: 0.01, high: 0.05 } });
  const atLeast = { click: level(30), contact: level(12), prepaid: level(3) };
  const maturity = { of: "visitors" as const, have: 189, need: 189 };
  const probes = [{ probe: "video", n: 1_000, atLeast, noiseBelow: 0.02, reads: "unclear" as const, maturity }];
  answers({ signals: inventSignals({ probes, seanEllis: inventMeasured() }) });
  open();
  await screen.findByRole("table", { name: "Probes" });
  expect(rowsOf("Probes")[0]?.at(-1)).toBe("189 of 189 visitors");
  expect(rowsOf("Probes")[0]?.slice(0, 3)).toEqual(["video", "1,000", "30 (3.0 %)95 %: 1.0 % to 5.0 %"]);
  screen.getByText("the interval of clicks reaches across the limit");
  expect(rowsOf("Signals")[5]?.at(1)).toBe("Above");
});

it("[AD122] names the cohorts of every curve, and says which is withheld", async () => {
  open();
  await screen.findByRole("table", { name: "Retention by who it is of" });
  const rows = rowsOf("Retention by who it is of");
  expect(rows[0]).toEqual([
    ...["Organic visitors", "Holds", "17.0 % (16.0 % to 19.0 %)", "0.99 (0.95 to 1.03)"],
    ...["2,345", "1 Jun 2026 to 26 Jul 2026"],
    "410, 402, 405, 399 in weeks 5 to 8 after the first",
  ]);
  expect(rows[1]?.slice(1)).toEqual(["Withheld: too few have reached 4 judged weeks."]);
  expect([rows[3]?.at(0), rows[3]?.at(1)]).toEqual(["Everybody, corrected", "Not sure"]);
  expect([rows[4]?.at(0), rows[4]?.at(1)]).toEqual(["Everybody, not corrected", "Not sure"]);
});

describe("[AD181] a declared curve names only cohorts that count", () => {
  const { weeks } = inventAnswer();
  const ages = { firstAge: 5, lastAge: 8 };
  const whole = [weeks.firstWeek, weeks.lastClosed - 8];

  it.each([
    ["in the first week it is of all", 0, whole],
    ["five weeks later still: its first point lies in week 5 after", 5 * weekMs - 1, whole],
    ["six weeks later it starts a week later", 5 * weekMs, [weeks.firstWeek + 1, weeks.lastClosed - 8]],
  ])("declared %s", (_, afterMs, cohorts) => {
    expect(cohortsOf(ages, weeks, mondayMs + afterMs)).toEqual(cohorts);
    expect(cohortsOf(ages, weeks, null)).toEqual(whole);
  });

  it("in its row, and beside it everybody's are all", async () => {
    const segment = { key: "june", name: "June", all: [{ kind: "tenure" as const, is: "new" as const }] };
    const { question, verdict } = inventAnswer();
    const curve = { key: "june", corrected: inventPlateau(), plain: inventPlateau() };
    const curves = { ...verdict.curves, segments: [...verdict.curves.segments, curve] };
    const declared = [{ segment, declaredAtMs: mondayMs + 7 * weekMs }];
    answers({ question: { ...question, declared }, verdict: { ...verdict, curves } });
    open();
    await screen.findByRole("table", { name: "Retention by who it is of" });
    const cohorts = rowsOf("Retention by who it is of").map((row) => row.at(5));
    expect(cohorts.slice(3)).toEqual([
      ...["1 Jun 2026 to 26 Jul 2026", "1 Jun 2026 to 26 Jul 2026"],
      ...["22 Jun 2026 to 26 Jul 2026", "22 Jun 2026 to 26 Jul 2026"],
    ]);
  });
});

it("[AD186] what a signal reads stands beside its name, and what it is of last", async () => {
  open();
  const table = await screen.findByRole("table", { name: "Signals" });
  const heads = [...table.querySelectorAll("thead th")].map(({ textContent }) => textContent);
  expect([heads.slice(0, 3), heads.at(-1)]).toEqual([["Signal", "Reads", "Value"], "What it is"]);
  for (const [name, ...cells] of rowsOf("Signals")) {
    expect(name).toMatch(/^[\w/ ]{5,16}$/);
    expect(cells.at(-1)).toMatch(/^Of .*\.$|^Organic visitors .*\.$/);
  }
});
