import type { ExperimentDefinition } from "@flywheel/experiments";
import { useTRPC } from "@flywheel/host";
import { ErrorState, LoadingState, Page, PageTitle, Panel } from "@flywheel/ui";
import { Anchor, Badge, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { stateBadge, stateWords } from "../../words/experiment-states.ts";
import { sayFailure } from "../../words/failure.ts";
import { DefinitionPanel } from "./definition-panel.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { VariantsPanel } from "./variants-panel.tsx";

export type ExperimentPageProps = {
  readonly experimentKey: string;
  /** What can be done with it, what came of it, and the decision: parts that this page does not know. */
  readonly steer: (experiment: ExperimentDefinition) => ReactNode;
  readonly results: (experiment: ExperimentDefinition) => ReactNode;
};

export function ExperimentPage({ experimentKey: key, steer, results }: ExperimentPageProps) {
  const found = useQuery(useTRPC().experiments.get.queryOptions({ key }));
  if (found.error) {
    return (
      <Page>
        <ErrorState
          title="The experiment could not be read"
          onRetry={() => void found.refetch()}
          retrying={found.isFetching}
        >
          {sayFailure(found.error)} <AllLink />
        </ErrorState>
      </Page>
    );
  }
  if (!found.data) {
    return (
      <Page>
        <LoadingState label="Loading the experiment" lines={6} height={56} />
      </Page>
    );
  }
  const experiment = found.data;
  return (
    <Page>
      <PageTitle lead={experiment.hypothesis}>{experiment.name}</PageTitle>
      <Group gap="sm">
        <Badge size="lg" color={stateWords[experiment.state].color}>
          {stateBadge(experiment.state)}
        </Badge>
        {steer(experiment)}
        <AllLink />
      </Group>
      {experiment.decision ? <DecisionPanel experiment={experiment} decision={experiment.decision} /> : null}
      {results(experiment)}
      <VariantsPanel experiment={experiment} />
      <DefinitionPanel experiment={experiment} />
      <HistoryPanel experimentKey={key} />
    </Page>
  );
}

function DecisionPanel({
  experiment: { variants },
  decision: { outcome, variant, reason, rule },
}: {
  readonly experiment: ExperimentDefinition;
  readonly decision: NonNullable<ExperimentDefinition["decision"]>;
}) {
  const name = variants.find(({ key }) => key === variant)?.name ?? variant;
  const said = rule.split(":")[0];
  return (
    <Panel title={outcome === "ship" ? `Decided: ship “${name}”` : `Decided: stay with “${name}”`}>
      <Text>{reason}</Text>
      <Text size="sm" c={said === outcome ? "dimmed" : "orange"}>
        {said === outcome ? "As the readout said at that moment" : "Against the readout of that moment, which said"}:{" "}
        <code>{rule}</code>
      </Text>
    </Panel>
  );
}

const AllLink = () => (
  <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/experiments" />}>
    All experiments
  </Anchor>
);
