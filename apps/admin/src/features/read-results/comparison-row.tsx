import type { Comparison } from "@flywheel/api/type";
import { IntervalBar, type Scale } from "@flywheel/ui";
import type { Metric } from "@flywheel/vocabulary";
import { Badge, Group, Text } from "@mantine/core";
import { formatDifference, formatLift, formatP, formatPercent } from "./amounts.ts";
import classes from "./results.module.css";
import { sayUndecided } from "./verdict-words.ts";

export type ComparisonRowProps = {
  readonly comparison: Comparison;
  readonly metric: Pick<Metric, "unit" | "better">;
  readonly variantName: string;
  /** Of relative lifts, shared by everything on the page. */
  readonly scale: Scale;
};

/** One variant against control: what is known, and where the truth may lie. */
export function ComparisonRow({ comparison, metric, variantName, scale }: ComparisonRowProps) {
  const { difference, interval, relative, pAdjusted, significant, undecided, cuped } = comparison;
  const isGood = difference !== null && difference > 0 === (metric.better === "more");
  const tone = significant ? (isGood ? "good" : "bad") : "plain";
  return (
    <li className={classes.comparison}>
      <Group gap="xs" justify="space-between">
        <Text fw={550}>{variantName}</Text>
        {undecided ? (
          <Badge color="gray">Undecided</Badge>
        ) : (
          <Badge color={significant ? (isGood ? "pine" : "red") : "gray"}>
            {significant ? (isGood ? "Better" : "Worse") : "No sure difference"}
          </Badge>
        )}
      </Group>
      {undecided ? <Text size="sm">Undecided: {sayUndecided(undecided)}.</Text> : null}
      {relative ? (
        <>
          <IntervalBar scale={scale} {...relative.interval} value={relative.lift} tone={tone} />
          <Text size="sm">
            <b>{formatLift(relative.lift)}</b>, surely between {formatLift(relative.interval.low)} and{" "}
            {formatLift(relative.interval.high)}
          </Text>
        </>
      ) : difference !== null ? (
        <Text size="sm">Control is too near to zero for a relative lift, so none is drawn.</Text>
      ) : null}
      {difference !== null ? (
        <Text size="sm" c="dimmed">
          Difference {formatDifference(metric.unit, difference)}
          {interval
            ? ` (${formatDifference(metric.unit, interval.low)} to ${formatDifference(metric.unit, interval.high)}, always valid)`
            : ""}
          {pAdjusted === null ? "" : `; p ${formatP(pAdjusted)} after correction`}
          {cuped && cuped.rSquared >= 0.0005
            ? `; the time before took ${formatPercent(cuped.rSquared)} of the variance away`
            : ""}
        </Text>
      ) : null}
    </li>
  );
}
