// @vitest-environment jsdom
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { layerIds, layerNames } from "../../words/layer-names.ts";
import { inventGrowth, inventJudged } from "./invented-answer.ts";
import {
  inventFigure,
  inventGroup,
  inventLayers,
  inventLayersSaid,
  inventWhatIf,
  inventWhatIfSaid,
} from "./invented-layers.ts";
import type { LayersQuestion } from "./supplied/answer.ts";
import { SuppliedPanel } from "./supplied/supplied-panel.tsx";
import { readView, writeView } from "./view.ts";
import type { WhatIfQuestion } from "./what-if/answer.ts";
import { type Supposed, WhatIfPanel } from "./what-if/what-if-panel.tsx";

const wire = vi.hoisted(() => ({ layers: vi.fn(), whatIf: vi.fn() }));

/** The server's side of the wire. */
vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => ({
    experiments: {
      list: {
        queryOptions: () => ({
          queryKey: ["experiments"],
          queryFn: async () => [{ key: "bigger-save", name: "A bigger save" }],
        }),
      },
    },
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
    },
  }),
}));

beforeEach(() => {
  completeJsdom();
  wire.layers.mockReset().mockResolvedValue(inventLayers());
  wire.whatIf.mockReset().mockResolvedValue(inventWhatIf());
});
afterEach(cleanup);

const range = { app: null, traffic: "real", fromMs: 0, toMs: 9_000_000_000 } as const;

function Shown({ children }: { readonly children: ReactNode }) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return (
    <QueryClientProvider client={client}>
      <FlywheelTheme>{children}</FlywheelTheme>
    </QueryClientProvider>
  );
}

function Supplied() {
  const [by, setBy] = useState("nothing");
  return <SuppliedPanel question={range} breakdown={by} onBreakdown={setBy} onAskAgain={() => {}} />;
}
const openSupplied = () =>
  render(
    <Shown>
      <Supplied />
    </Shown>,
  );

function WhatIf({ at }: { readonly at: Supposed | null }) {
  const [supposed, setSupposed] = useState(at);
  return <WhatIfPanel question={range} supposed={supposed} onSuppose={setSupposed} onAskAgain={() => {}} />;
}
const openWhatIf = (at: Supposed | null = null) =>
  render(
    <Shown>
      <WhatIf at={at} />
    </Shown>,
  );

const rowsOf = async (name: string) =>
  within(await screen.findByRole("table", { name }))
    .getAllByRole("row")
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent));

it("[AD140] shows what each layer was supplied with and what was pulled, the ratio with what it is made of, and its change", async () => {
  const figures = layerIds.map((layer) => inventFigure(layer));
  figures[layerIds.indexOf("compute")] = inventFigure("compute", {
    supplied: { value: 2.5, unit: "slot-hours" },
    pulled: { value: 1, unit: "slot-hours" },
  });
  figures[layerIds.indexOf("incentives")] = inventFigure("incentives", {
    supplied: { value: 70_000_000, unit: "micro-USD" },
    pulled: { value: 30_500_000, unit: "micro-USD" },
    health: {
      ...{ numerator: 30_500_000, denominator: 100_500_000, unit: "micro-USD", ratio: 0.304 },
      ...{ interval: null, method: "none" },
    },
    change: { difference: -0.02, interval: null },
  });
  figures[layerIds.indexOf("models")] = inventFigure("models", {
    health: { numerator: 10, denominator: 0, unit: "models", ratio: null, interval: null, method: "none" },
    change: null,
  });
  wire.layers.mockResolvedValue(
    inventLayers({ said: inventLayersSaid({ whole: inventGroup(null, { layers: figures.toReversed() }) }) }),
  );
  openSupplied();
  const rows = await rowsOf("Supplied and pulled by layer");
  expect(rows.map(([name]) => name)).toEqual(layerIds.map((layer) => layerNames[layer]));
  const of = (name: string) => rows.find(([own]) => own === name);
  expect(of("Users")).toEqual([
    ...["Users", "1,000 visitors", "400 visitors", "40.0 %", "400 of 1,000 visitors", "37.0 % to 43.0 %"],
    "+5.0 points (+1.0 to +9.0)",
  ]);
  expect(of("Compute")?.slice(1, 3)).toEqual(["2.5 slot-hours", "1 slot-hour"]);
  expect(of("Models")?.slice(3)).toEqual(["none", "none supplied", "no sample", ""]);
  expect(of("Incentives")).toEqual([
    ...["Incentives", "US$70.00", "US$30.50", "30.4 %", "US$30.50 of US$100.50", "no sample", "−2.0 points"],
  ]);
});

