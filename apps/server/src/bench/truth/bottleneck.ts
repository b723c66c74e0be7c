import { type GatedLayer, gatedLayers } from "@flywheel/demand";
import { askBottleneck, type FoundBottleneck } from "./ask-bottleneck.ts";
import { type PlantedRates, plantRates } from "./bottleneck-planting.ts";
import { type OwnOpportunity, ownOpportunities } from "./own-opportunity.ts";
import type { Part, Planted, Run } from "./part.ts";

type PlantedPopulation = Planted & { readonly planted: PlantedRates };
type FoundBesideOwn = FoundBottleneck & {
  /** By the generator itself, the two that hold back most. */
  readonly own: readonly OwnOpportunity[];
};

const seeds = 20;
/** Nearly always: else somebody who was served would often fail another layer's gate when they come again. */
const lasting = 0.99;
const deep = [0.3, 0.5] as const;
/**
 * Of their target: all are within 3 % of it whatever chance adds. Where trust matters, low trust alone takes more than 2 %
 * off the applications and the users, because those who ask and keep come again less often than they would.
 */
const astrayWhere = (trustMatters: boolean): number => (trustMatters ? 0.005 : 0.02);

/** Proofs are planted where they matter; all else where they do not. */
const whereTrustMatters: ReadonlySet<GatedLayer> = new Set(["verification", "trust"]);

/** One layer at 50 to 70 % of its target, the others about theirs: it is named, and no other is. */
export const bottleneck: Part<PlantedPopulation, FoundBesideOwn> = {
  name: "bottleneck",
  populations: gatedLayers.flatMap((layer, of) =>
    Array.from({ length: seeds }, (_, place) => {
      const seed = 1_000 + seeds * of + place;
      const trustMatters = whereTrustMatters.has(layer);
      const planting = { low: [layer], depths: deep, trustMatters, lasting, astray: astrayWhere(trustMatters), seed };
      return { label: layer, seed, planted: plantRates(planting) };
    }),
  ),

  async run({ planted, seed }, open) {
    const found = await askBottleneck(planted, seed, open);
    return { ...found, own: ownOpportunities(planted, seed).slice(0, 2) };
  },

  sum(runs) {
    const right = runs.filter(({ label, found }) => found.layer === label);
    const wrong = runs.filter(({ label, found }) => found.layer !== null && found.layer !== label);
    const rates = [...new Set(runs.map(({ label }) => label))].map((label) => {
      const own = (of: readonly Run<PlantedPopulation, FoundBesideOwn>[]) =>
        of.filter((it) => it.label === label).length;
      return own(right) / own(runs);
    });
    return {
      ...{ populations: runs.length, bottleneckNamed: right.length, bottleneckWrong: wrong.length },
      leastNamedShare: Math.min(...rates),
      badlyPlanted: runs.filter((it) => !isWellPlanted(it)).length,
    };
  },

  /** 160 of 180 named, of each layer 12 of 20, fewer than 4 wrong; of fewer populations no less than these shares. */
  sound: ({ populations = 0, bottleneckNamed = 0, bottleneckWrong = 0, leastNamedShare = 0, badlyPlanted = 0 }) =>
    bottleneckNamed >= (160 / 180) * populations &&
    leastNamedShare >= 12 / 20 &&
    bottleneckWrong < 4 &&
    badlyPlanted === 0,
};

/** The generator must agree that this layer holds back a tenth of Y and twice what the next does. */
function isWellPlanted({ label, found: { own } }: Run<PlantedPopulation, FoundBesideOwn>): boolean {
  const [first, second] = own;
  return first?.layer === label && first.share >= 0.1 && first.share >= 2 * (second?.share ?? 0);
}

type NoneNamed = Pick<Part<PlantedPopulation, FoundBottleneck>, "run">;
const askOnly: NoneNamed = { run: ({ planted, seed }, open) => askBottleneck(planted, seed, open) };
const namedIn = (runs: readonly Run<PlantedPopulation, FoundBottleneck>[]): number =>
  runs.filter(({ found }) => found.layer !== null).length;

/** Every layer about its target, half of them where trust matters: no layer is named. */
export const healthy: Part<PlantedPopulation, FoundBottleneck> = {
  name: "healthy",
  populations: Array.from({ length: 60 }, (_, place) => {
    const [seed, trustMatters] = [2_000 + place, place % 2 === 1];
    const planted = plantRates({
      low: [],
      depths: [0, 0],
      trustMatters,
      lasting,
      astray: astrayWhere(trustMatters),
      seed,
    });
    return { label: trustMatters ? "trust matters" : "trust does not matter", seed, planted };
  }),
  ...askOnly,
  sum: (runs) => ({ populations: runs.length, healthyNamed: namedIn(runs) }),
  sound: ({ healthyNamed }) => healthyNamed === 0,
};

/** Few open a proof and it changes nothing: that is never named. */
export const proof: Part<PlantedPopulation, FoundBottleneck> = {
  name: "proof",
  populations: Array.from({ length: 40 }, (_, place) => {
    const seed = 3_000 + place;
    const planted = {
      low: ["verification"],
      depths: deep,
      trustMatters: false,
      lasting,
      astray: astrayWhere(false),
      seed,
    } as const;
    return { label: "low proof", seed, planted: plantRates(planted) };
  }),
  ...askOnly,
  sum: (runs) => ({
    populations: runs.length,
    proofNamed: runs.filter(({ found }) => found.layer === "verification").length,
    otherNamed: runs.filter(({ found }) => found.layer !== null && found.layer !== "verification").length,
  }),
  sound: ({ proofNamed, otherNamed }) => proofNamed === 0 && otherNamed === 0,
};

/** Each brought to its target would multiply Y by the same number. */
const pairs = [
  ["applications", "models"],
  ["models", "users"],
  ["users", "payments"],
  ["applications", "payments"],
  ["models", "payments"],
  ["applications", "users"],
] as const satisfies readonly (readonly GatedLayer[])[];

/**
 * Two layers that hold back exactly alike: neither is named but by luck. What a visitor does they always do and nobody else
 * is astray, so that purchases are the product of the layers' rates and both have the same room in it.
 */
export const tie: Part<PlantedPopulation, FoundBottleneck> = {
  name: "tie",
  populations: Array.from({ length: 60 }, (_, place) => {
    const seed = 4_000 + place;
    const low = pairs[place % pairs.length] ?? pairs[0];
    const planted = plantRates({ low, depths: deep, trustMatters: false, lasting: 1, astray: 0, seed });
    return { label: low.join(" and "), seed, planted };
  }),
  ...askOnly,
  sum: (runs) => ({ populations: runs.length, tieNamed: namedIn(runs) }),
  sound: ({ populations = 0, tieNamed = 0 }) => tieNamed <= populations / 4,
};
