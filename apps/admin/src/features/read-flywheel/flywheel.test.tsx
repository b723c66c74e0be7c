// @vitest-environment jsdom
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { emptySegments, kept, segmentsOverWire } from "../../segments/testing/saved-wire.ts";
import { layerIds, layerNames } from "../../words/layer-names.ts";
import type { FlywheelAnswer, FlywheelQuestion } from "./answer.ts";
import { FlywheelPage } from "./flywheel-page.tsx";
import { inventAnswer, inventGrowth, inventJudged, inventJudgement, inventSaid } from "./invented-answer.ts";
import { inventLayers, inventWhatIf } from "./invented-layers.ts";
import type { LayersQuestion } from "./supplied/answer.ts";
import { readView, writeView } from "./view.ts";
import type { WhatIfQuestion } from "./what-if/answer.ts";

const wire = vi.hoisted(() => ({ flywheel: vi.fn(), layers: vi.fn(), whatIf: vi.fn(), experiments: vi.fn() }));

/** The server's side of the wire. */
vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => ({
    segments: segmentsOverWire,
    experiments: { list: { queryOptions: () => ({ queryKey: ["experiments"], queryFn: () => wire.experiments() }) } },
    demand: {
      layers: {
        queryOptions: (question: LayersQuestion, options: object) => ({
          ...options,
          queryKey: ["layers", question],
          queryFn: () => wire.layers(question),
        }),
      },
      whatIf: {
        queryOptions: (question: WhatIfQuestion, options: object) => ({
          ...options,
          queryKey: ["what-if", question],
          queryFn: () => wire.whatIf(question),
        }),
      },
      flywheel: {
        queryOptions: (question: FlywheelQuestion, options: object) => ({
          ...options,
          queryKey: ["flywheel", question],
          queryFn: () => wire.flywheel(question),
        }),
      },
    },
  }),
}));

beforeEach(() => {
  completeJsdom();
  emptySegments();
  wire.flywheel.mockReset().mockResolvedValue(inventAnswer());
  wire.layers.mockReset().mockResolvedValue(inventLayers());
  wire.whatIf.mockReset().mockResolvedValue(inventWhatIf());
  wire.experiments.mockReset().mockResolvedValue([{ key: "bigger-save", name: "A bigger save" }]);
});
afterEach(cleanup);

const asked = (): FlywheelQuestion => wire.flywheel.mock.lastCall?.[0];

/** The address that the page is shown at. */
let search: Record<string, unknown>;
function Page({ at }: { readonly at: Record<string, unknown> }) {
  const [address, setAddress] = useState(at);
  search = address;
  return (
    <FlywheelPage
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
const answers = (of: Partial<FlywheelAnswer>) => wire.flywheel.mockResolvedValue(inventAnswer(of));
const rowsOf = (name: string | RegExp) =>
  within(screen.getByRole("table", { name }))
    .getAllByRole("row")
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent));

it("[AD101] [AD102] begins with the verdict, then the next probe and when to look again", async () => {
  open();
  await screen.findByText("Payments holds demand back (support 97.0 %, evidence: observed).");
  screen.getByText(/^Run an experiment that moves Payments.*Look again on 10 Aug 2026\.$/);
  screen.getByText(/it is not a probability.*correlation and not cause/);
});

it("[AD103] shows nine layers in the order of the ring, drawn and as rows of a table", async () => {
  const layers = [
    inventJudged("trust", { target: { rate: 0.7, origin: "stated" }, evidence: "correlated" }),
    inventJudged("users", { cut: 30, opportunity: { entered: 1_000, passed: 400, lostElsewhere: 50, gain: 120 } }),
    ...layerIds.filter((it) => it !== "trust" && it !== "users").map((layer) => inventJudged(layer)),
  ];
  answers({ said: inventSaid({ judgement: inventJudgement({ layers }) }) });
  open();
  const ring = within(await screen.findByRole("list", { name: "Layers in the order of the ring" }));
  const items = ring.getAllByRole("listitem");
  expect(items).toHaveLength(9);
  for (const [place, layer] of layerIds.entries()) within(items[place] as HTMLElement).getByText(layerNames[layer]);
  within(items[4] as HTMLElement).getByText("Holds demand back");
  within(items[7] as HTMLElement).getByText("Target 70.0 %, stated in the question");

  const rows = rowsOf("Layers");
  expect(rows.map(([name]) => name)).toEqual(layerIds.map((layer) => layerNames[layer]));
  expect(rows[3]).toEqual([
    ...["Users", "1,000", "400", "40.0 %", "60.0 % (usual)"],
    ...["+120", "+80 to +160", "+10.0 %", "Observed"],
    "50 that failed are counted with what other layers lost. Capped: spare capacity could not have served 30 more.",
  ]);
  expect(rows[7]?.slice(4, 5)).toEqual(["70.0 % (stated in the question)"]);
});

it("[AD104] a layer that nobody entered has no number, and says why", async () => {
  const layers = layerIds.map((layer) =>
    inventJudged(layer, layer === "trust" ? { opportunity: null, interval: null } : {}),
  );
  answers({ said: inventSaid({ judgement: inventJudgement({ layers }) }) });
  open();
  await screen.findByText("Withheld: nobody entered this gate in a judged week.", { selector: "p" });
  expect(rowsOf("Layers")[7]?.slice(1, 8)).toEqual([
    ...["0", "0", "none", "60.0 % (usual)"],
    ...["withheld", "withheld", "withheld"],
  ]);
});

