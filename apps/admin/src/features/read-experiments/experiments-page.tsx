import { useTRPC } from "@flywheel/host";
import { EmptyState, ErrorState, LoadingState, Page, PageTitle } from "@flywheel/ui";
import { IconFlask } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { sayFailure } from "../../words/failure.ts";
import { ExperimentPanel } from "./experiment-panel.tsx";

export function ExperimentsPage() {
  const list = useQuery(useTRPC().experiments.list.queryOptions());
  return (
    <Page>
      <PageTitle lead="What is tried, on whom, and what they did. Counts only: no verdict yet.">Experiments</PageTitle>
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
          An experiment is defined in packages/experiments; the server adds new ones when it starts.
        </EmptyState>
      ) : (
        list.data.map((experiment) => <ExperimentPanel key={experiment.key} experiment={experiment} />)
      )}
    </Page>
  );
}
