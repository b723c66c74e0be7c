// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { layerIds, layerNames } from "../../words/layer-names.ts";
import { inventAnswer, inventGrowth, inventJudged, inventJudgement, inventSaid } from "./invented-answer.ts";
import { answers, emptyFlywheel, flywheelOverWire, open, rowsOf } from "./testing/open-flywheel.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => flywheelOverWire,
}));

beforeEach(emptyFlywheel);
afterEach(cleanup);

it("[AD101] [AD102] begins with the verdict, then the next probe and when to look again", async () => {
  open();
  await screen.findByText("Payments holds demand back (demand side, support 97.0 %, evidence: observed).");
  screen.getByText(
    /^Demand holds back: the next month goes into demand.* Run an experiment that moves Payments.*Look again on 10 Aug 2026\.$/,
  );
  screen.getByText(/it is not a probability.*correlation and not cause/);
});

it("[AD103] shows nine layers in the order of the ring, drawn and as rows of a table", async () => {
  const layers = [
    inventJudged("trust", { target: { rate: 0.7, origin: "stated" }, evidence: "correlated" }),
    inventJudged("users", { cut: 30, opportunity: { entered: 1_000, passed: 400, lostElsewhere: 50, gain: 120 } }),
    ...layerIds.filter((it) => it !== "trust" && it !== "users").map((layer) => inventJudged(layer)),
  ];
  answers({ said: inventSaid({ judgement: inventJudgement({ layers }) }) });
  open();
  const ring = within(await screen.findByRole("list", { name: "Layers in the order of the ring" }));
  const items = ring.getAllByRole("listitem");
  expect(items).toHaveLength(9);
  for (const [place, layer] of layerIds.entries()) within(items[place] as HTMLElement).getByText(layerNames[layer]);
  within(items[4] as HTMLElement).getByText("Holds demand back");
  within(items[7] as HTMLElement).getByText("Target 70.0 %, stated in the question");

  const rows = rowsOf("Layers");
  expect(rows.map(([name]) => name)).toEqual(layerIds.map((layer) => layerNames[layer]));
  expect(rows[3]).toEqual([
    ...["Users", "1,000", "400", "40.0 %", "60.0 % (usual)"],
    ...["+120", "+80 to +160", "+10.0 %", "Observed"],
    "50 that failed are counted with what other layers lost. Capped: spare capacity could not have served 30 more.",
  ]);
  expect(rows[7]?.slice(4, 5)).toEqual(["70.0 % (stated in the question)"]);
});

it("[AD104] a layer that nobody entered has no number, and says why", async () => {
  const layers = layerIds.map((layer) =>
    inventJudged(layer, layer === "trust" ? { opportunity: null, interval: null } : {}),
  );
  answers({ said: inventSaid({ judgement: inventJudgement({ layers }) }) });
  open();
  await screen.findByText("Withheld: nobody entered this gate in a judged week.", { selector: "p" });
  expect(rowsOf("Layers")[7]?.slice(1, 8)).toEqual([
    ...["0", "0", "none", "60.0 % (usual)"],
    ...["withheld", "withheld", "withheld"],
  ]);
});

it("[AD105] says G with its interval; the verdict is of organic purchasers, and what is withheld has no number", async () => {
  const everybody = inventGrowth({ population: "everybody", withheld: "one-sharer", verdict: "withheld" });
  answers({ said: inventSaid({ growth: everybody }) });
  open();
  const section = within(await screen.findByRole("region", { name: "Demand reproduction" }));
  section.getByText("Does not sustain itself");
  section.getByText("0.84");
  section.getByText("90 %: 0.80 to 0.88. 2,000 paying weeks of 800 visitors");
  section.getByText("Withheld");
  section.getByText(/Withheld: one visitor brought 5\.0 %/);
});

it("[AD107] tells lost demand by layer and cause", async () => {
  open();
  await screen.findByRole("table", { name: "Lost demand by layer and cause" });
  const rows = rowsOf("Lost demand by layer and cause");
  expect(rows[0]).toEqual(["Compute", "321", "0", "4", "325"]);
  const [name, ...totals] = rows.at(-1) ?? [];
  expect(name).toBe("All but usage");
  const parts = rows.slice(0, -1).filter(([layer]) => layer !== "Usage");
  const added = [1, 2, 3, 4].map((at) => parts.reduce((sum, row) => sum + Number(row[at]?.replace(",", "")), 0));
  expect(totals.map((it) => Number(it?.replace(",", "")))).toEqual(added);
  expect(rows.map(([name]) => name)).not.toContain("Trust");
  screen.getByText(/silence is no lack of interest/);
});

it("[AD136] a layer above its target is no gain to hope for, and why there is no G is said once", async () => {
  const above = inventJudged("users", {
    opportunity: { entered: 1_000, passed: 800, lostElsewhere: 0, gain: -240 },
    interval: { low: -300, high: -180 },
  });
  const layers = layerIds.map((layer) => (layer === "users" ? above : inventJudged(layer)));
  const organicPurchasers = inventGrowth({ withheld: "gap-not-seen", verdict: "withheld" });
  answers({ said: inventSaid({ judgement: inventJudgement({ layers }), organicPurchasers }) });
  open();
  await screen.findByText("Above its target; at its target instead −20.0 % of Y (90 %: −25.0 % to −15.0 %)");
  expect(screen.getAllByText(/^Gain \+10\.0 % of Y/)).toHaveLength(8);
  expect(screen.getAllByText(/could not be seen yet who comes back/)).toHaveLength(1);
});

it("[AD151] experiments of a layer have rows of their own, and there is no table without one", async () => {
  open();
  await screen.findByRole("table", { name: "Layers" });
  expect(screen.queryByRole("table", { name: "Experiments by layer" })).toBeNull();
  cleanup();
  const experiment = { layer: "users", experiment: "bigger-save", variant: "bigger", metric: "Kept outputs" } as const;
  const experiments = [{ ...experiment, better: "more" as const, effect: { low: 0.02, high: 0.14 } }];
  const layers = layerIds.map((layer) => inventJudged(layer, layer === "users" ? { experiments } : {}));
  answers({ said: inventSaid({ judgement: inventJudgement({ layers }) }) });
  open();
  await screen.findByRole("table", { name: "Experiments by layer" });
  expect(rowsOf("Experiments by layer")).toEqual([
    ["Users", "bigger-save", "bigger", "Kept outputs (more is better)", "+2.0 % to +14.0 %"],
  ]);
  screen.getByText(/of everybody who saw it/);
});

it("[AD166] of a segment it is said that experiments are of everybody and so not counted", async () => {
  const segment = { key: "phones", name: "Phones", all: [] };
  answers({ question: { ...inventAnswer().question, segment } });
  open({ segment: "phones" });
  const section = within(await screen.findByRole("region", { name: "Experiments by layer" }));
  section.getByText(/known of everybody who saw it, and not of Phones alone.*none counts as evidence for its layers/);
  expect(section.queryByRole("table")).toBeNull();
});
