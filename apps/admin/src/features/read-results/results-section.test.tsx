// @vitest-environment jsdom
import type { Readout } from "@flywheel/api/type";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ResultsSection } from "./results-section.tsx";
import type { ResultsView } from "./results-view.ts";
import { readout } from "./testing/a-readout.ts";

const asked = vi.hoisted(() => ({ readout: vi.fn() }));

/** The server's side of the wire. */
vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => ({
    experiments: {
      readout: {
        queryOptions: (input: unknown) => ({ queryKey: ["readout", input], queryFn: () => asked.readout(input) }),
      },
    },
  }),
}));

beforeEach(() => {
  completeJsdom();
  asked.readout.mockReset().mockResolvedValue(readout);
});
afterEach(cleanup);

function open({ phases = 2, view = { simulated: false, phase: null } as ResultsView } = {}) {
  const onView = vi.fn();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <FlywheelTheme>
        <ResultsSection experimentKey="panel" phases={phases} view={view} onView={onView} />
      </FlywheelTheme>
    </QueryClientProvider>,
  );
  return { client, onView };
}
const early: Readout = {
  ...readout,
  fullDays: 3,
  verdict: { outcome: "keep-running", rule: "fewer-than-seven-days", variant: null, daysLeft: 11 },
};

it("[AD71] while the results are read it says so, and shows none", async () => {
  asked.readout.mockReturnValue(new Promise(() => {}));
  open();
  await screen.findByText("Reading the results");
  expect(screen.queryByRole("note")).toBeNull();
});

it("[AD71] where nobody has come yet there is one sentence, and no number looks like a result", async () => {
  asked.readout.mockResolvedValue({
    ...readout,
    fullDays: 0,
    analysed: 0,
    events: 0,
    arms: readout.arms.map((arm) => ({ ...arm, assigned: 0, excluded: 0, immature: 0, analysed: 0 })),
    health: { ...readout.health, assigned: null, analysed: null, excludedShare: 0 },
    metrics: [],
    segments: [],
    verdict: { outcome: "keep-running", rule: "nobody-exposed", variant: null, daysLeft: null },
  });
  open();
  await screen.findByText("Nobody has been exposed yet, so there is nothing to say.");
  expect(screen.getAllByText("Nobody to check it on yet.")).toHaveLength(2);
  expect(screen.queryByText(/NaN|Infinity/)).toBeNull();
  expect(screen.queryByRole("img")).toBeNull();
});

it("[AD71] before seven days the days are told, with the pace, and nothing is to be decided", async () => {
  asked.readout.mockResolvedValue(early);
  open();
  await screen.findByText("Keep it running: 3 of 7 full days are over.");
  screen.getByText(/About 11 more days at the present pace/);
  expect(screen.queryByText(/^Ship /)).toBeNull();
});

it("[AD71] of a phase that was stopped it says that it ended", async () => {
  asked.readout.mockResolvedValue({ ...early, endedAtMs: 4 * 86_400_000 });
  open();
  await screen.findByText("It ended undecided: it ran 3 of 7 full days.");
});

it("[AD71] results that cannot be read can be asked for again", async () => {
  asked.readout.mockRejectedValueOnce(new Error("away"));
  open();
  await screen.findByText("The results could not be read");
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText(/^Ship “Beside”/);
  expect(screen.queryByText("The results could not be read")).toBeNull();
});

it("[AD71] results that could not be read again stay, and say from when they are", async () => {
  const { client } = open();
  await screen.findByText(/^Ship “Beside”/);
  asked.readout.mockRejectedValueOnce(new Error("away"));
  await client.refetchQueries();
  await screen.findByText("The results could not be read again");
  screen.getByText(/What stands below is as of 21 Jan 1970, 00:00 UTC\./);
  screen.getByText(/^Ship “Beside”/);
});

it("[AD59] one phase and one kind of visitors is asked for, and each choice is handed on", async () => {
  const { onView } = open({ phases: 3, view: { simulated: true, phase: 2 } });
  await waitFor(() => expect(asked.readout).toHaveBeenCalledWith({ key: "panel", simulated: true, phase: 2 }));
  fireEvent.change(screen.getByLabelText("Phase"), { target: { value: "1" } });
  expect(onView).toHaveBeenLastCalledWith({ simulated: true, phase: 1 });
  fireEvent.click(screen.getByRole("radio", { name: "Real visitors" }));
  expect(onView).toHaveBeenLastCalledWith({ simulated: false, phase: 2 });
  cleanup();
  open({ phases: 1 });
  await waitFor(() => expect(asked.readout).toHaveBeenLastCalledWith({ key: "panel", simulated: false }));
  expect(screen.queryByLabelText("Phase")).toBeNull();
});