it("[AD150] says what the network has not told as not known, and not as nothing", async () => {
  const unsaid = { supplied: null, pulled: null, health: null, change: null };
  const figures = layerIds.map((layer) => inventFigure(layer, layer === "incentives" ? unsaid : {}));
  wire.layers.mockResolvedValue(
    inventLayers({ said: inventLayersSaid({ whole: inventGroup(null, { layers: figures }) }) }),
  );
  openSupplied();
  const rows = await rowsOf("Supplied and pulled by layer");
  expect(rows.find(([name]) => name === "Incentives")).toEqual([
    ...["Incentives", "not known", "not known", "not known", "", "", ""],
  ]);
  screen.getByText(/the network has told nothing of itself/);
  cleanup();
  wire.layers.mockResolvedValue(inventLayers());
  openSupplied();
  await rowsOf("Supplied and pulled by layer");
  expect(screen.queryByText(/the network has told nothing of itself/)).toBeNull();
});

it("[AD141] says which weeks are counted and compared, and that nothing is where there are none before", async () => {
  openSupplied();
  await screen.findByText(/Counted: 1 Jun 2026 to 26 Jul 2026\. Change: from 6 Apr 2026 to 31 May 2026\./);
  cleanup();
  wire.layers.mockResolvedValue(inventLayers({ before: null, said: inventLayersSaid({ change: null }) }));
  openSupplied();
  await screen.findByText(/does not reach back to as many weeks before, so no change is said/);
  expect(screen.queryByRole("columnheader", { name: "Change of the ratio" })).toBeNull();
  expect(screen.queryByRole("region", { name: "What changed" })).toBeNull();
  cleanup();
  wire.layers.mockResolvedValue(inventLayers({ weeks: null, before: null, said: null }));
  openSupplied();
  await screen.findByText("No week is over yet");
  cleanup();
  wire.layers.mockResolvedValue(inventLayers({ basis: { visitors: 0, events: 0, botEvents: 0, simulated: false } }));
  openSupplied();
  await screen.findByText("Nobody was seen in this range");
  expect(screen.queryByRole("table")).toBeNull();
});

it("[AD142] tells layers and growth apart by what is chosen, says what a group is, and what is not told apart", async () => {
  openSupplied();
  await screen.findByRole("option", { name: "Variant of A bigger save", hidden: true });
  wire.layers.mockResolvedValue(
    inventLayers({
      question: { ...inventLayers().question, breakdown: { by: "cohort" } },
      said: inventLayersSaid({
        groups: [
          inventGroup("002944", {
            layers: layerIds.map((layer) =>
              inventFigure(layer, layer === "incentives" ? { supplied: null, pulled: null, health: null } : {}),
            ),
          }),
          inventGroup("002945", { growth: inventGrowth({ withheld: "too-few-sharers", verdict: "withheld" }) }),
        ],
        groupsLeft: 3,
      }),
    }),
  );
  fireEvent.change(screen.getByLabelText("Layers and growth by"), { target: { value: "cohort" } });
  const [first, second] = await rowsOf("Layers by group");
  expect(wire.layers.mock.lastCall?.[0]).toMatchObject({ breakdown: { by: "cohort" } });
  expect(first?.slice(0, 3)).toEqual(["1 Jun 2026", "900", "0.84 (0.80 to 0.88)"]);
  expect(first?.[3 + layerIds.indexOf("incentives")]).toBe("not told apart");
  expect(first?.[3 + layerIds.indexOf("users")]).toBe("40.0 %400 of 1,000 visitors37.0 % to 43.0 %");
  expect(second?.[2]).not.toMatch(/0\.84/);
  screen.getByText(/told apart by the first week.*3 more with fewer visitors are not shown\./);

  fireEvent.change(screen.getByLabelText("Layers and growth by"), { target: { value: "variant:bigger-save" } });
  await vi.waitFor(() =>
    expect(wire.layers.mock.lastCall?.[0]).toMatchObject({ breakdown: { by: "variant", experiment: "bigger-save" } }),
  );
});

