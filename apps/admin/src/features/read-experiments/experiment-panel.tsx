import type { ExperimentDefinition } from "@flywheel/experiments";
import { useTRPC } from "@flywheel/host";
import { ErrorState, formatCount, LoadingState, Panel } from "@flywheel/ui";
import { apps } from "@flywheel/vocabulary/apps";
import { Badge, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { sayFailure } from "../../words/failure.ts";
import { layerNames } from "../../words/layer-names.ts";
import { formatMoment } from "../../words/moments.ts";
import classes from "./experiments.module.css";
import { VariantColumn } from "./variant-column.tsx";

const states = {
  draft: { label: "Draft", color: "gray" },
  running: { label: "Running", color: "pine" },
  stopped: { label: "Stopped", color: "amber" },
} as const satisfies Record<ExperimentDefinition["state"], { label: string; color: string }>;

export function ExperimentPanel({ experiment }: { readonly experiment: ExperimentDefinition }) {
  const { key, name, hypothesis, app, layer, state, phase, coverage, variants } = experiment;
  const counts = useQuery(useTRPC().experiments.counts.queryOptions({ key }));
  return (
    <Panel title={name} actions={<Badge color={states[state].color}>{states[state].label}</Badge>}>
      <Stack gap={4}>
        <Text size="sm" maw={680}>
          {hypothesis}
        </Text>
        <Text size="sm" c="dimmed">
          {apps[app].title} · should move {layerNames[layer].toLowerCase()} · phase {phase} ·{" "}
          {coverage === 1 ? "all visitors" : `${Math.round(coverage * 100)} % of visitors`} · <code>{key}</code>
        </Text>
      </Stack>
      {counts.error ? (
        <ErrorState
          title="The counts could not be read"
          onRetry={() => void counts.refetch()}
          retrying={counts.isFetching}
        >
          {sayFailure(counts.error)}
        </ErrorState>
      ) : counts.data ? (
        <>
          <ul className={classes.variants} aria-label={`Variants of ${name}`}>
            {variants.map((variant, index) => (
              <VariantColumn
                key={variant.key}
                experiment={experiment}
                index={index}
                counts={counts.data.variants.find(({ key: counted }) => counted === variant.key) ?? null}
              />
            ))}
          </ul>
          <Text size="sm" c="dimmed">
            These are counts and not a verdict: a difference may be chance. {sayExcluded(counts.data.excluded)}{" "}
            Conversions happened at or after the first exposure, in {apps[app].title}. Bots and simulated visitors are
            not counted, nor are variants that were forced by a link. As of {formatMoment(counts.data.asOfMs)}.
          </Text>
        </>
      ) : (
        <LoadingState label="Counting" lines={3} height={30} />
      )}
    </Panel>
  );
}

function sayExcluded(excluded: number): string {
  if (excluded === 0) return "No visitor saw two variants.";
  return `${formatCount(excluded)} ${excluded === 1 ? "visitor" : "visitors"} saw two variants and ${excluded === 1 ? "is" : "are"} in neither.`;
}
