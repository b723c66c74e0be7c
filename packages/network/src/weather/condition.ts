import { othersShareAt } from "./others-share.ts";
import { type Moment, type Trouble, troubleAt } from "./spells.ts";

/** How the weather leaves a node. */
export type Condition = {
  readonly answers: boolean;
  /** Of its promised speed, 1 to 100. */
  readonly speedPercent: number;
  /** Of its places, 0 to 1: what the traffic of others takes. */
  readonly othersShare: number;
  /** Why, and since when; null while it is well. */
  readonly trouble: Trouble | null;
};

/** Made of dice over slots of time: the same on every server, and after a restart. */
export function conditionAt(moment: Moment): Condition {
  const trouble = troubleAt(moment);
  if (trouble?.kind === "down") return { answers: false, speedPercent: 100, othersShare: 0, trouble };
  return {
    answers: true,
    speedPercent: trouble?.speedPercent ?? 100,
    othersShare: othersShareAt(moment),
    trouble,
  };
}
