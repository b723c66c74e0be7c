import type { ArmValue, MetricReadout } from "@flywheel/api/type";
import { formatCount, Panel, type Scale } from "@flywheel/ui";
import { Badge, Group, Stack, Text } from "@mantine/core";
import { sayMetric } from "../../words/metric-words.ts";
import { formatPercent, formatValue } from "./amounts.ts";
import { ComparisonRow } from "./comparison-row.tsx";
import { LiftCourse } from "./lift-course.tsx";
import { OtherViews } from "./other-views.tsx";
import classes from "./results.module.css";

const roles = { primary: "Primary", secondary: "Secondary", guardrail: "Guardrail" } as const;
const guards = {
  broken: { color: "red", label: "Surely broken" },
  kept: { color: "pine", label: "Surely kept" },
  open: { color: "gray", label: "Neither broken nor kept yet" },
} as const;

export type MetricPanelProps = {
  readonly readout: MetricReadout;
  readonly scale: Scale;
  readonly nameOf: (variant: string) => string;
};

export function MetricPanel({ readout, scale, nameOf }: MetricPanelProps) {
  const { metric, role, margin, cap, guardrail, arms, comparisons } = readout;
  return (
    <Panel
      title={metric.name}
      order={3}
      lead={sayMetric(metric)}
      actions={
        <Group gap={6}>
          <Badge color={role === "primary" ? "pine" : "gray"}>{roles[role]}</Badge>
          {guardrail ? <Badge color={guards[guardrail].color}>{guards[guardrail].label}</Badge> : null}
        </Group>
      }
    >
      {margin !== null || cap !== null ? (
        <Text size="sm" c="dimmed">
          {margin === null ? "" : `May get worse by ${formatPercent(margin)} relative to control. `}
          {cap === null ? "" : `Amounts above ${formatValue(metric.unit, cap)} are cut to it.`}
        </Text>
      ) : null}
      <ArmValues arms={arms} metric={metric} nameOf={nameOf} />
      <ul className={classes.plain} aria-label={`${metric.name} against control`}>
        {comparisons.map((comparison) => (
          <ComparisonRow
            key={comparison.variant}
            comparison={comparison}
            metric={metric}
            variantName={nameOf(comparison.variant)}
            scale={scale}
          />
        ))}
      </ul>
      {role === "primary" ? (
        <Stack gap="lg">
          {comparisons.map((comparison) => (
            <LiftCourse
              key={comparison.variant}
              metric={metric}
              comparison={comparison}
              variantName={nameOf(comparison.variant)}
            />
          ))}
        </Stack>
      ) : null}
      <OtherViews readout={readout} nameOf={nameOf} />
    </Panel>
  );
}

/** Every value stands beside the number of visitors that it is of. */
export function ArmValues({
  arms,
  metric,
  nameOf,
}: {
  readonly arms: readonly ArmValue[];
  readonly metric: MetricReadout["metric"];
  readonly nameOf: (variant: string) => string;
}) {
  return (
    <ul className={classes.values} aria-label={`${metric.name} per variant`}>
      {arms.map(({ variant, visitors, nonZero, value }) => (
        <li key={variant}>
          <Text size="sm" c="dimmed">
            {nameOf(variant)}
          </Text>
          <Text fz="lg" fw={600} style={{ fontVariantNumeric: "tabular-nums" }}>
            {value === null ? sayMissing(visitors) : formatValue(metric.unit, value)}
          </Text>
          <Text size="xs" c="dimmed">
            {sayRest(metric, visitors, nonZero)}
          </Text>
        </li>
      ))}
    </ul>
  );
}

/** A value may be missing because nobody's time is over yet, or because what it is a ratio of did not happen. */
const sayMissing = (visitors: number): string => (visitors === 0 ? "Nobody analysed yet" : "Did not happen");

function sayRest({ kind }: MetricReadout["metric"], visitors: number, nonZero: number): string {
  const all = `${formatCount(visitors)} ${visitors === 1 ? "visitor" : "visitors"}`;
  if (visitors === 0) return "Visitors count once their time for this metric is over";
  switch (kind) {
    case "proportion":
      return `${formatCount(nonZero)} of ${all}`;
    case "mean":
      return `${formatCount(nonZero)} of ${all} have more than none`;
    case "ratio":
      return `It could happen for ${formatCount(nonZero)} of ${all}`;
    case "quantile":
      return `Events of ${all}`;
  }
}
