import { layerIds } from "../../words/layer-names.ts";
import { inventAnswer, inventGrowth, inventJudged, inventSaid } from "./invented-answer.ts";
import type { Figure, GroupFigures, LayersAnswer, LayersSaid } from "./supplied/answer.ts";
import type { WhatIfAnswer, WhatIfSaid } from "./what-if/answer.ts";

export const inventFigure = (layer: Figure["layer"], of: Partial<Figure> = {}): Figure => ({
  layer,
  supplied: { value: 1_000, unit: "visitors" },
  pulled: { value: 400, unit: "visitors" },
  health: {
    ...{ numerator: 400, denominator: 1_000, unit: "visitors", ratio: 0.4 },
    ...{ interval: { low: 0.37, high: 0.43 }, method: "wilson" },
  },
  change: { difference: 0.05, interval: { low: 0.01, high: 0.09 } },
  ...of,
});

function whatBecame(): Pick<GroupFigures, "lost" | "identity"> {
  const { lost, identity } = inventSaid();
  return { lost, identity };
}

export const inventWhole = (of: Partial<LayersSaid["whole"]> = {}): LayersSaid["whole"] => ({
  visitors: 900,
  // As the server says them: in an order of its own.
  layers: [...layerIds].reverse().map((layer) => inventFigure(layer)),
  ...of,
});

export const inventGroup = (group: string, of: Partial<GroupFigures> = {}): GroupFigures => ({
  group,
  ...inventWhole(),
  growth: inventGrowth({ population: "everybody" }),
  organicPurchasers: inventGrowth(),
  ...whatBecame(),
  ...of,
});

export const inventLayersSaid = (of: Partial<LayersSaid> = {}): LayersSaid => ({
  whole: inventWhole(),
  groups: [],
  groupsLeft: 0,
  capacity: [],
  change: { before: 1_000, after: 1_200, visitors: 150, mix: -20, gates: [10, 0, 0, 30, 20], perBuyer: 10 },
  ...of,
});

export function inventLayers(of: Partial<LayersAnswer> = {}): LayersAnswer {
  const { asOfMs, question, basis, weeks } = inventAnswer();
  const { targets, experiments, leaveOutDays, ...asked } = question;
  return {
    ...{ asOfMs, basis, weeks, question: { ...asked, weeks: 8, breakdown: { by: "nothing" } } },
    before: weeks && { first: weeks.first - 8, last: weeks.first - 1 },
    said: inventLayersSaid(),
    ...of,
  };
}

const reproduction = {
  ...{ stays: { newcomer: 0.4, established: 0.7 }, brings: { newcomer: 0.1, established: 0.1 } },
  ...{ g: 0.84, shareOfReferrals: 0.17 },
};

export const inventWhatIfSaid = (of: Partial<WhatIfSaid> = {}): WhatIfSaid => ({
  outcome: 1_200,
  judged: inventJudged("users", { target: { rate: 0.8, origin: "stated" } }),
  growth: {
    ...{ withheld: null, activeWeeks: 2_000, referrals: { referred: 60, sharers: 45, largestSharer: 0.05 } },
    ...{ asItIs: reproduction, atRate: { ...reproduction, g: 0.9 } },
    difference: { low: 0.03, high: 0.09 },
  },
  ...of,
});

export function inventWhatIf(of: Partial<WhatIfAnswer> = {}): WhatIfAnswer {
  const { asOfMs, question, basis, weeks } = inventAnswer();
  const { experiments, ...asked } = question;
  return {
    ...{ asOfMs, basis, weeks },
    question: { ...asked, weeks: 8, targets: {}, leaveOutDays: false, layer: "users", rate: 0.8 },
    said: inventWhatIfSaid(),
    ...of,
  };
}
