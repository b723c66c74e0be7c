import { z } from "zod";
import { type TimingThresholds, timingThresholds } from "./thresholds.ts";

const share = z.number().gt(0).max(1);

/**
 * The thresholds that somebody states instead of the usual ones, each a share or ratio above 0 up to 1, the quick ratio up to
 * 100. How many visitors it takes, which weeks and days are looked at, how sure an interval is and how many times as often the
 * farmed must leave is not theirs to choose. Of a probe the limit of noise says also when it is mature.
 */
export const StatedThresholds = z.strictObject({
  /** Of retention, from one week to the next: what loses more is no plateau, what surely loses more is absent. */
  weeklyRatio: share.optional(),
  /** Of retention: a level that holds below it is no demand. */
  floor: share.optional(),
  organicShare: share.optional(),
  quickRatio: z.number().gt(0).max(100).optional(),
  purchasedShare: share.optional(),
  veryDisappointed: share.optional(),
  subsidyShare: share.optional(),
  powerUsers: share.optional(),
  /** Of retention in the late week by that in the early one. */
  rebased: share.optional(),
  /** Clicks on a probe below it are noise. */
  probeNoise: share.optional(),
  /** Of all opportunity, that of supply. */
  supplyShare: share.optional(),
  busyMinutes: share.optional(),
  /** Of served requests, those on granted credits, above which leaving with the grants is farming. */
  grantedShare: share.optional(),
});
export type StatedThresholds = z.infer<typeof StatedThresholds>;

/** What is not stated is as usual. */
export function thresholdsOf(stated: StatedThresholds): TimingThresholds {
  const { plateau, seanEllis, quickRatio, subsidy, powerUsers, probe, rebased, supply, farmed, ...usual } =
    timingThresholds;
  return {
    ...usual,
    plateau: {
      ...plateau,
      weeklyRatio: stated.weeklyRatio ?? plateau.weeklyRatio,
      floor: stated.floor ?? plateau.floor,
    },
    organicShare: stated.organicShare ?? usual.organicShare,
    purchasedShare: stated.purchasedShare ?? usual.purchasedShare,
    quickRatio: { ...quickRatio, above: stated.quickRatio ?? quickRatio.above },
    seanEllis: { veryDisappointed: stated.veryDisappointed ?? seanEllis.veryDisappointed },
    subsidy: { ...subsidy, below: stated.subsidyShare ?? subsidy.below },
    powerUsers: { ...powerUsers, share: stated.powerUsers ?? powerUsers.share },
    rebased: { ...rebased, atLeast: stated.rebased ?? rebased.atLeast },
    probe: { noise: stated.probeNoise ?? probe.noise },
    supply: {
      shareOfOpportunity: stated.supplyShare ?? supply.shareOfOpportunity,
      busyMinutes: stated.busyMinutes ?? supply.busyMinutes,
    },
    farmed: { ...farmed, grantedShare: stated.grantedShare ?? farmed.grantedShare },
  };
}
