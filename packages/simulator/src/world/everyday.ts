import { seeds } from "@flywheel/experiments";
import { everydayHabits } from "./everyday-habits.ts";
import { everydayIntents } from "./everyday-intents.ts";
import { productMissingModels, productModels } from "./product-models.ts";
import type { Effects, WorldInput } from "./world.ts";

/** What the variants of the experiments that a new product starts with do here. */
const effectsOfSeeds: Readonly<Record<string, Record<string, Effects>>> = {
  "studio-prompt-panel": { beside: { asks: 1.08, keeps: 1.12 } },
  "chat-beginning": { openings: { asks: 0.97, keeps: 1.1 } },
};

/** An ordinary product on an ordinary network: what `pnpm simulate` fills an empty one with. */
export const everyday: WorldInput = {
  arrivals: {
    days: [1],
    doors: { direct: 0.5, search: 0.3, site: 0.2 },
    laterDoors: { direct: 0.88, search: 0.08, site: 0.04 },
  },
  rhythm: {
    weekdays: [1.08, 1.1, 1.1, 1.08, 1, 0.8, 0.84],
    hours: [2, 1, 1, 1, 1, 2, 3, 5, 7, 8, 9, 9, 8, 8, 9, 9, 9, 8, 8, 9, 9, 8, 6, 4],
  },
  habits: everydayHabits,
  intents: everydayIntents,
  others: 0.12,
  models: [...productModels],
  missingModels: productMissingModels,
  supply: {
    nodes: 4,
    noCapacity: 0.025,
    noActiveNode: 0.002,
    unknownModel: 0.006,
    failed: 0.015,
    settlementFailed: 0.001,
    queuedMs: { least: 1, most: 2_500 },
    slowness: 1,
    outages: [],
  },
  experience: {
    askedNothing: 0.6,
    unserved: 0.45,
    keptNothing: 0.8,
    ranOut: 0.85,
    trusting: 1.1,
    distrusting: 0.6,
    patienceMs: { least: 15_000, most: 90_000 },
    staysAfterNo: 0.6,
  },
  funding: {
    allowanceCredits: 300,
    packs: {
      small: { weight: 0.7, credits: 1_000 },
      medium: { weight: 0.25, credits: 5_000 },
      large: { weight: 0.05, credits: 20_000 },
    },
    quotedAboveCredits: 80,
    declines: 0.12,
  },
  campaigns: [
    {
      campaign: "welcome",
      firstDay: 0,
      lastDay: 100_000,
      share: 0.25,
      credits: 400,
      everyDays: 30,
      farmers: 0.08,
      farmerHabit: "farmer",
      farmersStay: 0,
    },
  ],
  sharing: { idle: 0.05, withinDays: 10 },
  proof: {
    opens: 0.07,
    verifies: 0.7,
    fails: 0.001,
    copies: 0.05,
    rates: 0.25,
    ratings: { trusted: 0.7, unsure: 0.24, distrusted: 0.06 },
    requires: 0.2,
  },
  opinion: { rates: 0.1, discards: 0.2, complains: 0.02 },
  survey: { survey: "sean-ellis", fromVisit: 3, answers: 0.35 },
  probes: [
    {
      probe: "studio-video",
      app: "image-studio",
      fromVisit: 2,
      shown: 0.3,
      clicks: 0.09,
      leavesContact: 0.3,
      prepays: 0.1,
      prepaidCredits: 200,
    },
  ],
  experiments: seeds
    .filter(({ state }) => state === "running")
    .map((definition) => ({
      definition,
      firstDay: 0,
      lastDay: 100_000,
      effects: effectsOfSeeds[definition.key] ?? {},
    })),
};
