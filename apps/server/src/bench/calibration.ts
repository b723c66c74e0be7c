import { type CalibrationOptions, calibrate, type Finding, isWithin } from "@flywheel/statistics/calibration";

/** Whether the statistics keep their promises on simulated experiments; each finding is told as it comes. */
export function benchCalibration(options: CalibrationOptions) {
  const startedMs = performance.now();
  const { findings, worlds, sound } = calibrate(options, (finding) => console.error(describeFinding(finding)));
  const of = (what: string) => findings.filter((finding) => finding.what === what).map(({ observed }) => observed);
  return {
    bench: "calibration",
    worlds,
    seed: options.seed,
    ms: Math.round(performance.now() - startedMs),
    sound,
    sequentialRejectionsMax: Math.max(...of("sequential A/A rejections")),
    sequentialCoverageMin: Math.min(...of("sequential simultaneous coverage")),
    fixedRejections: extremes(of("fixed-horizon A/A rejections")),
    fixedCoverage: extremes(of("fixed-horizon coverage")),
    cupedErrorRatio: extremes(of("CUPED's standard error over sqrt(1 - R^2) of the plain one")),
    outside: findings.filter((finding) => !isWithin(finding)).map(describeFinding),
  };
}

function describeFinding(finding: Finding): string {
  const { outcome, treatmentShare, what, observed, worlds, atLeast, atMost } = finding;
  const split = `${Math.round(100 * (1 - treatmentShare))}/${Math.round(100 * treatmentShare)}`;
  const bounds = `${atLeast.toFixed(4)} to ${atMost.toFixed(4)}`;
  const mark = isWithin(finding) ? "" : "  OUTSIDE";
  return `${outcome} ${split}: ${what} ${observed.toFixed(4)} of ${worlds} (${bounds})${mark}`;
}

const extremes = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];
