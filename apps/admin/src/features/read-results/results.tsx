import type { Readout } from "@flywheel/api/type";
import { EmptyState, formatCount, Panel, scaleOf } from "@flywheel/ui";
import { Alert, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconEyeOff, IconHourglass } from "@tabler/icons-react";
import { formatMoment } from "../../words/moments.ts";
import { ArmsTable } from "./arms-table.tsx";
import { HealthPanel } from "./health-panel.tsx";
import { MetricPanel } from "./metric-panel.tsx";
import { SegmentsPanel } from "./segments-panel.tsx";
import { sayVerdict } from "./verdict-words.ts";

const tones = {
  good: { color: "pine", icon: <IconCheck /> },
  bad: { color: "red", icon: <IconAlertTriangle /> },
  plain: { color: "blue", icon: <IconHourglass /> },
  withheld: { color: "amber", icon: <IconEyeOff /> },
} as const;

/** What the numbers say, from the sentence down to the last interval. Withheld means that nothing is drawn. */
export function Results({ readout }: { readonly readout: Readout }) {
  const verdict = sayVerdict(readout);
  const nameOf = (variant: string) => readout.arms.find(({ key }) => key === variant)?.name ?? variant;
  const isWithheld = readout.verdict.outcome === "withheld" || readout.health.broken.length > 0;
  const scale = liftScale(readout);
  const primary = readout.metrics.find(({ role }) => role === "primary");
  return (
    <Stack gap="lg">
      <Alert {...tones[verdict.tone]} variant="light" radius="lg" title={verdict.sentence} role="note">
        <Text size="sm">
          {verdict.rule} {verdict.left}
        </Text>
        <Text size="sm" c="dimmed" mt={6}>
          As of {formatMoment(readout.asOfMs)}, phase {readout.phase}, from {formatCount(readout.events)}{" "}
          {readout.simulated ? "events of simulated visitors" : "events of real visitors"}.
        </Text>
      </Alert>
      <HealthPanel readout={readout} />
      <Panel
        title="Visitors"
        order={3}
        lead="Excluded saw two variants. Immature are still within the window of the primary metric and count once it is over."
      >
        <ArmsTable arms={readout.arms} />
      </Panel>
      {isWithheld ? (
        <EmptyState icon={<IconEyeOff size={30} stroke={1.5} />} title="No result is shown">
          A number from a broken experiment misleads more than none. Mend what Health names, then start a new phase.
        </EmptyState>
      ) : (
        <>
          {readout.metrics.map((metric) => (
            <MetricPanel key={metric.metric.key} readout={metric} scale={scale} nameOf={nameOf} />
          ))}
          {primary ? (
            <SegmentsPanel segments={readout.segments} metric={primary.metric} scale={scale} nameOf={nameOf} />
          ) : null}
        </>
      )}
    </Stack>
  );
}

/** All lifts of the page on one scale, so that lengths can be compared; beyond 100 % an interval fades out. */
export const liftScale = ({ metrics, segments }: Pick<Readout, "metrics" | "segments">) =>
  scaleOf(
    [...metrics, ...segments].flatMap(({ comparisons }) =>
      comparisons.flatMap(({ relative }) =>
        relative ? [relative.lift, relative.interval.low, relative.interval.high] : [],
      ),
    ),
    1,
  );
