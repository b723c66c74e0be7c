// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { layerIds } from "../../words/layer-names.ts";
import { inventAnswer, inventJudged, inventJudgement, inventSaid } from "./invented-answer.ts";
import { answers, emptyFlywheel, flywheelOverWire, open, rowsOf } from "./testing/open-flywheel.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => flywheelOverWire,
}));

beforeEach(emptyFlywheel);
afterEach(cleanup);

const unjudged = { opportunity: null, interval: null } as const;

it("[AD173] before a week is judged no layer is drawn or counted as zero: the verdict says why", async () => {
  const layers = layerIds.map((layer) => inventJudged(layer, unjudged));
  answers({ said: inventSaid({ judgement: inventJudgement({ layers }) }) });
  open();
  await screen.findByText("Nothing can be said of the layers yet.");
  for (const name of ["Nine layers", "Lost demand"]) expect(screen.queryByRole("region", { name })).toBeNull();
  expect(screen.queryByRole("table", { name: "Layers" })).toBeNull();
  screen.getByRole("region", { name: "Demand reproduction" });
  screen.getByRole("region", { name: "Where the active come from" });
});

it("[AD173] a layer that is not judged has no grade of evidence", async () => {
  const layers = layerIds.map((layer) => inventJudged(layer, layer === "usage" ? unjudged : {}));
  answers({ said: inventSaid({ judgement: inventJudgement({ layers }) }) });
  open();
  await screen.findByText(/holds demand back \(/);
  const ring = within(screen.getByRole("list", { name: "Layers in the order of the ring" }));
  expect(ring.getAllByText("Observed")).toHaveLength(8);
  const usage = ring.getAllByRole("listitem")[layerIds.indexOf("usage")] as HTMLElement;
  expect(within(usage).queryByText("Observed")).toBeNull();
  expect(rowsOf("Layers")[layerIds.indexOf("usage")]?.[8]).toBe("none");
});

it("[AD174] lost demand says how long the stated wait is, and which weeks are in it", async () => {
  const { question } = inventAnswer();
  answers({ question: { ...question, statedWaitMs: 45_000 } });
  open();
  const about = await screen.findByText(/giving up after the stated wait of 45 seconds or more/);
  expect(about.textContent).toContain("The last closed week is not in it yet");
  expect(about.textContent).toContain("Usage is judged by weeks whose next four are over, and counted for all");
});

it("[AD175] the ring says that the verdict divides draw by draw", async () => {
  open();
  await screen.findByText(/the verdict divides draw by draw, so its bound may differ a little/);
});
