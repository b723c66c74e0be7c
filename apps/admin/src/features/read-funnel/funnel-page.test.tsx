// @vitest-environment jsdom
import type { FunnelAnswer } from "@flywheel/api/type";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { emptySegments, kept, segmentsOverWire } from "../../segments/testing/saved-wire.ts";
import { FunnelPage } from "./funnel-page.tsx";
import { questionOf, readView, writeView } from "./question.ts";

type Ask = (input: unknown, signal: AbortSignal | undefined) => unknown;
const wire = vi.hoisted(() => ({ funnel: vi.fn<Ask>() }));

/** The server's side of the wire. Like the real one, it hears of a question that is left only when it is asked to. */
vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => ({
    segments: segmentsOverWire,
    demand: {
      funnel: {
        queryOptions: (input: unknown, options: { trpc?: { abortOnUnmount?: boolean } }) => ({
          ...options,
          queryKey: ["funnel", input],
          queryFn: (context: { signal: AbortSignal }) =>
            wire.funnel(input, options.trpc?.abortOnUnmount ? context.signal : undefined),
        }),
      },
    },
  }),
}));

configure({ asyncUtilTimeout: 10_000 });
beforeEach(() => {
  completeJsdom();
  emptySegments();
  wire.funnel.mockReset();
});
afterEach(cleanup);

const atMs = Date.UTC(2026, 4, 14, 9, 30);
const stepsOf = (counts: readonly number[], open = 0): FunnelAnswer["steps"] =>
  questionOf(readView({}), atMs).steps.map((step, at) => ({
    step,
    reached: counts[at] ?? 0,
    open: at === 0 ? open : 0,
    medianMsFromFirst: null,
    medianMsFromPrevious: null,
    intervalFromFirst: null,
    intervalFromPrevious: null,
  }));
const answer: FunnelAnswer = {
  asOfMs: atMs,
  question: questionOf(readView({ by: "device" }), atMs),
  basis: { visitors: 60, events: 1_300, botEvents: 5, simulated: false },
  events: 1_300,
  botEvents: 5,
  steps: stepsOf([60, 30, 20, 10, 2], 5),
  groups: [
    { value: "desktop", steps: stepsOf([40, 20, 15, 8, 2], 5) },
    { value: null, steps: stepsOf([20, 10, 5, 2, 0]) },
  ],
};

function Stage({ search }: { readonly search: Readonly<Record<string, unknown>> }) {
  const [view, setView] = useState(readView(search));
  return <FunnelPage view={view} onView={setView} linkTo={(it) => JSON.stringify(writeView(it))} />;
}
const open = (search: Readonly<Record<string, unknown>>) =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <FlywheelTheme>
        <Stage search={search} />
      </FlywheelTheme>
    </QueryClientProvider>,
  );
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