it("[AD143] attributes the change of paid requests to parts that add up, and says that it is no cause", async () => {
  openSupplied();
  const rows = await rowsOf("Parts of the change");
  expect(rows).toEqual([
    ["More or fewer visitors", "+150"],
    ["Mix of apps", "−20"],
    ["Applications: asked", "+10"],
    ["Models: asked a hosted one", "0"],
    ["Incentives and compute: served", "0"],
    ["Users: kept", "+30"],
    ["Payments: paid", "+20"],
    ["Requests of each who paid", "+10"],
  ]);
  screen.getByText(/1,200 purchased requests, 1,000 in as many weeks before: \+200\..*accounting and no cause/);
});

it("[AD144] supposes another rate of a layer, and says what it would bring to Y and to growth, each with its interval", async () => {
  openWhatIf();
  expect(wire.whatIf).not.toHaveBeenCalled();
  fireEvent.change(screen.getByLabelText(/^Would pass/), { target: { value: "120" } });
  screen.getByText("From 0 to 100");
  fireEvent.change(screen.getByLabelText(/^Would pass/), { target: { value: "80" } });
  fireEvent.submit(screen.getByRole("form", { name: "What if" }));
  await screen.findByText("Users passes 400 of 1,000 visitor-weeks (40.0 %); at 80.0 %:");
  expect(wire.whatIf.mock.lastCall?.[0]).toEqual({ ...range, layer: "users", rate: 0.8 });
  screen.getByText("+120 purchased requests (+80 to +160), +10.0 % of the 1,200 that there are.");
  screen.getByText("G of everybody: 0.84 as it is, 0.90 then; +0.06 (+0.03 to +0.09).");
});

it("[AD145] says what is capped, what has no growth of its own, and what nobody entered", async () => {
  const judged = inventJudged("compute", { cut: 30, interval: null });
  wire.whatIf.mockResolvedValue(inventWhatIf({ said: inventWhatIfSaid({ judged, growth: null }) }));
  openWhatIf({ layer: "compute", rate: 1 });
  await screen.findByText(/\(the interval is withheld\).*Spare capacity could not have served 30 more\./);
  screen.getByText(/^G stays/);
  cleanup();
  const nobody = inventJudged("trust", { opportunity: null, interval: null });
  wire.whatIf.mockResolvedValue(inventWhatIf({ said: inventWhatIfSaid({ judged: nobody }) }));
  openWhatIf({ layer: "trust", rate: 1 });
  await screen.findByText("Nobody entered the gate of Trust in a judged week.");
  screen.getByText("So nothing can be said of Y.");
});

it("[AD146] what is told apart and what is supposed are in the address and come back from it", () => {
  const address = { by: "variant:bigger-save", if: "users", rate: 0.8 };
  expect(writeView(readView(address))).toEqual(address);
  expect(readView(address)).toMatchObject({ by: "variant:bigger-save", supposed: { layer: "users", rate: 0.8 } });
  expect(writeView(readView({ by: "moon", if: "users", rate: 2 }))).toEqual({});
  expect(writeView(readView({ by: "variant:No Such", if: "moon", rate: 0.5 }))).toEqual({});
});
