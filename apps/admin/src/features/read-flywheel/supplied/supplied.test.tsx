// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { layerIds, layerNames } from "../../../words/layer-names.ts";
import { inventGrowth } from "../invented-answer.ts";
import { inventFigure, inventGroup, inventLayers, inventLayersSaid, inventWhole } from "../invented-layers.ts";
import { emptyFlywheel, flywheelOverWire, rowsOf, show, wire } from "../testing/open-flywheel.tsx";
import type { LayersQuestion } from "./answer.ts";
import { SuppliedPanel } from "./supplied-panel.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => flywheelOverWire,
}));

beforeEach(emptyFlywheel);
afterEach(cleanup);

const range = { app: null, traffic: "real", fromMs: 0, toMs: 9_000_000_000 } as const;

function Supplied({ by: from = "nothing" }: { readonly by?: string }) {
  const [by, setBy] = useState(from);
  const unchosen = { group: null, onGroup: () => {} };
  return <SuppliedPanel question={range} breakdown={by} onBreakdown={setBy} {...unchosen} onAskAgain={() => {}} />;
}
const open = (by?: string) => show(<Supplied {...(by ? { by } : {})} />);

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
    inventLayers({ said: inventLayersSaid({ whole: inventWhole({ layers: figures.toReversed() }) }) }),
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
    ...["Incentives", "$70.00", "$30.50", "30.4 %", "$30.50 of $100.50", "no sample", "−2.0 points"],
  ]);
});

it("[AD150] says what the network has not told as not known, and not as nothing", async () => {
  const unsaid = { supplied: null, pulled: null, health: null, change: null };
  const figures = layerIds.map((layer) => inventFigure(layer, layer === "incentives" ? unsaid : {}));
  wire.layers.mockResolvedValue(inventLayers({ said: inventLayersSaid({ whole: inventWhole({ layers: figures }) }) }));
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
  expect(second?.[2]).toBe("withheld: fewer than 30 sharers");
  screen.getByText(/told apart by the first week.*3 more with fewer visitors are not shown\./);

  fireEvent.change(screen.getByLabelText("Layers and growth by"), { target: { value: "variant:bigger-save" } });
  await vi.waitFor(() =>
    expect(wire.layers.mock.lastCall?.[0]).toMatchObject({ breakdown: { by: "variant", experiment: "bigger-save" } }),
  );
});

it("[AD143] [AD175] attributes the change of paid requests to parts that add up, and says that it is no cause", async () => {
  open();
  const rows = await tableRows("Parts of the change");
  expect(rows).toEqual([
    ["More or fewer visitor-weeks", "+150"],
    ["Mix of apps", "−20"],
    ["Applications: asked", "+10"],
    ["Models: asked a hosted one", "0"],
    ["Incentives and compute: served", "0"],
    ["Users: kept", "+30"],
    ["Payments: paid", "+20"],
    ["Requests of each visitor-week that paid", "+10"],
  ]);
  screen.getByText(/1,200 purchased requests, 1,000 in as many weeks before: \+200\..*accounting and no cause/);
});

it("[AD162] keeps what is chosen while experiments are read, cannot be read, or are without it", async () => {
  const chosen = () => {
    const select = screen.getByLabelText<HTMLSelectElement>("Layers and growth by");
    return select.selectedOptions[0]?.textContent;
  };
  wire.experiments.mockReturnValue(new Promise(() => {}));
  open("variant:bigger-save");
  expect(chosen()).toBe("Variant of bigger-save");
  expect(screen.queryByText("Experiments could not be read.")).toBeNull();
  cleanup();
  wire.experiments.mockRejectedValue(new Error("down"));
  open("variant:bigger-save");
  await screen.findByText("Experiments could not be read.");
  expect(chosen()).toBe("Variant of bigger-save");
  cleanup();
  wire.experiments.mockResolvedValue([{ key: "other", name: "Another" }]);
  open("variant:bigger-save");
  await screen.findByRole("option", { name: "Variant of Another", hidden: true });
  expect(chosen()).toBe("Variant of bigger-save");
  cleanup();
  wire.experiments.mockResolvedValue([{ key: "bigger-save", name: "A bigger save" }]);
  open("variant:bigger-save");
  await screen.findByRole("option", { name: "Variant of A bigger save", hidden: true });
  expect(chosen()).toBe("Variant of A bigger save");
  expect(screen.queryByRole("option", { name: "Variant of bigger-save", hidden: true })).toBeNull();
});

it("[AD163] says what is of the whole network, what its units are, and that its ratios are no gate rates", async () => {
  open();
  await screen.findByText(/of the whole network, whatever app or segment is chosen/);
  screen.getByText(/A slot-hour is .*Effective models are /);
  screen.getByText(/not the rates of the gates in the ring above/);
  screen.getByText(/add up to it, up to rounding/);
});

it("[AD163] says which figures of a group are not told apart, and who saw several variants", async () => {
  const groupsBy = (breakdown: LayersQuestion["breakdown"], group: string) => {
    const untold = { supplied: null, pulled: null, health: null, change: null };
    const layers = layerIds.map((layer) => inventFigure(layer, layer === "models" ? untold : {}));
    wire.layers.mockResolvedValue(
      inventLayers({
        question: { ...inventLayers().question, breakdown: breakdown ?? { by: "nothing" } },
        said: inventLayersSaid({ groups: [inventGroup(group, { layers })] }),
      }),
    );
    cleanup();
    open(breakdown?.by);
  };
  groupsBy({ by: "app" }, "chat");
  expect((await tableRows("Layers by group"))[0]?.[4 + layerIds.indexOf("models")]).toBe("not known");
  groupsBy({ by: "model" }, "house/small");
  expect((await tableRows("Layers by group"))[0]?.[4 + layerIds.indexOf("models")]).toBe("not told apart");
  screen.getByText(/Users are of those who asked it, not of those who reached an app/);
  groupsBy({ by: "funding" }, "granted");
  expect((await tableRows("Layers by group"))[0]?.[4 + layerIds.indexOf("models")]).toBe("not told apart");
  screen.getByText(/Users are of those whose requests it paid, not of those who reached an app/);
  groupsBy({ by: "variant", experiment: "bigger-save" }, "*");
  expect((await tableRows("Layers by group"))[0]?.[0]).toBe("Saw several");
  screen.getByText(/Whoever saw several is in the group of none of them/);
});

it("[AD164] shows how full each model was where the network told it, and says what rho is", async () => {
  open();
  await tableRows("Supplied and pulled by layer");
  expect(screen.queryByRole("table", { name: "How full each model was" })).toBeNull();
  cleanup();
  const busy = { minutes: 1_000, tightMinutes: 125, served: 4_000, refused: 31, busyMs: 1, activeMs: 2 };
  wire.layers.mockResolvedValue(
    inventLayers({
      said: inventLayersSaid({
        capacity: [
          { ...busy, model: "house/large", p95: 0.847 },
          { ...busy, model: "house/gone", minutes: 3, tightMinutes: 3, served: 0, refused: 3, p95: null },
        ],
      }),
    }),
  );
  open();
  expect(await tableRows("How full each model was")).toEqual([
    ["house/large", "1,000", "0.85", "12.5 %125 of 1,000 minutes", "4,000", "31"],
    ["house/gone", "3", "none", "100.0 %3 of 3 minutes", "0", "3"],
  ]);
  screen.getByText(/rho of a minute is .*of the whole network/);
  screen.getByText(
    /in which a model was wanted that served nothing at all, .*one in which nobody wanted it has rho 0\./,
  );
});
