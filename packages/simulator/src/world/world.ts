import { ExperimentDefinition } from "@flywheel/experiments";
import { z } from "zod";
import { Constancy } from "./constancy.ts";
import { Habit } from "./habit.ts";
import { Intent } from "./intent.ts";
import { Network } from "./network.ts";
import { Day, Factor, Probability, Span, Weight } from "./scales.ts";
import { SimulatedModel, Supply } from "./supply.ts";

/** Slugs are checked by intake; here only that they are there. */
const Name = z.string().min(1).max(64);

/** When and by which door people come who were not brought by a link. */
const Arrivals = z.strictObject({
  /** Weight of each day; days beyond the list have its last weight. */
  days: z.array(Weight).min(1).readonly(),
  doors: z.strictObject({ direct: Weight, search: Weight, site: Weight }),
  /** Doors of every later visit: nobody prompts it. */
  laterDoors: z.strictObject({ direct: Weight, search: Weight, site: Weight }),
});

/** Weights of the days of a week from Monday, and of the hours of a day, both in UTC. Returns by the day follow them too. */
const Rhythm = z.strictObject({
  weekdays: z.array(Weight).length(7).readonly(),
  hours: z.array(Weight).length(24).readonly(),
});

/**
 * What a visit did to the wish to come again: factors on the hazard of every gap, multiplied. This is how a gate that
 * fails is made to matter.
 */
const Experience = z.strictObject({
  /** Asked for nothing; asked and was never served; was served and kept nothing; could not afford an ask and left. */
  askedNothing: Factor,
  unserved: Factor,
  keptNothing: Factor,
  ranOut: Factor,
  /** Once they have said that they trust the network, or distrust it. */
  trusting: Factor,
  distrusting: Factor,
  /** How long somebody waits for an answer before they give up. */
  patienceMs: Span,
  /** Chance to ask again after a no. */
  staysAfterNo: Probability,
});

const Funding = z.strictObject({
  /** Free credits are topped up to this at the first hold of a day. */
  allowanceCredits: z.int().min(0).max(100_000),
  /** What can be bought, with its weight. The price of a credit is the product's. */
  packs: z.record(Name, z.strictObject({ weight: Weight, credits: z.int().min(1).max(10_000_000) })),
  /** A price above this is put as a question, which is declined by chance. */
  quotedAboveCredits: z.int().min(0),
  declines: Probability,
  /**
   * Chance that what somebody will keep is paid with purchased credits, though free ones would do; bought on the spot if
   * there are too few. So payment can be planted without a lack of free credits, whatever the number of asks.
   */
  paysToKeep: Probability.default(0),
});

/** Grants to those who come by a campaign's link: `credits` every `everyDays` days, from its first day to its last. */
const Campaign = z.strictObject({
  campaign: Name,
  firstDay: Day,
  lastDay: Day,
  /** Share of the arrivals of these days. */
  share: Probability,
  credits: z.int().min(1).max(1_000_000),
  everyDays: z.int().min(1).max(10_000),
  /** Of those who come by it: farmers, who have the habit of this name and are gone when the campaign is over. */
  farmers: Probability,
  farmerHabit: Name,
  /** Chance that a farmer comes again as before when the campaign is over. */
  farmersStay: Probability,
});

const Sharing = z.strictObject({
  /** Chance that a kept output is shared and nobody comes of it. */
  idle: Probability,
  /** Whom a link brings comes within this many days. */
  withinDays: z.number().min(0).max(365),
});

/** What is done with proofs: `opens` for a kept output, each further step for the one before. */
const Proof = z.strictObject({
  /** Chance that a proof is in sight beside an output at all. */
  shows: Probability.default(1),
  opens: Probability,
  verifies: Probability,
  fails: Probability,
  copies: Probability,
  rates: Probability,
  ratings: z.strictObject({ trusted: Weight, unsure: Weight, distrusted: Weight }),
  requires: Probability,
});

const Opinion = z.strictObject({ rates: Probability, discards: Probability, complains: Probability });

const Survey = z.strictObject({ survey: Name, fromVisit: z.int().min(1), answers: Probability });

/** An offer of what does not exist, seen once; each step has a chance given the one before. */
const Probe = z.strictObject({
  probe: Name,
  app: z.enum(["image-studio", "chat"]),
  fromVisit: z.int().min(1),
  shown: Probability,
  clicks: Probability,
  leavesContact: Probability,
  prepays: Probability,
  prepaidCredits: z.int().min(1).max(1_000_000),
});

/** Factors on the choices of a visitor, from the moment they are exposed. */
export const Effects = z.strictObject({
  asks: Factor.optional(),
  keeps: Factor.optional(),
  buys: Factor.optional(),
  brings: Factor.optional(),
  opensProof: Factor.optional(),
  returns: Factor.optional(),
});
export type Effects = z.infer<typeof Effects>;
/** All of them as they stand for a visitor. */
export type Felt = Readonly<Record<keyof Effects, number>>;

/** An experiment as the product would run it (its assignment), and what its variants really do. */
const PlantedExperiment = z.strictObject({
  definition: ExperimentDefinition,
  firstDay: Day,
  lastDay: Day,
  effects: z.record(Name, Effects),
  /** Chance that the assigned variant cannot load: its effects are not felt, the visitor stays in the arm. */
  failsToLoad: z.record(Name, Probability).default({}),
});

/** Everything that is planted in a population. A test gives whole sections of its own. */
export const World = z.strictObject({
  arrivals: Arrivals,
  rhythm: Rhythm,
  habits: z.record(Name, Habit),
  intents: z.record(Name, Intent),
  /** Chance that a visit is for another intent than the visitor's own: how some come to use both apps. */
  others: Probability,
  models: z.array(SimulatedModel).min(1).readonly(),
  /** Models that are asked for and hosted by nobody, by medium. */
  missingModels: z.strictObject({ text: z.array(z.string()).readonly(), image: z.array(z.string()).readonly() }),
  supply: Supply,
  /** Null: `supply.nodes` nodes that each host everything. */
  network: Network.nullable().default(null),
  constancy: Constancy.default(Constancy.parse({})),
  experience: Experience,
  funding: Funding,
  campaigns: z.array(Campaign).readonly(),
  sharing: Sharing,
  proof: Proof,
  opinion: Opinion,
  survey: Survey,
  probes: z.array(Probe).max(30).readonly(),
  experiments: z.array(PlantedExperiment).max(30).readonly(),
});
export type World = z.infer<typeof World>;
export type WorldInput = z.input<typeof World>;

/** A world that cannot be: names the place and what is wrong with it. */
export class ImpossibleWorldError extends Error {
  override name = "ImpossibleWorldError";

  constructor(readonly facts: { readonly problems: readonly string[] }) {
    super(`the world cannot be simulated: ${facts.problems.join("; ")}`);
  }
}
