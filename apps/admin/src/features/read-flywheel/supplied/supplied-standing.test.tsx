// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { layerIds } from "../../../words/layer-names.ts";
import { inventFigure, inventLayers, inventLayersSaid, inventWhole } from "../invented-layers.ts";
import { emptyFlywheel, flywheelOverWire, rowsOf, show, wire } from "../testing/open-flywheel.tsx";
import { SuppliedPanel } from "./supplied-panel.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => flywheelOverWire,
}));

beforeEach(emptyFlywheel);
afterEach(cleanup);

const range = { app: null, traffic: "real", fromMs: 0, toMs: 9_000_000_000 } as const;
const chosen = { breakdown: "nothing", group: null, onBreakdown: () => {}, onGroup: () => {}, onAskAgain: () => {} };
const open = () => show(<SuppliedPanel question={range} {...chosen} />);

const nobody = { value: 0, unit: "visitors" } as const;
const none = { numerator: 0, denominator: 0, unit: "visitors", ratio: null, interval: null, method: "wilson" } as const;
const layers = layerIds.map((layer) =>
  inventFigure(layer, layer === "usage" ? { supplied: nobody, pulled: nobody, health: none, change: null } : {}),
);
const said = inventLayersSaid({ whole: inventWhole({ layers }) });

async function usageRow() {
  await screen.findByText(/Counted:/);
  return rowsOf("Supplied and pulled by layer").find(([name]) => name === "Usage");
}

it("[AD171] usage is not known where the weeks before are not read, and nobody only where they are", async () => {
  wire.layers.mockResolvedValue(inventLayers({ before: null, said: { ...said, change: null } }));
  open();
  expect(await usageRow()).toEqual(["Usage", "not known: the past does not reach back"]);
  cleanup();
  wire.layers.mockResolvedValue(inventLayers({ said }));
  open();
  expect(await usageRow()).toEqual(["Usage", "0 visitors", "0 visitors", "none", "none supplied", "withheld", ""]);
});

it("[AD177] what layers are told apart by is chosen in the panel that it changes, answered or not", async () => {
  const choice = () => {
    const panel = screen.getByRole("region", { name: "Supplied and pulled" });
    return within(panel).getByLabelText("Layers and growth by");
  };
  wire.layers.mockReturnValue(new Promise(() => {}));
  open();
  choice();
  cleanup();
  wire.layers.mockRejectedValue(new Error("down"));
  open();
  await screen.findByText("The layers could not be read");
  choice();
});

it("[AD177] what the figures count is folded, and what is not known is not", async () => {
  const unsaid = { supplied: null, pulled: null, health: null, change: null };
  const figures = layerIds.map((layer) => inventFigure(layer, layer === "incentives" ? unsaid : {}));
  wire.layers.mockResolvedValue(inventLayers({ said: inventLayersSaid({ whole: inventWhole({ layers: figures }) }) }));
  open();
  const folded = (await screen.findByText("What each figure counts, and of whom")).closest("details");
  expect(folded?.open).toBe(false);
  expect(folded?.textContent).toMatch(/Compute: served of requested.*of the whole network/);
  expect(screen.getByText(/the network has told nothing of itself/).closest("details")).toBeNull();
});
