import type { ExperimentDefinition } from "@flywheel/experiments";
import { useTRPC } from "@flywheel/host";
import { ErrorState, formatCount, Panel } from "@flywheel/ui";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { sayFailure } from "../../words/failure.ts";
import { formatMoment } from "../../words/moments.ts";
import classes from "./experiments.module.css";
import { showsByLink } from "./force-link.ts";
import { VariantColumn } from "./variant-column.tsx";

/** The variants with a link to see each, and how many saw it. What they did is for the results, once health is known. */
export function VariantsPanel({ experiment }: { readonly experiment: ExperimentDefinition }) {
  const { key, name, variants, phases } = experiment;
  const counts = useQuery({
    ...useTRPC().experiments.counts.queryOptions({ key }),
    enabled: phases.length > 0,
  });
  return (
    <Panel title="Variants" lead={sayLinks(experiment)}>
      {counts.error ? (
        <ErrorState
          title="The counts could not be read"
          onRetry={() => void counts.refetch()}
          retrying={counts.isFetching}
        >
          {sayFailure(counts.error)}
        </ErrorState>
      ) : null}
      <ul className={classes.variants} aria-label={`Variants of ${name}`}>
        {variants.map((variant, index) => (
          <VariantColumn
            key={variant.key}
            experiment={experiment}
            index={index}
            counts={counts.data?.variants.find(({ key: counted }) => counted === variant.key) ?? null}
          />
        ))}
      </ul>
      {counts.data ? (
        <Text size="sm" c="dimmed">
          {sayExcluded(counts.data.excluded)} Bots, simulated visitors and forced variants are not counted. As of{" "}
          {formatMoment(counts.data.asOfMs)}.
        </Text>
      ) : null}
    </Panel>
  );
}

function sayLinks(experiment: ExperimentDefinition): string {
  if (showsByLink(experiment)) return "A link shows its variant to whoever follows it, and counts nobody.";
  return experiment.state === "draft"
    ? "Once it is in review, a link shows each of them, unless it is a holdout."
    : "It shows no variant by a link now: it does not run.";
}

function sayExcluded(excluded: number): string {
  if (excluded === 0) return "No visitor saw two variants.";
  return `${formatCount(excluded)} ${excluded === 1 ? "visitor" : "visitors"} saw two variants and ${excluded === 1 ? "is" : "are"} in neither.`;
}
