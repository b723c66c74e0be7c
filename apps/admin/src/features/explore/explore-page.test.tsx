// @vitest-environment jsdom
import { completeJsdom } from "@flywheel/ui/jsdom";
import { segmentOf } from "@flywheel/vocabulary";
import { cleanup, configure, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptySegments, segmentsClient, segmentsOverWire } from "../../segments/testing/saved-wire.ts";
import { answers } from "./testing/answers.ts";
import { openExplore } from "./testing/open-explore.tsx";

type Ask = (input: unknown, signal: AbortSignal | undefined) => unknown;
const wire = vi.hoisted(() => ({
  trend: vi.fn<Ask>(),
  retention: vi.fn<Ask>(),
  lifecycle: vi.fn<Ask>(),
  stickiness: vi.fn<Ask>(),
  powerCurve: vi.fn<Ask>(),
  paths: vi.fn<Ask>(),
  valueDistribution: vi.fn<Ask>(),
  unmetDemand: vi.fn<Ask>(),
}));

/** The server's side of the wire. Like the real one, it hears of a question that is left only when it is asked to. */
vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPCClient: () => ({ segments: segmentsClient }),
  useTRPC: () => ({
    segments: segmentsOverWire,
    demand: Object.fromEntries(
      Object.entries(wire).map(([name, ask]) => [
        name,
        {
          queryOptions: (input: unknown, options: { trpc?: { abortOnUnmount?: boolean } }) => ({
            ...options,
            queryKey: [name, input],
            queryFn: (context: { signal: AbortSignal }) =>
              ask(input, options.trpc?.abortOnUnmount ? context.signal : undefined),
          }),
        },
      ]),
    ),
  }),
}));

// The page has hundreds of options, which take jsdom a while.
configure({ asyncUtilTimeout: 10_000 });
beforeEach(() => {
  completeJsdom();
  emptySegments();
  for (const [name, ask] of Object.entries(wire)) ask.mockReset().mockResolvedValue(answers[name as keyof typeof wire]);
});
afterEach(cleanup);

const choose = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const failed = (code: string, message: string) => Object.assign(new Error(message), { data: { code } });
const rowsOf = (name: string) =>
  within(screen.getByRole("table", { name }))
    .getAllByRole("row")
    .map((row) => [...row.children].map(({ textContent }) => textContent));
const chart = () => screen.getByRole("img");

