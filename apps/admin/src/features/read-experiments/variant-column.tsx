import type { VariantCounts } from "@flywheel/api/type";
import type { ExperimentDefinition } from "@flywheel/experiments";
import { StatNumber } from "@flywheel/ui";
import { Anchor, Stack, Text, Title } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import classes from "./experiments.module.css";
import { forceLink, showsByLink } from "./force-link.ts";

export type VariantColumnProps = {
  readonly experiment: ExperimentDefinition;
  readonly index: number;
  /** Null before the start, and for a variant that the counts do not know. */
  readonly counts: VariantCounts | null;
};

export function VariantColumn({ experiment, index, counts }: VariantColumnProps) {
  const variant = experiment.variants[index];
  if (!variant) return null;
  const link = forceLink(experiment, index);
  return (
    <li className={classes.variant}>
      <Stack gap={2}>
        <Title order={3} fz="md">
          {variant.name}
        </Title>
        <Text size="sm" c="dimmed">
          <code>{variant.key}</code> · {Math.round(variant.weight * 100)} %{index === 0 ? " · control" : ""}
        </Text>
      </Stack>
      {counts ? <StatNumber label="Real visitors exposed" value={counts.exposed} /> : null}
      {showsByLink(experiment) ? (
        <Anchor size="sm" href={link} target="_blank" className={classes.force}>
          <IconExternalLink size={15} stroke={1.7} aria-hidden="true" />
          <span>
            See it yourself: <code>{link}</code>
          </span>
        </Anchor>
      ) : null}
    </li>
  );
}
