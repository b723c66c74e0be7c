import type { MetricReadout } from "@flywheel/api/type";
import { Stack, Text } from "@mantine/core";
import { formatDifference, formatP, formatPercent } from "./amounts.ts";
import classes from "./results.module.css";

/** Views that people know from elsewhere. They are not valid at every look, so they decide nothing and say so. */
export function OtherViews({
  readout: { metric, comparisons },
  nameOf,
}: {
  readonly readout: MetricReadout;
  readonly nameOf: (variant: string) => string;
}) {
  const known = comparisons.filter(({ fixedHorizon, bayes, detectableNow }) => fixedHorizon ?? bayes ?? detectableNow);
  if (known.length === 0) return null;
  const format = (value: number) => formatDifference(metric.unit, value);
  return (
    <details>
      <summary className={classes.summary}>Other views, which decide nothing</summary>
      <Stack gap="xs" pt="xs">
        <Text size="sm" c="dimmed">
          They would be right at the planned end only. Read at every look, the first calls chance an effect too often.
        </Text>
        {known.map(({ variant, fixedHorizon, bayes, detectableNow }) => (
          <Text key={variant} size="sm" component="div">
            <b>{nameOf(variant)}</b>
            <ul>
              {fixedHorizon ? (
                <li>
                  Fixed horizon: p {formatP(fixedHorizon.p)}, {format(fixedHorizon.interval.low)} to{" "}
                  {format(fixedHorizon.interval.high)}
                </li>
              ) : null}
              {bayes ? (
                <li>
                  Bayesian: {formatPercent(bayes.chanceToBeatControl)} chance to beat control,{" "}
                  {format(bayes.interval.low)} to {format(bayes.interval.high)}; taking it if it is worse loses{" "}
                  {format(bayes.expectedLoss)} on average. {sayPrior(bayes.priorStandardDeviation, format)}
                </li>
              ) : null}
              {detectableNow === null ? null : (
                <li>The visitors of today find an effect of {formatPercent(detectableNow)} four times in five</li>
              )}
            </ul>
          </Text>
        ))}
      </Stack>
    </details>
  );
}

/** Nothing is told of a width without its unit: a prior is of the difference, as the interval is. */
const sayPrior = (width: number | null, format: (value: number) => string): string =>
  width === null
    ? "Nothing was assumed before."
    : `Assumed before: no difference, give or take ${format(width).replace("+", "")} (30 % of control).`;
