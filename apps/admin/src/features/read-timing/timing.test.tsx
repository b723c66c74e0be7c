// @vitest-environment jsdom
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { emptySegments, kept, segmentsOverWire } from "../../segments/testing/saved-wire.ts";
import type { TimingAnswer, TimingQuestion } from "./answer.ts";
import {
  inventAnswer,
  inventCheck,
  inventMeasured,
  inventSignals,
  inventVerdict,
  mondayMs,
} from "./invented-answer.ts";
import { TimingPage } from "./timing-page.tsx";
import { readView, writeView } from "./view.ts";

const wire = vi.hoisted(() => ({ timing: vi.fn() }));

/** The server's side of the wire. */
vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => ({
    segments: segmentsOverWire,
    demand: {
      timing: {
        queryOptions: (question: TimingQuestion, options: object) => ({
          ...options,
          queryKey: ["timing", question],
          queryFn: () => wire.timing(question),
        }),
      },
    },
  }),
}));

beforeEach(() => {
  completeJsdom();
  emptySegments();
  wire.timing.mockReset().mockResolvedValue(inventAnswer());
});
afterEach(cleanup);

const asked = (): TimingQuestion => wire.timing.mock.lastCall?.[0];
const answers = (of: Partial<TimingAnswer>) => wire.timing.mockResolvedValue(inventAnswer(of));

/** The address that the page is shown at. */
let search: Record<string, unknown>;
function Page({ at }: { readonly at: Record<string, unknown> }) {
  const [address, setAddress] = useState(at);
  search = address;
  return (
    <TimingPage
      view={readView(address)}
      onView={(view) => setAddress(writeView(view))}
      linkTo={(view) => JSON.stringify(writeView(view))}
    />
  );
}
function open(at: Record<string, unknown> = {}) {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <FlywheelTheme>
        <Page at={at} />
      </FlywheelTheme>
    </QueryClientProvider>,
  );
}
const rowsOf = (name: string) =>
  within(screen.getByRole("table", { name }))
    .getAllByRole("row")
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent));

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

it("[AD119] [AD120] shows every signal with value, interval, n, threshold and maturity, or why it is withheld", async () => {
  open();
  await screen.findByRole("table", { name: "Signals" });
  const rows = rowsOf("Signals");
  expect(rows[0]?.slice(1)).toEqual([
    "1.20",
    "1.10 to 1.31",
    "1,234 visitors",
    "lower bound above 1.00",
    "4 of 4 weeks",
    "Above",
  ]);
  expect(rows[2]?.at(-1)).toBe("Not sure");
  expect(rows[3]?.slice(1)).toEqual(["Withheld: too few visitors to say anything (0)."]);
  expect(rows[4]?.slice(1)).toEqual(["Withheld: not matured, 9 of 13 weeks."]);
  expect(rows[5]?.slice(1)).toEqual(["No survey is asked about. Name one above."]);
  expect(rows[6]?.slice(1)).toEqual([
    "70.0 %",
    "65.0 % to 75.0 %",
    "6 weeks",
    "upper bound below 50.0 %",
    "6 of 4 weeks",
    "Above",
  ]);
  screen.getByText(/^The subsidy tapers/);
  screen.getByText("Nobody saw a probe in this range.");
});

it("[AD119] shows probes by how far visitors committed themselves", async () => {
  const level = (visitors: number) => ({ visitors, interval: { low: 0.01, high: 0.05 } });
  const atLeast = { click: level(30), contact: level(12), prepaid: level(3) };
  const probes = [{ probe: "video", n: 1_000, atLeast, noiseBelow: 0.02, reads: "unclear" as const }];
  answers({ signals: inventSignals({ probes, seanEllis: inventMeasured() }) });
  open();
  await screen.findByRole("table", { name: "Probes" });
  expect(rowsOf("Probes")[0]?.slice(0, 3)).toEqual(["video", "1,000", "30 (3.0 %)95 %: 1.0 % to 5.0 %"]);
  screen.getByText("the interval of clicks reaches across the limit");
  expect(rowsOf("Signals")[5]?.at(-1)).toBe("Above");
});

