import { everyday } from "./everyday.ts";
import type { WorldInput } from "./world.ts";

const habit: WorldInput["habits"][string] = {
  weight: 1,
  returns: { unit: "day", hazard: [0.2], later: 0.2 },
  asks: 1,
  buys: 0,
  buysAhead: 0,
  pays: 1,
  brings: { newcomer: 0, established: 0 },
  disappointed: { very: 1, somewhat: 1, not: 1, notApplicable: 1 },
};

const picture = {
  medium: "image" as const,
  id: "northlight/aquarelle-2",
  quality: 1,
  imageMicroUsd: 30_000,
  pictureMs: 3_000,
} satisfies WorldInput["models"][number];

const intent: WorldInput["intents"][string] = {
  weight: 1,
  app: "image-studio",
  asksAtFirst: 1,
  asksLater: 1,
  asks: { least: 1, most: 1 },
  models: { [picture.id]: 1 },
  compares: 0,
  comparedModels: 2,
  keeps: 0.5,
  promptCharacters: { least: 20, most: 20 },
  outputTokens: { least: 0, most: 0 },
};

/**
 * A world in which nothing depends on anything: every visit asks for one picture and is served, every day and hour is
 * like any other, the allowance covers all. A test plants one thing in it and knows what it must find.
 */
export const plain = {
  ...everyday,
  arrivals: {
    days: [1],
    doors: { direct: 1, search: 0, site: 0 },
    laterDoors: { direct: 1, search: 0, site: 0 },
  },
  rhythm: { weekdays: [1, 1, 1, 1, 1, 1, 1], hours: Array.from({ length: 24 }, () => 1) },
  habits: { steady: habit },
  intents: { picture: intent },
  others: 0,
  models: [picture] as const,
  supply: {
    nodes: 4,
    noCapacity: 0,
    noActiveNode: 0,
    unknownModel: 0,
    failed: 0,
    settlementFailed: 0,
    queuedMs: { least: 0, most: 0 },
    slowness: 1,
    outages: [],
  },
  experience: {
    askedNothing: 1,
    unserved: 1,
    keptNothing: 1,
    ranOut: 1,
    trusting: 1,
    distrusting: 1,
    patienceMs: { least: 60_000, most: 60_000 },
    staysAfterNo: 1,
  },
  funding: {
    allowanceCredits: 300,
    packs: { small: { weight: 1, credits: 1_000 } },
    quotedAboveCredits: 1_000_000,
    declines: 0,
  },
  campaigns: [],
  sharing: { idle: 0, withinDays: 7 },
  proof: {
    opens: 0,
    verifies: 0,
    fails: 0,
    copies: 0,
    rates: 0,
    ratings: { trusted: 1, unsure: 1, distrusted: 1 },
    requires: 0,
  },
  opinion: { rates: 0, discards: 0, complains: 0 },
  survey: { survey: "sean-ellis", fromVisit: 1_000_000, answers: 0 },
  probes: [],
  experiments: [],
} satisfies WorldInput;
