import type { MetricReadout, Readout } from "@flywheel/api/type";
import { Panel, type Scale } from "@flywheel/ui";
import { Stack, Text, Title } from "@mantine/core";
import { saySegment } from "../../words/segment-words.ts";
import { ComparisonRow } from "./comparison-row.tsx";
import { ArmValues } from "./metric-panel.tsx";
import classes from "./results.module.css";

export type SegmentsPanelProps = {
  readonly segments: Readout["segments"];
  readonly metric: MetricReadout["metric"];
  readonly scale: Scale;
  readonly nameOf: (variant: string) => string;
};

/** The primary metric within groups of visitors. Looking at many finds chance, so each interval is wider. */
export function SegmentsPanel({ segments, metric, scale, nameOf }: SegmentsPanelProps) {
  if (segments.length === 0) return null;
  return (
    <Panel
      title={`${metric.name}, by segment`}
      order={3}
      lead={`Corrected for ${segments.length === 1 ? "this one segment" : `all ${segments.length} segments together`}: the intervals are wider than above. A visitor can be in several.`}
    >
      {segments.map(({ segment, arms, comparisons }) => (
        <Stack key={segment.key} gap="xs">
          <Stack gap={0}>
            <Title order={4}>{segment.name}</Title>
            <Text size="sm" c="dimmed">
              {saySegment(segment)}
            </Text>
          </Stack>
          <ArmValues arms={arms} metric={metric} nameOf={nameOf} />
          <ul className={classes.plain} aria-label={`${segment.name} against control`}>
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
        </Stack>
      ))}
    </Panel>
  );
}
