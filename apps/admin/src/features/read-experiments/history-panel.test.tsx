// @vitest-environment jsdom
import { createExperiments, createMemoryExperimentRegister, type ExperimentDraft, seeds } from "@flywheel/experiments";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { HistoryPanel } from "./history-panel.tsx";

const wire = vi.hoisted(() => ({ history: vi.fn() }));

/** The server's side of the wire. */
vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => ({
    experiments: { history: { queryOptions: () => ({ queryKey: ["history"], queryFn: wire.history }) } },
  }),
}));

beforeEach(() => {
  completeJsdom();
  wire.history.mockReset();
});
afterEach(cleanup);

const dayMs = 86_400_000;
const names: Readonly<Record<string, string>> = { stf_1: "Ada", stf_2: "Ben" };

/** What a real register wrote down of a real course, as the server tells it. */
async function aHistory() {
  let atMs = 0;
  const experiments = createExperiments({
    register: createMemoryExperimentRegister(),
    now: () => atMs,
    trafficOf: async () => ({ days: 28, visitors: 900, caps: {} }),
    buildsOf: async () => [],
  });
  const [seed] = seeds;
  if (!seed) throw new Error("no seed");
  const { state: _, author, reviewer, phase, phases, decision, revision: __, ...rest } = seed;
  const draft: ExperimentDraft = { ...rest, plan: { visitors: 5_000, days: 14, effect: 0.1 }, coverage: 0.5 };
  let revision = 0;
  const change = async (by: string, command: Parameters<typeof experiments.change>[0]["command"]) => {
    atMs += dayMs;
    const changed = await experiments.change({ key: draft.key, revision, by, command });
    if (changed.outcome === "refused") throw new Error(changed.refusal.code);
    revision = changed.definition.revision;
  };
  await change("stf_1", { action: "create", draft });
  await change("stf_1", { action: "edit", draft: { ...draft, measurement: { ...draft.measurement, alpha: 0.1 } } });
  await change("stf_1", { action: "submit" });
  await change("stf_2", { action: "approve" });
  await change("stf_2", { action: "start" });
  await change("schedule", { action: "widen", coverage: 1 });
  await change("stf_9", { action: "stop", because: "Seen enough" });
  return (await experiments.history(draft.key)).map((entry) => ({ ...entry, byName: names[entry.by] ?? null }));
}

const open = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <FlywheelTheme>
        <HistoryPanel experimentKey="any" />
      </FlywheelTheme>
    </QueryClientProvider>,
  );

it("[AD61] says who did what when and why, newest first, in words", async () => {
  wire.history.mockResolvedValue(await aHistory());
  open();
  const list = await screen.findByRole("list", { name: "History" });
  const rows = within(list).getAllByRole("listitem");
  expect(rows.map((row) => row.textContent)).toEqual([
    "Stopped by somebody who is no longer here 8 Jan 1970, 00:00 UTC“Seen enough”",
    "Widened by its schedule, by itself 7 Jan 1970, 00:00 UTCShare of visitors in it: 50 % became 100 %",
    "Started by Ben 6 Jan 1970, 00:00 UTC",
    "Approved by Ben 5 Jan 1970, 00:00 UTC",
    "Review asked for by Ada 4 Jan 1970, 00:00 UTC",
    "Edited by Ada 3 Jan 1970, 00:00 UTCAlpha: 0.05 became 0.1",
    "Created by Ada 2 Jan 1970, 00:00 UTC",
  ]);
  expect(list.textContent).not.toMatch(/stf_|[{}]/);
});

it("[AD61] without a change it says so, and without an answer it can be asked again", async () => {
  wire.history.mockResolvedValueOnce([]);
  open();
  await screen.findByText(/Nobody has changed it/);
  cleanup();
  wire.history.mockRejectedValueOnce(new Error("away")).mockResolvedValue([]);
  open();
  fireEvent.click(await screen.findByRole("button", { name: /again/i }));
  await screen.findByText(/Nobody has changed it/);
});
