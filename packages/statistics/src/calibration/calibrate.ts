import { seededRandom } from "../bootstrap/random.ts";
import { requirePositive } from "../wrong-setting-error.ts";
import { dailyFindings } from "./daily-findings.ts";
import { type Finding, isWithin, type Tolerance, usualTolerance } from "./finding.ts";
import { visitFindings } from "./visit-findings.ts";

export { type Finding, isWithin } from "./finding.ts";

export type CalibrationOptions = {
  /** Simulated experiments for each finding: 2,000 in full. */
  readonly worlds: number;
  readonly seed: number;
  /** Default: what the full number of worlds is judged by. A short run of many findings needs more room. */
  readonly tolerance?: Tolerance;
};

export type Calibration = {
  readonly worlds: number;
  readonly findings: readonly Finding[];
  /** Whether every finding lies where it must. */
  readonly sound: boolean;
};

/** Of the traffic: an even split, and one that leaves the treatment with little. */
const treatmentShares = [0.5, 0.1] as const;

/**
 * Does each method keep its promise on worlds whose truth is planted? False rejections where there is no difference, and
 * coverage where there is one, for intervals that are looked at on each of 28 days and for those that are looked at once.
 * The same seed gives the same findings.
 */
export function calibrate(
  { worlds, seed, tolerance = usualTolerance }: CalibrationOptions,
  onProgress: (finding: Finding) => void = () => {},
): Calibration {
  requirePositive("worlds", worlds);
  const findings: Finding[] = [];
  for (const [index, treatmentShare] of treatmentShares.entries()) {
    const random = seededRandom(seed + index);
    for (const find of [dailyFindings, visitFindings]) {
      for (const finding of find({ worlds, tolerance }, treatmentShare, random)) {
        findings.push(finding);
        onProgress(finding);
      }
    }
  }
  return { worlds, findings, sound: findings.every(isWithin) };
}
