import { weekMs, weekStartMs } from "../../by-week/weeks.ts";
import { layerIds } from "../../words/layer-names.ts";
import type { FlywheelAnswer, Growth, IdentityWeek, Judged, Judgement, Said } from "./answer.ts";

/** A Monday, and the number of its week. */
const mondayMs = Date.UTC(2026, 5, 1);
const week = (mondayMs - weekStartMs(0)) / weekMs;

export const inventJudged = (layer: Judged["layer"], of: Partial<Judged> = {}): Judged => ({
  layer,
  target: { rate: 0.6, origin: "default" },
  opportunity: { entered: 1_000, passed: 400, lostElsewhere: 0, gain: 120 },
  interval: { low: 80, high: 160 },
  cut: 0,
  evidence: "observed",
  experiments: [],
  ...of,
});

export const inventJudgement = (of: Partial<Judgement> = {}): Judgement => ({
  outcome: 1_200,
  // As the server says them: in the order in which a week meets the gates.
  layers: [...layerIds].reverse().map((layer) => inventJudged(layer)),
  bottleneck: { is: "named", layer: "payments", support: 0.97, lowShare: 0.067 },
  thresholds: { support: 0.95, shareOfOutcome: 0.05 },
  daysLeftOut: 56,
  next: { probe: "experiment", layers: ["payments"], atMs: mondayMs + 10 * weekMs },
  ...of,
});

export const inventGrowth = (of: Partial<Growth> = {}): Growth => ({
  population: "organic-purchasers",
  activeWeeks: 2_000,
  visitors: 800,
  referrals: { referred: 60, sharers: 45, largestSharer: 0.05 },
  reproduction: {
    stays: { newcomer: 0.4, established: 0.7 },
    brings: { newcomer: 0.1, established: 0.1 },
    g: 0.84,
    shareOfReferrals: 0.17,
  },
  interval: { low: 0.8, high: 0.88 },
  withheld: null,
  verdict: "does-not-sustain-itself",
  ...of,
});

const inventIdentity = (place: number): IdentityWeek => ({
  week: week + place,
  visitors: { active: 100 + place, kept: 60, resurrected: 20, referred: 5, arrived: 15 + place },
  credits: { active: 3_000, kept: 2_000, resurrected: 500, referred: 100, arrived: 400 },
  creditsOfInactive: 7,
});

const lost = { supply: 10, demand: 5, unknown: 1_000 };
export const inventSaid = (of: Partial<Said> = {}): Said => ({
  growth: inventGrowth({ population: "everybody" }),
  organicPurchasers: inventGrowth(),
  identity: Array.from({ length: 8 }, (_, place) => inventIdentity(place)),
  lost: {
    applications: lost,
    models: lost,
    incentives: lost,
    compute: { supply: 321, demand: 0, unknown: 4 },
    users: lost,
    payments: lost,
    usage: lost,
  },
  judgement: inventJudgement(),
  ...of,
});

export const inventAnswer = (of: Partial<FlywheelAnswer> = {}): FlywheelAnswer => ({
  asOfMs: mondayMs + 8 * weekMs + 3_600_000,
  question: {
    ...{ app: null, traffic: "real", fromMs: mondayMs - 18 * weekMs, toMs: mondayMs + 8 * weekMs + 3_600_000 },
    ...{ timeZone: "UTC", weekStart: 1, segment: null, statedWaitMs: 30_000, experiments: [], draws: 500, weeks: 8 },
    targets: Object.fromEntries(
      layerIds.map((layer) => [layer, { rate: 0.6, origin: "default" }]),
    ) as FlywheelAnswer["question"]["targets"],
    leaveOutDays: false,
  },
  basis: { visitors: 1_234, events: 56_789, botEvents: 12, simulated: false },
  weeks: {
    firstWhole: week - 17,
    first: week,
    lastClosed: week + 7,
    fromMs: mondayMs,
    toMs: mondayMs + 8 * weekMs,
  },
  said: inventSaid(),
  ...of,
});
