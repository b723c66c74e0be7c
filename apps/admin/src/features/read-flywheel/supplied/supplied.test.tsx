// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { layerIds, layerNames } from "../../../words/layer-names.ts";
import { inventGrowth } from "../invented-answer.ts";
import { inventFigure, inventGroup, inventLayers, inventLayersSaid } from "../invented-layers.ts";
import { emptyFlywheel, flywheelOverWire, rowsOf, show, wire } from "../testing/open-flywheel.tsx";
import { SuppliedPanel } from "./supplied-panel.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => flywheelOverWire,
}));

beforeEach(emptyFlywheel);
afterEach(cleanup);

const range = { app: null, traffic: "real", fromMs: 0, toMs: 9_000_000_000 } as const;

function Supplied() {
  const [by, setBy] = useState("nothing");
  return <SuppliedPanel question={range} breakdown={by} onBreakdown={setBy} onAskAgain={() => {}} />;
}
const open = () => show(<Supplied />);

async function tableRows(name: string) {
  await screen.findByRole("table", { name });
  return rowsOf(name);
}

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
  open();
  const rows = await tableRows("Supplied and pulled by layer");
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
  open();
  const rows = await tableRows("Supplied and pulled by layer");
  expect(rows.find(([name]) => name === "Incentives")).toEqual([
    ...["Incentives", "not known", "not known", "not known", "", "", ""],
  ]);
  screen.getByText(/the network has told nothing of itself/);
  cleanup();
  wire.layers.mockResolvedValue(inventLayers());
  open();
  await tableRows("Supplied and pulled by layer");
  expect(screen.queryByText(/the network has told nothing of itself/)).toBeNull();
});

it("[AD141] says which weeks are counted and compared, and that nothing is where there are none before", async () => {
  open();
  await screen.findByText(/Counted: 1 Jun 2026 to 26 Jul 2026\. Change: from 6 Apr 2026 to 31 May 2026\./);
  cleanup();
  wire.layers.mockResolvedValue(inventLayers({ before: null, said: inventLayersSaid({ change: null }) }));
  open();
  await screen.findByText(/does not reach back to as many weeks before, so no change is said/);
  expect(screen.queryByRole("columnheader", { name: "Change of the ratio" })).toBeNull();
  expect(screen.queryByRole("region", { name: "What changed" })).toBeNull();
  cleanup();
  wire.layers.mockResolvedValue(inventLayers({ weeks: null, before: null, said: null }));
  open();
  await screen.findByText("No week is over yet");
  cleanup();
  wire.layers.mockResolvedValue(inventLayers({ basis: { visitors: 0, events: 0, botEvents: 0, simulated: false } }));
  open();
  await screen.findByText("Nobody was seen in this range");
  expect(screen.queryByRole("table")).toBeNull();
});

it("[AD142] tells layers and growth apart by what is chosen, says what a group is, and what is not told apart", async () => {
  open();
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
            organicPurchasers: inventGrowth({ interval: { low: 0.75, high: 0.92 } }),
          }),
          inventGroup("002945", { growth: inventGrowth({ withheld: "too-few-sharers", verdict: "withheld" }) }),
        ],
        groupsLeft: 3,
      }),
    }),
  );
  fireEvent.change(screen.getByLabelText("Layers and growth by"), { target: { value: "cohort" } });
  const [first, second] = await tableRows("Layers by group");
  expect(wire.layers.mock.lastCall?.[0]).toMatchObject({ breakdown: { by: "cohort" } });
  expect(first?.slice(0, 4)).toEqual(["1 Jun 2026", "900", "0.84 (0.80 to 0.88)", "0.84 (0.75 to 0.92)"]);
  expect(first?.[4 + layerIds.indexOf("incentives")]).toBe("not told apart");
  expect(first?.[4 + layerIds.indexOf("users")]).toBe("40.0 %400 of 1,000 visitors37.0 % to 43.0 %");
  expect(second?.[2]).not.toMatch(/0\.84/);
  screen.getByText(/told apart by the first week.*3 more with fewer visitors are not shown\./);

  fireEvent.change(screen.getByLabelText("Layers and growth by"), { target: { value: "variant:bigger-save" } });
  await vi.waitFor(() =>
    expect(wire.layers.mock.lastCall?.[0]).toMatchObject({ breakdown: { by: "variant", experiment: "bigger-save" } }),
  );
});

it("[AD143] attributes the change of paid requests to parts that add up, and says that it is no cause", async () => {
  open();
  const rows = await tableRows("Parts of the change");
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
