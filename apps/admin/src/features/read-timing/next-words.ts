import { sayShare } from "../../by-week/amounts.ts";
import { weekStartMs } from "../../by-week/weeks.ts";
import { formatDay } from "../../words/moments.ts";
import type { TimingAnswer, Verdict } from "./answer.ts";
import { sayLacks } from "./lack-words.ts";
import { segmentNames } from "./segment-names.ts";

/** Into what the next month goes, and what the answer itself says of how. */
export type Next = {
  readonly goes: string;
  readonly how: string;
  /** It is for the flywheel to say more. */
  readonly asksFlywheel: boolean;
};

type Answered = Pick<TimingAnswer, "asOfMs" | "weeks" | "verdict"> & {
  readonly question: Pick<TimingAnswer["question"], "declared">;
};

/** The decision that the page is for: infrastructure, demand, or neither yet. */
export function sayNext(answer: Answered): Next {
  const { goes, how } = nextOf(answer);
  const { is, saysFarmed } = answer.verdict;
  const all = saysFarmed ? [...how, "Do not read granted use as demand."] : how;
  return {
    goes,
    how: all.filter((it) => it !== null).join(" "),
    asksFlywheel: is === "supply-limited" || is === "here",
  };
}

type Parts = { readonly goes: string; readonly how: readonly (string | null)[] };

function nextOf({ verdict, question: { declared }, weeks, asOfMs }: Answered): Parts {
  switch (verdict.is) {
    case "insufficient":
      return {
        goes: "Nothing is decided, neither for infrastructure nor for demand.",
        how: [sayMissing(verdict), sayLookAgain(verdict, weeks, asOfMs)],
      };
    case "supply-limited":
      return {
        goes: "The next month goes into supply.",
        how: [
          "Flywheel says what compute, models and incentives each have to gain, and whether one of them is the bottleneck.",
          sayGranted(verdict),
        ],
      };
    case "here":
      return {
        goes: "The next month goes into what organic purchasers stay for.",
        how: [
          "Grow that, and keep supply ahead of it: Flywheel names the bottleneck, or says that none stands out.",
          saySupplyUnknown(verdict),
        ],
      };
    case "early":
      return {
        goes: "The next month goes into demand.",
        how: [sayHolding(verdict, declared), sayBreadth(verdict), saySupplyUnknown(verdict)],
      };
    case "absent":
      return {
        goes: "The next month goes into demand, before any capacity is bought.",
        how: [
          "Change the product for somebody, or choose another somebody and declare that segment first.",
          sayFullyServed(verdict),
          sayUnjudged(verdict, declared),
          saySupplyUnknown(verdict),
        ],
      };
  }
}

const sayMissing = ({ missing, thresholds }: Verdict) =>
  missing.length > 0
    ? `Missing: ${sayLacks(missing, thresholds.plateau.points)}.`
    : "What each finding lacks stands below.";

/** The day from which the answer can be another one: only weeks that are over count. */
function sayLookAgain(
  { missing, lookAgainInWeeks }: Pick<Verdict, "missing" | "lookAgainInWeeks">,
  { lastClosed }: TimingAnswer["weeks"],
  asOfMs: number,
): string {
  if (missing.length > 0 && lookAgainInWeeks === null) {
    return "Time alone does not change it: more organic visitors are needed.";
  }
  const onMs = weekStartMs(lastClosed + 1 + (lookAgainInWeeks ?? 1));
  const then = lookAgainInWeeks === null ? "one more week is over" : "those who are here already have matured";
  // A period that ended long ago can be asked for again today, up to a later end.
  if (onMs <= asOfMs) return `Ask for a period that reaches ${formatDay(onMs)}: by then ${then}.`;
  return `Look again on ${formatDay(onMs)}, with a period that reaches it: then ${then}.`;
}

/** Capacity is bought for whoever uses it, and what is busy does not tell who pays. */
const sayGranted = ({ farmed: { grantedShare } }: Verdict) =>
  grantedShare > 0
    ? `Busy minutes count granted use too: ${sayShare(grantedShare)} of served requests are granted.`
    : null;

function sayHolding({ curves }: Verdict, declared: Answered["question"]["declared"]): string {
  const names = segmentNames(curves.segments, declared);
  const holding = names.filter((_, place) => curves.segments[place]?.corrected?.holds);
  return `Work for those whose retention holds: ${holding.join("; ")}.`;
}

function sayBreadth({ wouldBecome, thresholds }: Verdict): string | null {
  const lacks = wouldBecome.find(({ timing }) => timing === "here")?.once ?? [];
  return lacks.length > 0 ? `Breadth that is missing: ${sayLacks(lacks, thresholds.plateau.points)}.` : null;
}

/** More supply keeps nobody who leaves though fully served; where that is not sure, it is said. */
function sayFullyServed({ curves: { fullyServed }, thresholds }: Verdict): string {
  if (fullyServed === null || fullyServed.n < thresholds.segmentVisitors) {
    return "How those stay who were fully served cannot be told yet.";
  }
  return fullyServed.falls
    ? "Retention falls among those who were fully served too."
    : "Among those who were fully served it is not sure that retention falls.";
}

function sayUnjudged({ curves }: Verdict, declared: Answered["question"]["declared"]): string | null {
  const names = segmentNames(curves.segments, declared);
  const unjudged = names.filter((_, place) => curves.segments[place]?.plain === null);
  return unjudged.length > 0 ? `Not judged yet, and so not called absent: ${unjudged.join("; ")}.` : null;
}

function saySupplyUnknown({ wouldBecome }: Verdict): string | null {
  const supply = wouldBecome.find(({ timing }) => timing === "supply-limited")?.once ?? [];
  const untold = supply.some(
    ({ check, found }) => found === null && (check === "supply-share-of-opportunity" || check === "busy-minutes"),
  );
  return untold ? "Too little is known of supply to say whether it limits." : null;
}
