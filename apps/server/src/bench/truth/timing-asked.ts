import {
  answerTiming,
  type CheckName,
  readSupplyEvidence,
  seededRandom,
  TimingQuestion,
  type TimingVerdict,
  timingThresholds,
} from "@flywheel/demand";
import type { Segment } from "@flywheel/vocabulary";
import type { Open } from "./population.ts";
import { type Knobs, timingWeeks } from "./timing-knobs.ts";
import { arrivalsOf } from "./timing-planted.ts";
import { nearly, returnedOf, servedTarget } from "./timing-supply.ts";
import { timingWorldOf } from "./timing-worlds.ts";

/** What the timing said, and the figures that it rests on. */
export type FoundTiming = {
  readonly is: TimingVerdict["is"];
  readonly saysFarmed: boolean;
  readonly everyone: Curve;
  readonly purchasers: Curve;
  readonly fullyServed: Curve;
  /** What was found for some of the checks of the verdict. */
  readonly checks: Readonly<Partial<Record<CheckName, number | null>>>;
};
type Curve = { readonly n: number; readonly ratio: number; readonly low: number; readonly high: number } | null;

const dayMs = 86_400_000;
/** A Monday. */
const startMs = Date.UTC(2026, 0, 5);
const days = 7 * timingWeeks;
const asOfMs = startMs + days * dayMs;

/** Of people of one app; said before anybody came. */
const studio: Segment = {
  ...{ key: "studio", name: "Image studio" },
  all: [{ kind: "property", property: "app", in: ["image-studio"] }],
};
const shown: readonly CheckName[] = ["organic-share", "quick-ratio", "supply-share-of-opportunity", "busy-minutes"];

/** Makes a population of these knobs and asks of it as the product does: the flywheel first, then the timing. */
export async function askTiming(knobs: Knobs, seed: number, open: Open): Promise<FoundTiming> {
  const world = timingWorldOf(knobs, arrivalsOf(knobs).all);
  const { questions, close } = await open({ world, visitors: knobs.visitors, days, seed, startMs });
  try {
    const question = TimingQuestion.parse({
      ...{ app: null, traffic: "simulated", fromMs: startMs, toMs: asOfMs, targets: targetsFor(knobs) },
      declared: knobs.chat === null ? [] : [{ segment: studio, declaredAtMs: startMs }],
    });
    const supply = await readSupplyEvidence(questions, question, asOfMs, { random: seededRandom(seed) });
    const given = { thresholds: timingThresholds, supply, random: seededRandom(seed) };
    const { verdict } = await answerTiming(questions, question, given, asOfMs);
    return foundIn(verdict);
  } finally {
    await close();
  }
}

/** Where supply is short, what was planted for all else, and a little more for payments and usage. */
function targetsFor(knobs: Knobs): TimingQuestion["targets"] {
  const { shortage, payers, keeps } = knobs;
  if (shortage === null) return {};
  return {
    ...{ applications: 1, models: servedTarget, incentives: servedTarget, compute: servedTarget, users: keeps },
    payments: payers * (1 + nearly.payments),
    ...{ verification: 0, trust: 0 },
    usage: returnedOf(knobs, shortage) * (1 + nearly.usage),
  };
}

function foundIn({ is, saysFarmed, curves, rules }: TimingVerdict): FoundTiming {
  const curve = (of: keyof Omit<TimingVerdict["curves"], "segments">): Curve => {
    const found = curves[of];
    return found && { n: found.n, ratio: found.weeklyRatio, ...found.ratioInterval };
  };
  const checks = rules.flatMap((rule) => rule.checks.filter(({ check }) => shown.includes(check)));
  return {
    ...{ is, saysFarmed },
    everyone: curve("everyone"),
    purchasers: curve("purchasers"),
    fullyServed: curve("fullyServed"),
    checks: Object.fromEntries(checks.map(({ check, found }) => [check, found])),
  };
}