it("[AD80] asks at once for the visitors of 28 days, and a choice goes to the address and to the server", async () => {
  const { address } = openExplore();
  await screen.findByRole("table", { name: "Trend" });
  expect(wire.trend.mock.calls[0]?.[0]).toMatchObject({ app: null, traffic: "real", interval: "day", segment: null });
  choose("Traffic", "simulated");
  choose("Who", "phones");
  await waitFor(() => expect(address()).toBe("/explore?segment=phones&traffic=simulated"));
  choose("Event", "payment.settled");
  await screen.findByText(/^Counts when what a visitor's credits covered/);
  choose("Event: only where", "funding");
  await screen.findByLabelText("Event: funding is");
  choose("Event: funding is", "purchased");
  await waitFor(() =>
    expect(wire.trend.mock.lastCall?.[0]).toMatchObject({
      traffic: "simulated",
      segment: { key: "phones" },
      of: [{ name: "payment.settled", where: { funding: "purchased" } }],
    }),
  );
});

it("[AD80] an address opens as it was written, also what is under More", async () => {
  openExplore("/explore?ask=retention&per=week&zone=Asia%2FKolkata&week=0&app=chat");
  await screen.findByText(/^Share that came back/);
  expect(wire.retention.mock.calls[0]?.[0]).toMatchObject({
    interval: "week",
    timeZone: "Asia/Kolkata",
    weekStart: 0,
    app: "chat",
  });
  expect(screen.getByLabelText<HTMLSelectElement>("Days by the clock of").value).toBe("Asia/Kolkata");
  expect(screen.getByText("Less").closest("button")?.getAttribute("aria-expanded")).toBe("true");
});

describe("[AD83] a question that is left", () => {
  const waiting = () => {
    const signals: (AbortSignal | undefined)[] = [];
    wire.trend.mockImplementation((_, signal) => {
      signals.push(signal);
      return new Promise(() => {});
    });
    return signals;
  };

  it("for another page is given up", async () => {
    const signals = waiting();
    const { leave } = openExplore();
    await waitFor(() => expect(signals).toHaveLength(1));
    leave();
    await screen.findByText("elsewhere");
    expect(signals[0]?.aborted).toBe(true);
  });

  it("for another question, or for the same with another choice, is given up, and the new one is not", async () => {
    const signals = waiting();
    openExplore();
    await waitFor(() => expect(signals).toHaveLength(1));
    choose("App", "chat");
    await waitFor(() => expect(signals).toHaveLength(2));
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
    choose("Question", "lifecycle");
    await screen.findByRole("table", { name: "Lifecycle" });
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
  });
});

describe("[AD84] while it is counted, and when it is not answered", () => {
  it("says that it is counting, and then keeps the former answer and says so", async () => {
    let tell: (answer: unknown) => void = () => {};
    const later = () => new Promise((resolve) => (tell = resolve));
    wire.trend.mockImplementation(later);
    openExplore();
    expect((await screen.findByRole("status")).textContent).toBe("Counting");
    tell(answers.trend);
    await screen.findByRole("table", { name: "Trend" });
    expect(screen.queryByText(/the question before/)).toBeNull();
    choose("App", "chat");
    await screen.findByText("Still the answer to the question before. The new one is being counted.");
    screen.getByRole("table", { name: "Trend" });
    tell(answers.trend);
    await waitFor(() => expect(screen.queryByText(/the question before/)).toBeNull());
  });

  it("tells a question that asks for too much in the server's words, and does not offer the same again", async () => {
    wire.trend.mockRejectedValue(failed("UNPROCESSABLE_CONTENT", "this took too long: ask for less time"));
    openExplore();
    const alert = within(await screen.findByRole("alert"));
    alert.getByText("This asks for too much at once");
    alert.getByText("This took too long: ask for less time.");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  it("tells another failure without its insides, and offers to try again", async () => {
    wire.trend.mockRejectedValueOnce(failed("INTERNAL_SERVER_ERROR", "secret"));
    openExplore();
    await screen.findByText(/Something broke on our side/);
    expect(screen.queryByText(/secret/)).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByRole("table", { name: "Trend" });
  });

  it.each([
    ["trend", { points: [] }, "Nothing of it in this period"],
    ["retention", { cohorts: [], average: [] }, "Nobody started in this period"],
    ["lifecycle", { points: [], activeBefore: 0 }, "Nobody was active in this period"],
    ["stickiness", { points: [] }, "No 28 days of this period are over"],
    ["paths", { sessions: 0, open: 0, links: [] }, "No session had this event in this period"],
    ["paths", { sessions: 0, open: 2, links: [] }, "No such session is over yet"],
    ["values", { visitors: 0 }, "No such visitor in this period"],
    ["unmet", { wants: [] }, "Nothing was missed in this period"],
  ] as const)("says what to do where nothing was found: %s", async (ask, nothing, title) => {
    const name = ask === "values" ? "valueDistribution" : ask === "unmet" ? "unmetDemand" : ask;
    wire[name].mockResolvedValue({ ...answers[name], ...nothing });
    openExplore(`/explore?ask=${ask}`);
    await screen.findByText(title);
    expect(screen.getAllByText(/Choose a .*period/).length).toBeGreaterThan(0);
    expect(screen.queryByRole("table", { name: "Trend" })).toBeNull();
  });
});

describe("[AD85] every answer says what it rests on", () => {
  it("as of when, how many, from whom, and how many bots were left out", async () => {
    openExplore();
    await screen.findByText(
      "As of 13 May 2026, 12:00 UTC. Rests on 1,234 events of 600 real visitors; 5 from bots left out.",
    );
    expect(screen.queryByText("Simulated", { selector: ".mantine-Badge-label" })).toBeNull();
  });

  it("and of which visitors, when it is not everybody", async () => {
    const question = { ...answers.trend.question, segment: segmentOf("phones") };
    wire.trend.mockResolvedValue({ ...answers.trend, question });
    openExplore("/explore?segment=phones");
    await screen.findByText(/left out\. Only who was in “On a phone” at their first such event of the period\.$/);
  });

  it("and marks what is simulated", async () => {
    wire.trend.mockResolvedValue({ ...answers.trend, basis: { ...answers.trend.basis, visitors: 1, simulated: true } });
    openExplore();
    await screen.findByText(/1,234 events of 1 simulated visitor;/);
    screen.getByText("Simulated", { selector: ".mantine-Badge-label" });
  });
});

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
      ...["11 May 2026", "model-7", "9", "73", "8.11", "2", "$3.00", "$1.50", "$1.00", "$2.00"],
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
    ["All whose time is over", "25.0 %25 of 100", "not over yet"],
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
  expect(rowsOf("Power-user curve")[1]).toEqual(["1", "30", "75.0 %", "40"]);
  expect(rowsOf("Power-user curve").at(-1)).toEqual(["28", "10", "25.0 %", "10"]);
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
    ["None", "0", "0.0 %", "0"],
    ["1", "30", "37.5 %", "30"],
    ["2 to 4", "40", "50.0 %", "70"],
    ["5 or more", "10", "12.5 %", "80"],
  ]);
  expect(rowsOf("Share of visitors who do not exceed an amount")[1]).toEqual(["50 %", "2"]);
  expect(rowsOf("What those with the most hold")[1]).toEqual(["Top 10 %", "8", "300", "75.0 %"]);
});

