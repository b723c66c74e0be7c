import type { Readout } from "@flywheel/api/type";
import { formatCount } from "@flywheel/ui";
import { formatLift } from "./amounts.ts";

export type VerdictWords = {
  readonly tone: "good" | "bad" | "plain" | "withheld";
  /** One sentence, and the rule that it follows from. */
  readonly sentence: string;
  readonly rule: string;
  /** When there will be more to say; null where time changes nothing. */
  readonly left: string | null;
};

/** What the numbers say to do, in one plain sentence. */
export function sayVerdict(readout: Readout): VerdictWords {
  const { outcome, daysLeft } = readout.verdict;
  // Nobody can keep running what has ended.
  const hasEnded = readout.endedAtMs !== null && outcome === "keep-running";
  const tones = { ship: "good", stop: "bad", "keep-running": "plain", withheld: "withheld" } as const;
  return {
    tone: tones[outcome],
    ...(hasEnded ? sayEnded(readout) : sayRule(readout)),
    left: outcome === "keep-running" && !hasEnded ? sayLeft(daysLeft) : null,
  };
}

function sayRule(readout: Readout): Pick<VerdictWords, "sentence" | "rule"> {
  const { verdict, arms, metrics, fullDays, analysed, plannedVisitors } = readout;
  const variant = arms.find(({ key }) => key === verdict.variant)?.name ?? verdict.variant ?? "the variant";
  const control = arms[0]?.name ?? "control";
  const primary = metrics.find(({ role }) => role === "primary");
  const name = primary?.metric.name ?? "the primary metric";
  const lift = primary?.comparisons.find((it) => it.variant === verdict.variant)?.relative?.lift;
  switch (verdict.rule) {
    case "health-broken":
      return {
        sentence: "The results are withheld, because the experiment itself is not sound.",
        rule: "A split or an exclusion that is off makes every number below it wrong; see Health for what is.",
      };
    case "nobody-exposed":
      return {
        sentence: "Nobody has been exposed yet, so there is nothing to say.",
        rule: "Results begin with the first visitor who sees a variant.",
      };
    case "fewer-than-seven-days":
      return {
        sentence: `Keep it running: ${fullDays} of 7 full days are over.`,
        rule: "Nothing is decided before seven full days, because weekdays differ.",
      };
    case "guardrail-broken": {
      const broken = metrics.filter(({ guardrail }) => guardrail === "broken").map(({ metric }) => metric.name);
      return {
        sentence: `Stop it: ${broken.length > 0 ? broken.join(" and ") : "a guardrail"} got worse than it may.`,
        rule: "A guardrail that surely broke its margin outweighs whatever else got better.",
      };
    }
    case "primary-better":
      return {
        sentence: `Ship “${variant}”: ${name} is better${lift === undefined ? "" : ` by about ${formatLift(lift)}`}, and that is not chance.`,
        rule: "The interval of the primary metric excludes no effect, corrected for all comparisons, and no guardrail broke.",
      };
    case "primary-worse":
      return {
        sentence: `Stop it and stay with “${control}”: ${name} got worse, and that is not chance.`,
        rule: "The interval of the primary metric lies on the bad side.",
      };
    case "planned-end-without-difference":
      return {
        sentence: `Stop it and stay with “${control}”: no difference was found in the planned number of visitors.`,
        rule: `${formatCount(analysed)} visitors are analysed and ${formatCount(plannedVisitors)} were planned. An effect as large as planned would probably have shown.`,
      };
    case "not-decided-yet":
      return {
        sentence: `Keep it running: ${name} could still have gone either way.`,
        rule: `${formatCount(analysed)} of ${formatCount(plannedVisitors)} planned visitors are analysed, and the interval still holds no effect.`,
      };
  }
}

/** A phase that ended before its readout could tell. */
function sayEnded({ verdict, metrics, fullDays, analysed, plannedVisitors }: Readout) {
  const name = metrics.find(({ role }) => role === "primary")?.metric.name ?? "the primary metric";
  const counts = `${formatCount(analysed)} of ${formatCount(plannedVisitors)} planned visitors are analysed; those whose time is not over yet still count.`;
  switch (verdict.rule) {
    case "nobody-exposed":
      return {
        sentence: "It ended before anybody was exposed, so there is nothing to say.",
        rule: "A new phase can begin it again.",
      };
    case "fewer-than-seven-days":
      return {
        sentence: `It ended undecided: it ran ${fullDays} of 7 full days.`,
        rule: "Nothing is decided before seven full days, because weekdays differ. A new phase can begin it again.",
      };
    default:
      return { sentence: `It ended undecided: ${name} could still have gone either way.`, rule: counts };
  }
}

function sayLeft(daysLeft: number | null): string {
  if (daysLeft === null) return "No visitors come, so the planned number is never reached.";
  if (daysLeft <= 0) return "The planned number of visitors is reached.";
  const days = Math.ceil(daysLeft);
  return `About ${formatCount(days)} more ${days === 1 ? "day" : "days"} at the present pace until the planned number.`;
}

type Undecided = NonNullable<Readout["metrics"][number]["comparisons"][number]["undecided"]>;

/** Why a comparison says nothing yet. A record, so that a new reason fails to compile here. */
export const undecidedWords = {
  "too-few": "too few visitors in one of the arms",
  "no-variation": "every visitor did the same, so there is nothing to measure an error by",
  "not-finite": "a value is not a number",
  "not-a-proportion": "there are values other than yes and no in a share",
  "no-denominator": "what it is a share of has not happened in one of the arms",
  "control-near-zero": "control is too near to zero for a relative lift",
  "no-effect": "there is no effect to be found",
  "too-few-observations": "too few visitors for a look that may be repeated every day",
  "too-few-non-zero": "too few visitors did it at all",
  "too-few-zeros": "too few visitors did not do it",
  "only-at-planned-end": "a percentile is compared at the planned end only",
} as const satisfies Record<Undecided, string>;

export const sayUndecided = (reason: Undecided): string => undecidedWords[reason];