it("[AD95] each value at the first step has its counts, its shares of the first, and who still has time", async () => {
  wire.funnel.mockResolvedValue(answer);
  open({ by: "device" });
  const table = await screen.findByRole("table", { name: "By device" });
  const rows = within(table).getAllByRole("row");
  expect(rows.map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual([
    ["Device at the first step", "Visited", "Asked", "Served", "Kept", "Paid", "Not over yet"],
    ["desktop", "40", "2050.0 %", "1537.5 %", "820.0 %", "25.0 %", "5"],
    ["not said", "20", "1050.0 %", "525.0 %", "210.0 %", "00.0 %", "0"],
  ]);
  expect(wire.funnel.mock.lastCall?.[0]).toMatchObject({ breakdown: "device" });
});

it("[AD185] offers no breakdown that its first step does not have; an old address with one is asked without", async () => {
  wire.funnel.mockResolvedValue({ ...answer, groups: [] });
  open({ by: "model" });
  await screen.findByRole("list", { name: "Visitors at each step" });
  expect(wire.funnel.mock.lastCall?.[0]).toMatchObject({ breakdown: null });
  const by = screen.getByLabelText<HTMLSelectElement>("Broken down by");
  expect([by.value, ...[...by.options].map(({ label }) => label)]).toEqual([
    ...["", "Nothing", "App", "Device", "Browser", "Build"],
  ]);
});

it("[AD188] says under the form whom the chosen segment means, at the first step", async () => {
  wire.funnel.mockResolvedValue({ ...answer, groups: [] });
  open({ segment: "phones" });
  await screen.findByText("On a phone: Visitors who, at their first step of the period, are on a phone.");
});

it("[AD94] only a funnel in order can be without an event, anywhere or between two neighbours", async () => {
  wire.funnel.mockResolvedValue({ ...answer, groups: [] });
  open({});
  await screen.findByRole("list", { name: "Visitors at each step" });
  expect(screen.queryByLabelText("Without")).toBeNull();
  choose("Later steps", "ordered");
  choose("Without", "checkout.abandoned");
  const of = { name: "checkout.abandoned" };
  await waitFor(() =>
    expect(wire.funnel.mock.lastCall?.[0]).toMatchObject({
      order: "ordered",
      exclusions: [{ of, after: 1, before: 5 }],
    }),
  );
  fireEvent.change(screen.getByRole("combobox", { name: "Between" }), { target: { value: "2" } });
  await waitFor(() => expect(wire.funnel.mock.lastCall?.[0]).toMatchObject({ exclusions: [{ after: 2, before: 3 }] }));
  screen.getByText(/checkout\.abandoned between Asked and Served ends the path, and nothing else does\.$/);
  choose("Later steps", "strict");
  await waitFor(() => expect(wire.funnel.mock.lastCall?.[0]).toMatchObject({ order: "strict", exclusions: [] }));
  expect(screen.queryByLabelText("Without")).toBeNull();
});

it("[AD139] says what its order takes for a path", async () => {
  open({});
  await screen.findByText(/The later steps count in any order, each after the first\.$/);
  choose("Later steps", "strict");
  await screen.findByText(/Strict: any other event of the visitor between two steps, of any kind, ends the path\./);
});

it("[AD83] a funnel that is changed while it is counted is given up", async () => {
  const signals: (AbortSignal | undefined)[] = [];
  wire.funnel.mockImplementation((_, signal) => {
    signals.push(signal);
    return new Promise(() => {});
  });
  open({});
  await waitFor(() => expect(signals).toHaveLength(1));
  choose("App", "chat");
  await waitFor(() => expect(signals).toHaveLength(2));
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
});

it("[AD130] a funnel is asked of a saved segment, which stays while something else is chosen", async () => {
  const segment = { key: "june", name: "June", all: [{ kind: "tenure" as const, is: "new" as const }] };
  kept.list.mockResolvedValue([{ segment, revision: 1 }]);
  wire.funnel.mockResolvedValue({ ...answer, groups: [] });
  open({});
  await screen.findByRole("option", { name: "June", hidden: true });
  choose("Who", "saved:june");
  choose("App", "chat");
  await waitFor(() => expect(wire.funnel.mock.lastCall?.[0]).toMatchObject({ app: "chat", segment }));
  expect(screen.getByLabelText<HTMLSelectElement>("Who").value).toBe("saved:june");
});

it("[AD6] [AD155] says as of when it is, of how many visitors, from whom, and in which segment", async () => {
  wire.funnel.mockResolvedValue({ ...answer, groups: [] });
  open({});
  await screen.findByText(
    "As of 14 May 2026, 09:30 UTC. Rests on 1,300 events of 60 real visitors; 5 from bots left out.",
  );
  expect(screen.queryByText("Simulated", { selector: ".mantine-Badge-label" })).toBeNull();
  cleanup();
  const question = questionOf(readView({ segment: "phones", traffic: "simulated" }), atMs);
  const basis = { visitors: 1, events: 1, botEvents: 0, simulated: true };
  wire.funnel.mockResolvedValue({ ...answer, question, basis, groups: [] });
  open({ segment: "phones", traffic: "simulated" });
  await screen.findByText(
    /Rests on 1 event of 1 simulated visitor; 0 from bots left out\. Only who was in “On a phone” at their first step of the period\.$/,
  );
  screen.getByText("Simulated", { selector: ".mantine-Badge-label" });
});

it("[AD155] also where nobody visited", async () => {
  const basis = { ...answer.basis, visitors: 0, events: 0, simulated: true };
  wire.funnel.mockResolvedValue({ ...answer, basis, steps: [], groups: [] });
  open({ traffic: "simulated" });
  await screen.findByText("Nobody visited in this period");
  screen.getByText(/Rests on 0 events of 0 simulated visitors;/);
  screen.getByText("Simulated", { selector: ".mantine-Badge-label" });
});

it("[AD152] a funnel that is counted can be given up, on the wire too", async () => {
  const signals: (AbortSignal | undefined)[] = [];
  wire.funnel.mockImplementation((_, signal) => {
    signals.push(signal);
    return new Promise(() => {});
  });
  open({});
  fireEvent.click(await screen.findByRole("button", { name: "Give it up" }));
  expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  await screen.findByText("Given up. Nothing is being counted.");
});

it("[AD154] a custom period that is asked for leaves the keyboard in its field", async () => {
  wire.funnel.mockResolvedValue({ ...answer, groups: [] });
  open({ from: Date.UTC(2026, 4, 1), to: Date.UTC(2026, 4, 9) });
  const from = screen.getByLabelText<HTMLInputElement>(/^From \(UTC\)/);
  from.focus();
  fireEvent.change(from, { target: { value: "2026-05-02T00:00" } });
  fireEvent.submit(from.closest("form") as HTMLFormElement);
  await waitFor(() => expect(wire.funnel.mock.lastCall?.[0]).toMatchObject({ fromMs: Date.UTC(2026, 4, 2) }));
  expect(document.activeElement).toBe(from);
  expect(from.isConnected && from.value).toBe("2026-05-02T00:00");
});