it("[AD92] unmet demand is by what was given for it, with the denominator of an offer", async () => {
  openExplore("/explore?ask=unmet");
  await screen.findByRole("table", { name: "Unmet demand" });
  expect(rowsOf("Unmet demand").slice(1)).toEqual([
    ["Offer “video”", "2", "3", "5", "", "10", "14", "200 credits", "100", "20", "10.0 %"],
    ["Asked quillworks/quill-3: no node had room", "", "", "", "7", "7", "9", "", "", "", ""],
  ]);
});

it("[AD82] a custom period starts from what is shown, and its end must be after its start", async () => {
  const { address } = openExplore();
  await screen.findByRole("table", { name: "Trend" });
  choose("Period", "custom");
  const from = await screen.findByLabelText<HTMLInputElement>(/^From \(UTC\)/);
  expect(from.value).toMatch(/T00:00$/);
  choose(/^From \(UTC\)/, "2026-05-02T00:00");
  choose(/^To \(UTC\)/, "2026-05-01T00:00");
  screen.getByText("Must be after the start");
  choose(/^To \(UTC\)/, "2026-05-09T00:00");
  fireEvent.submit(from.closest("form") as HTMLFormElement);
  const range = { fromMs: Date.UTC(2026, 4, 2), toMs: Date.UTC(2026, 4, 9) };
  await waitFor(() => expect(wire.trend.mock.lastCall?.[0]).toMatchObject(range));
  expect(address()).toBe(`/explore?period=${range.fromMs}-${range.toMs}`);
});

it("[AD93] several events can count, and a value that a field never has is refused at the field", async () => {
  openExplore();
  await screen.findByRole("table", { name: "Trend" });
  fireEvent.click(screen.getByRole("button", { name: "Or another event" }));
  await screen.findByLabelText("Or event 2");
  await waitFor(() =>
    expect(wire.trend.mock.lastCall?.[0]).toMatchObject({ of: [{ name: "app.opened" }, { name: "prompt.submitted" }] }),
  );
  choose("Or event 2: only where", "model");
  const model = await screen.findByLabelText("Or event 2: model is");
  fireEvent.change(model, { target: { value: "no model!" } });
  fireEvent.blur(model);
  screen.getByText("model of prompt.submitted is never that");
  fireEvent.change(model, { target: { value: "quillworks/quill-3" } });
  fireEvent.keyDown(model, { key: "Enter" });
  await waitFor(() =>
    expect(wire.trend.mock.lastCall?.[0]).toMatchObject({
      of: [{ name: "app.opened" }, { name: "prompt.submitted", where: { model: "quillworks/quill-3" } }],
    }),
  );
  fireEvent.click(screen.getByRole("button", { name: /^Leave out prompt\.submitted/ }));
  await waitFor(() => expect(screen.queryByLabelText("Or event 2")).toBeNull());
});
