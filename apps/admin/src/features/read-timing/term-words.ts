import { formatCount } from "@flywheel/ui";
import { sayRatio, sayShare } from "../../by-week/amounts.ts";
import { sayCount } from "../../by-week/weeks.ts";
import type { Thresholds, TimingAnswer } from "./answer.ts";

type Question = Pick<TimingAnswer["question"], "incentives" | "statedWaitMs">;

/** The words of this page, with the numbers of the answer. */
export const termsOf = (
  { incentives, statedWaitMs }: Question,
  { plateau }: Thresholds,
): readonly { readonly term: string; readonly means: string }[] => [
  {
    term: "Organic",
    means: `Visitors who were never granted credits${incentives === "grants" ? "" : " and did not first come by a campaign"}, up to the end of the period.`,
  },
  {
    term: "Active",
    means:
      "Served in that week: a whole answer that nobody gave up on. In retention and the quick ratio, not on granted credits.",
  },
  {
    term: "Matured",
    means: `A visitor has matured for a weekly point when that week, counted from their first, is over. A point has matured when enough visitors have, and at least ${sayShare(plateau.reachedBy)} of the most that have for any. The last ${plateau.points} are judged: the judged weeks.`,
  },
  {
    term: "Weekly ratio",
    means: "What is left of a week's retention a week later, along the judged weeks. At 1.00 nobody is lost.",
  },
  {
    term: "Plateau",
    means: `Retention that holds: the weekly ratio is surely above ${sayRatio(plateau.weeklyRatio)} and the level, the mean retention of the judged weeks, surely above ${sayShare(plateau.floor)}.`,
  },
  {
    term: "Surely, and bounds",
    means: `The interval's bound is on that side, not only the value. A bound of retention is wrong once in ${formatCount(1 / plateau.alpha)}.`,
  },
  {
    term: "Corrected",
    means: `Of several segments the best may hold by luck. Corrected bounds are wider, so that any of them is wrong once in ${formatCount(1 / plateau.alpha)} over all that are looked at.`,
  },
  {
    term: "Fully served",
    means: `Before the judged weeks nothing that they asked for was lost to supply: refused for want of a node, of capacity or of the model, failed, or given up after a wait of at least ${sayCount(statedWaitMs / 1_000, "second")}.`,
  },
];