it("[AD105] says G with its interval; the verdict is of organic purchasers, and what is withheld has no number", async () => {
  const everybody = inventGrowth({ population: "everybody", withheld: "one-sharer", verdict: "withheld" });
  answers({ said: inventSaid({ growth: everybody }) });
  open();
  const section = within(await screen.findByRole("region", { name: "Demand reproduction" }));
  section.getByText("Does not sustain itself");
  section.getByText("0.84");
  section.getByText("90 %: 0.80 to 0.88. 2,000 active weeks of 800 visitors");
  section.getByText("Withheld");
  section.getByText(/Withheld: one visitor brought 5\.0 %/);
});

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

it("[AD107] tells lost demand by layer and cause", async () => {
  open();
  await screen.findByRole("table", { name: "Lost demand by layer and cause" });
  const rows = rowsOf("Lost demand by layer and cause");
  expect(rows[0]).toEqual(["Compute", "321", "0", "4", "325"]);
  expect(rows.map(([name]) => name)).not.toContain("Trust");
  screen.getByText(/silence is no lack of interest/);
});

it("[AD108] a target is stated on the page, asked for and in the address; what is no share is refused", async () => {
  open();
  await screen.findByText(/holds demand back \(/);
  const field = () => within(screen.getByRole("form", { name: "Targets" })).getByLabelText("Users");
  expect(field().getAttribute("placeholder")).toBe("usual: 60");
  fireEvent.change(field(), { target: { value: "140" } });
  screen.getByText("From 0 to 100");
  fireEvent.submit(screen.getByRole("form", { name: "Targets" }));
  expect(search).toEqual({});
  fireEvent.change(field(), { target: { value: "42.5" } });
  fireEvent.submit(screen.getByRole("form", { name: "Targets" }));
  expect(search).toEqual({ targets: { users: 0.425 } });
  await vi.waitFor(() => expect(asked().targets).toEqual({ users: 0.425 }));
  fireEvent.click(screen.getByRole("button", { name: "Back to the usual ones" }));
  expect(search).toEqual({});
});

it("[AD109] leaving out each day is a switch that says that it takes longer", async () => {
  open();
  const leaveOut = screen.getByLabelText(/^Leave out each day in turn/);
  expect(leaveOut.getAttribute("role")).toBe("switch");
  screen.getByText(/it takes longer/);
  fireEvent.click(leaveOut);
  expect(search).toEqual({ days: "each" });
  await vi.waitFor(() => expect(asked().leaveOutDays).toBe(true));
});

it("[AD100] app, past, traffic, segment and weeks are choices in the address", async () => {
  open();
  const choose = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  choose("App", "chat");
  choose("Past that is read", "52w");
  choose("Traffic", "simulated");
  choose("Segment", "payers");
  choose("Judged", "13");
  expect(search).toEqual({ app: "chat", period: "52w", traffic: "simulated", segment: "payers", weeks: 13 });
  await vi.waitFor(() => expect(asked()).toMatchObject({ app: "chat", weeks: 13, segment: { key: "payers" } }));
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

it("[AD130] asks of a saved segment, and the link has the whole of it", async () => {
  const segment = { key: "june", name: "First seen in June", all: [{ kind: "tenure" as const, is: "new" as const }] };
  kept.list.mockResolvedValue([{ segment, revision: 1 }]);
  open();
  await screen.findByRole("option", { name: "First seen in June", hidden: true });
  fireEvent.change(screen.getByLabelText("Segment"), { target: { value: "saved:june" } });
  expect(search).toEqual({ segment });
  await vi.waitFor(() => expect(asked()).toMatchObject({ segment }));
  fireEvent.change(screen.getByLabelText("Segment"), { target: { value: "phones" } });
  expect(search).toEqual({ segment: "phones" });
  fireEvent.change(screen.getByLabelText("Segment"), { target: { value: "" } });
  expect(search).toEqual({});
});

it("[AD129] a link opens with a segment that is not saved here, under its own name", async () => {
  const segment = { key: "june", name: "June", all: [{ kind: "tenure", is: "new" }] };
  kept.list.mockResolvedValue([]);
  open({ segment });
  await vi.waitFor(() => expect(asked()).toMatchObject({ segment }));
  const select = screen.getByLabelText<HTMLSelectElement>("Segment");
  expect(select.selectedOptions[0]?.textContent).toBe("June");
});

it("[AD137] leaving out each day is refused before it is asked where it would take too long", async () => {
  const { basis } = inventAnswer();
  answers({ basis: { ...basis, events: 950_336 } });
  open();
  await screen.findByText(/^Not offered: to leave out each of 56 days of 950,336 events.*one app or a segment\.$/);
  expect(screen.getByLabelText<HTMLInputElement>(/^Leave out each day in turn/).disabled).toBe(true);
  cleanup();
  open({ days: "each" });
  await screen.findByText(/holds demand back \(/);
  fireEvent.click(screen.getByLabelText(/^Leave out each day in turn/));
  expect(search).toEqual({});
});

it("[AD136] a layer above its target is no gain to hope for, and why there is no G is said once", async () => {
  const above = inventJudged("users", {
    opportunity: { entered: 1_000, passed: 800, lostElsewhere: 0, gain: -240 },
    interval: { low: -300, high: -180 },
  });
  const layers = layerIds.map((layer) => (layer === "users" ? above : inventJudged(layer)));
  const organicPurchasers = inventGrowth({ withheld: "gap-not-seen", verdict: "withheld" });
  answers({ said: inventSaid({ judgement: inventJudgement({ layers }), organicPurchasers }) });
  open();
  await screen.findByText("Above its target; down at it −20.0 % of Y (90 %: −25.0 % to −15.0 %)");
  expect(screen.getAllByText(/^Gain \+10\.0 % of Y/)).toHaveLength(8);
  expect(screen.getAllByText(/could not be seen yet who comes back/)).toHaveLength(1);
});
