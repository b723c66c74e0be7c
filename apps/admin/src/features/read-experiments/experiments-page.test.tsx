// @vitest-environment jsdom
import { type ExperimentDefinition, seeds } from "@flywheel/experiments";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import type { StaffRole } from "@flywheel/vocabulary";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import type { ComponentProps } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { PersonContext } from "../../signed-in/person.ts";
import { ExperimentPage } from "./experiment-page.tsx";
import { ExperimentsPage } from "./experiments-page.tsx";

const wire = vi.hoisted(() => ({ list: vi.fn(), get: vi.fn(), counts: vi.fn(), history: vi.fn() }));

/** The server's side of the wire. */
vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => ({
    experiments: Object.fromEntries(
      Object.entries(wire).map(([name, queryFn]) => [name, { queryOptions: () => ({ queryKey: [name], queryFn }) }]),
    ),
  }),
}));
vi.mock("@tanstack/react-router", () => ({
  Link: ({ to, params, ...props }: ComponentProps<"a"> & { to: string; params?: { key: string } }) => (
    <a href={params ? to.replace("$key", params.key) : to} {...props} />
  ),
}));

beforeEach(() => {
  completeJsdom();
  for (const ask of Object.values(wire)) ask.mockReset().mockResolvedValue([]);
});
afterEach(cleanup);

const [seed] = seeds;
if (!seed) throw new Error("no seed");
const [control, treatment] = seed.variants;
if (!control || !treatment) throw new Error("the seed has no two variants");
const phase = { startedAtMs: 0, endedAtMs: null, weights: [0.5, 0.5], because: "the first start", caps: {} };
const experiment = (key: string, given: Partial<ExperimentDefinition>): ExperimentDefinition => ({
  ...seed,
  key,
  name: `Trial ${key}`,
  ...given,
});
const shipped = (atMs: number): Partial<ExperimentDefinition> => ({
  state: "decided",
  phases: [{ ...phase, endedAtMs: atMs }],
  decision: {
    outcome: "ship",
    variant: treatment.key,
    reason: "It was better.",
    rule: "ship: primary-better",
    by: "stf_1",
    atMs,
  },
});

function open(what: React.ReactNode, role: StaffRole = "viewer") {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <FlywheelTheme>
        <PersonContext value={{ id: "a", name: "Ada", email: "ada@example.org", role }}>{what}</PersonContext>
      </FlywheelTheme>
    </QueryClientProvider>,
  );
}
const page = <ExperimentPage experimentKey="one" steer={() => null} results={() => <p>the results</p>} />;

it("[AD40] lists what runs first, each with its layer, its arms and since when", async () => {
  wire.list.mockResolvedValue([
    experiment("draft", { state: "draft", phases: [] }),
    experiment("runs", { state: "running", phases: [phase] }),
  ]);
  open(<ExperimentsPage />);
  const running = within(await screen.findByRole("list", { name: "Running" }));
  running.getByText(new RegExp(`${control.name} or ${treatment.name} · since 1 Jan 1970`));
  expect(running.getByRole("link", { name: "Trial runs" }).getAttribute("href")).toBe("/experiments/runs");
  within(screen.getByRole("list", { name: "Drafts" })).getByText(/never started/);
  expect(screen.getAllByRole("list").map((list) => list.getAttribute("aria-label"))).toEqual(["Running", "Drafts"]);
});

it("[AD41] what was shipped long ago stands on top, to be cleaned up, with what became the default", async () => {
  wire.list.mockResolvedValue([
    experiment("old", shipped(0)),
    experiment("gone", { ...shipped(0), state: "archived" }),
  ]);
  open(<ExperimentsPage />);
  const list = await screen.findByRole("list", { name: "To clean up" });
  expect(within(list).getAllByRole("listitem")).toHaveLength(1);
  within(list).getByText(new RegExp(`shipped ${treatment.name}`));
  screen.getByText(/take the flag and the losing variant out of the code/);
  expect(screen.getAllByRole("list")[0]).toBe(list);
});

it("[AD40] without experiments it says what one is for, and only editors are offered to make one", async () => {
  open(<ExperimentsPage />);
  await screen.findByText("No experiments yet");
  expect(screen.queryByRole("link", { name: "New experiment" })).toBeNull();
  cleanup();
  open(<ExperimentsPage />, "editor");
  expect((await screen.findByRole("link", { name: "New experiment" })).getAttribute("href")).toBe("/experiments/new");
});

it("[AD60] the page of one has its decision, its reason, and whether the readout said the same", async () => {
  wire.get.mockResolvedValue(experiment("one", shipped(0)));
  open(page);
  const decision = within(await screen.findByRole("region", { name: `Decided: ship “${treatment.name}”` }));
  decision.getByText("It was better.");
  decision.getByText(/As the readout said at that moment/);
  screen.getByText("the results");
  cleanup();
  const against = shipped(0).decision;
  if (!against) throw new Error("nothing was decided");
  wire.get.mockResolvedValue(
    experiment("one", { ...shipped(0), decision: { ...against, rule: "keep-running: not-decided-yet" } }),
  );
  open(page);
  await screen.findByText(/Against the readout of that moment/);
});

it("[AD51] how many saw each variant is told beside it, but not what they did: that is for the results", async () => {
  wire.get.mockResolvedValue(experiment("one", { state: "running", phases: [phase] }));
  const conversions = { asked: 77, served: 66, kept: 55, paid: 44 };
  wire.counts.mockResolvedValue({
    asOfMs: 0,
    excluded: 1,
    variants: seed.variants.map(({ key }, at) => ({ key, exposed: 900 + at, conversions })),
  });
  open(page);
  const variants = await screen.findByRole("list", { name: /^Variants of/ });
  await within(variants).findByText("900");
  within(variants).getByText("901");
  expect(variants.textContent).not.toMatch(/77|66|55|44/);
  screen.getByText(/1 visitor saw two variants and is in neither/);
});

it("[AD67] a variant has its link while that shows something, and else it is said why there is none", async () => {
  const see = async (given: Partial<ExperimentDefinition>) => {
    cleanup();
    wire.get.mockResolvedValue(experiment("one", given));
    open(page);
    await screen.findByRole("list", { name: /^Variants of/ });
    return screen.queryAllByRole("link", { name: /See it yourself/ }).map((link) => link.getAttribute("href"));
  };
  expect(await see({ state: "review", phases: [] })).toEqual(["/studio/?one=0", "/studio/?one=1"]);
  screen.getByText(/counts nobody/);
  expect(await see({ state: "draft", phases: [] })).toEqual([]);
  screen.getByText(/Once it is in review/);
  expect(await see({ state: "paused", phases: [phase] })).toEqual([]);
  screen.getByText(/it does not run/);
});

it("[AD63] the page says of each segment who is in it", async () => {
  const own = { key: "regulars", name: "Regulars", all: [{ kind: "tenure" as const, is: "returning" as const }] };
  const measurement = { ...seed.measurement, ownSegments: [own], segments: ["phones", "regulars"] };
  wire.get.mockResolvedValue(experiment("one", { state: "draft", phases: [], measurement }));
  open(page);
  const definition = within(await screen.findByRole("table", { name: "Definition" }));
  definition.getByText("On a phone: Visitors who, at their first exposure, are on a phone.");
  definition.getByText(/^Regulars: Visitors who, at their first exposure, are returning/);
});
