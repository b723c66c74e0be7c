import type { ExperimentDefinition } from "@flywheel/experiments";
import { useTRPC } from "@flywheel/host";
import { EmptyState, ErrorState, LoadingState, Page, PageTitle, Panel } from "@flywheel/ui";
import { Anchor, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconFlask, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { now } from "../../clock.ts";
import { usePerson } from "../../signed-in/person.ts";
import { mayActAs } from "../../signed-in/roles.ts";
import { stateBadge, statesInOrder, stateWords } from "../../words/experiment-states.ts";
import { sayFailure } from "../../words/failure.ts";
import { layerNames } from "../../words/layer-names.ts";
import { formatDay } from "../../words/moments.ts";
import { leftOver, sinceOf } from "./clean-up.ts";
import classes from "./experiments.module.css";

export function ExperimentsPage() {
  const { role } = usePerson();
  const list = useQuery(useTRPC().experiments.list.queryOptions());
  const create = mayActAs(role, "editor") ? (
    <Button
      leftSection={<IconPlus size={16} aria-hidden="true" />}
      renderRoot={(props) => <Link {...props} to="/experiments/new" />}
    >
      New experiment
    </Button>
  ) : null;
  return (
    <Page>
      <PageTitle lead="What is tried, on whom, and what came of it." actions={create}>
        Experiments
      </PageTitle>
      {list.error ? (
        <ErrorState
          title="The experiments could not be read"
          onRetry={() => void list.refetch()}
          retrying={list.isFetching}
        >
          {sayFailure(list.error)}
        </ErrorState>
      ) : list.data === undefined ? (
        <LoadingState label="Loading experiments" lines={4} height={60} />
      ) : list.data.length === 0 ? (
        <EmptyState icon={<IconFlask size={30} stroke={1.5} />} title="No experiments yet">
          An experiment asks whether a change moves a layer of the flywheel.
        </EmptyState>
      ) : (
        <ByState experiments={list.data} />
      )}
    </Page>
  );
}

function ByState({ experiments }: { readonly experiments: readonly ExperimentDefinition[] }) {
  const old = leftOver(experiments, now());
  return (
    <>
      {old.length > 0 ? (
        <Listed
          title="To clean up"
          lead="Decided more than 30 days ago: take the flag and the losing variant out of the code, then archive it."
        >
          {old.map((it) => (
            <Row key={it.key} experiment={it} />
          ))}
        </Listed>
      ) : null}
      {statesInOrder.map((state) => {
        const those = experiments.filter((it) => it.state === state);
        return those.length === 0 ? null : (
          <Listed key={state} title={stateWords[state].title}>
            {those.map((it) => (
              <Row key={it.key} experiment={it} />
            ))}
          </Listed>
        );
      })}
    </>
  );
}

type ListedProps = { readonly title: string; readonly lead?: string; readonly children: ReactNode };

const Listed = ({ title, lead, children }: ListedProps) => (
  <Panel title={title} lead={lead}>
    <ul className={classes.rows} aria-label={title}>
      {children}
    </ul>
  </Panel>
);

function Row({ experiment }: { readonly experiment: ExperimentDefinition }) {
  const { key, name, hypothesis, layer, variants, state, decision } = experiment;
  const since = sinceOf(experiment);
  const shipped = variants.find((it) => it.key === decision?.variant)?.name;
  return (
    <li className={classes.row}>
      <Stack gap={4} miw={0}>
        <Group justify="space-between" gap="xs">
          <Anchor fw={600} renderRoot={(props) => <Link {...props} to="/experiments/$key" params={{ key }} />}>
            {name}
          </Anchor>
          <Badge color={stateWords[state].color}>{stateBadge(state)}</Badge>
        </Group>
        <Text size="sm" lineClamp={2}>
          {hypothesis}
        </Text>
        <Text size="sm" c="dimmed">
          {layerNames[layer]} · {variants.map((it) => it.name).join(" or ")}
          {since === null ? " · never started" : ` · since ${formatDay(since)}`}
          {decision && shipped ? ` · ${decision.outcome === "ship" ? "shipped" : "stayed with"} ${shipped}` : ""}
        </Text>
      </Stack>
    </li>
  );
}
