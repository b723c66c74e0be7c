import type { Farmed } from "./farmed.ts";
import type { Returns, ServedReturns } from "./returns.ts";
import type { Signal } from "./signal.ts";

/** A segment and the week in which somebody said that they would look at it. */
export type DeclaredSegment = {
  readonly key: string;
  readonly declaredIn: number;
  /** Its organic visitors. */
  readonly returns: readonly Returns[];
};

/** What the flywheel says of supply. */
export type SupplyEvidence = {
  /** Draw by draw, in the unit of Y: what compute, models and incentives could bring together, and all nine layers. */
  readonly opportunity: readonly { readonly supply: number; readonly all: number }[];
  /** Of each model: those with rho of at least 0.8, and all in which a node was active. */
  readonly minutes: { readonly busy: number; readonly all: number };
};

/** What a verdict is made of. Weeks are numbers that follow each other; use that was granted is in none of the returns. */
export type TimingEvidence = {
  /** The last week that is over. */
  readonly lastClosed: number;
  /** Organic visitors, by the week in which they were first active. */
  readonly organic: readonly ServedReturns[];
  /** Organic purchasers by the week of their first purchased request: from an earlier one they could only have stayed. */
  readonly purchasers: readonly Returns[];
  readonly segments: readonly DeclaredSegment[];
  /** Of the last four closed weeks. */
  readonly organicShare: Signal;
  readonly quickRatio: Signal;
  /** Null where nothing is known of it, which never speaks for supply. */
  readonly supply: SupplyEvidence | null;
  readonly farmed: Farmed;
};