it("[AD122] names the cohorts of every curve, and says which is withheld", async () => {
  open();
  await screen.findByRole("table", { name: "Retention by who it is of" });
  const rows = rowsOf("Retention by who it is of");
  expect(rows[0]).toEqual([
    ...["Organic visitors", "2,345", "1 Jun 2026 to 26 Jul 2026"],
    "410, 402, 405, 399 in weeks 5 to 8 after the first",
    ...["17.0 % (16.0 % to 19.0 %)", "0.99 (0.95 to 1.03)", "Holds"],
  ]);
  expect(rows[1]?.slice(1)).toEqual(["Withheld: too few have reached 4 judged weeks."]);
  expect([rows[3]?.at(0), rows[3]?.at(-1)]).toEqual(["Everybody, corrected", "Not sure"]);
  expect([rows[4]?.at(0), rows[4]?.at(-1)]).toEqual(["Everybody, not corrected", "Not sure"]);
});

it("[AD115] [AD123] choices, the survey and declared segments are in the address and asked for", async () => {
  open();
  const choose = (label: string | RegExp, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  choose("Not organic", "grants");
  choose("Cohorts that began in", "52w");
  const survey = screen.getByLabelText("Survey");
  fireEvent.change(survey, { target: { value: "how disappointed" } });
  screen.getByText(/Small letters/);
  fireEvent.blur(survey);
  expect(search).toEqual({ incentives: "grants", period: "52w" });
  fireEvent.change(survey, { target: { value: "disappointed" } });
  fireEvent.blur(survey);
  choose("Segment to declare", "phones");
  choose(/^Declared at \(UTC\)/, "2026-06-01T00:00");
  fireEvent.submit(screen.getByRole("form", { name: "Declare a segment" }));
  const declared = [{ segment: "phones", atMs: mondayMs }];
  expect(search).toEqual({ incentives: "grants", period: "52w", survey: "disappointed", declared });
  await vi.waitFor(() =>
    expect(asked()).toMatchObject({ survey: "disappointed", declared: [{ declaredAtMs: mondayMs }] }),
  );
  fireEvent.click(screen.getByRole("button", { name: "Remove On a phone" }));
  expect(search).not.toHaveProperty("declared");
});

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
  wire.timing.mockRejectedValue(failed("INTERNAL_SERVER_ERROR", "secret insides"));
  open();
  await screen.findByText("The timing could not be read");
  expect(screen.queryByText(/secret/)).toBeNull();
  cleanup();
  wire.timing.mockRejectedValue(failed("UNPROCESSABLE_CONTENT", "the question needs more memory than it may have"));
  open();
  await screen.findByText("The question needs more memory than it may have.");
});

it("[AD131] declares a saved segment, carries the whole of it, and names its curves", async () => {
  const segment = { key: "june", name: "First seen in June", all: [{ kind: "tenure" as const, is: "new" as const }] };
  kept.list.mockResolvedValue([{ segment, revision: 1 }]);
  const { question, verdict } = inventAnswer();
  const { segments } = verdict.curves;
  const [everybody] = segments;
  if (!everybody) throw new Error("no curve of everybody");
  const curves = { ...verdict.curves, segments: [everybody, { ...everybody, key: "june" }] };
  const declared = [{ segment, declaredAtMs: mondayMs }];
  answers({ question: { ...question, declared }, verdict: { ...verdict, curves } });
  open();
  await screen.findAllByRole("option", { name: "First seen in June", hidden: true });
  fireEvent.change(screen.getByLabelText("Segment to declare"), { target: { value: "saved:june" } });
  fireEvent.change(screen.getByLabelText(/^Declared at \(UTC\)/), { target: { value: "2026-06-01T00:00" } });
  fireEvent.submit(screen.getByRole("form", { name: "Declare a segment" }));
  expect(search).toEqual({ declared: [{ segment, atMs: mondayMs }] });
  await vi.waitFor(() => expect(asked()).toMatchObject({ declared: [{ segment, declaredAtMs: mondayMs }] }));
  screen.getByText(/^First seen in June, declared on/);
  await screen.findByText("First seen in June, corrected");
  expect(rowsOf("Retention by who it is of").map(([name]) => name)).toContain("Everybody, not corrected");
});

it("[AD138] where nobody was served nothing is drawn, neither zeros nor checks", async () => {
  answers({ basis: { visitors: 0, events: 0, botEvents: 0, simulated: false } });
  open();
  await screen.findByText("It cannot be said yet whether the demand is here.");
  screen.getByText(/Nobody was served in this range.*0 events of 0 real visitors/);
  expect(screen.queryAllByRole("table")).toEqual([]);
  expect(screen.queryByText(/Farmed/)).toBeNull();
});
