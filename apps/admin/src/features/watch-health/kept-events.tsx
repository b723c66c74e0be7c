import { useTRPC } from "@flywheel/host";
import { ErrorState, LoadingState } from "@flywheel/ui";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { sayFailure } from "../../words/failure.ts";
import { KeptCard } from "./kept-card.tsx";
import classes from "./refused.module.css";
import { RefusedActions } from "./refused-actions.tsx";
import type { RefusedKindProps } from "./refused-kind.tsx";

const mostShown = 20;

export function KeptEvents({ kind, onOutcome }: Pick<RefusedKindProps, "kind" | "onOutcome">) {
  const kept = useQuery(useTRPC().telemetry.quarantineList.queryOptions({ ...kind, limit: mostShown }));
  if (kept.error) {
    return (
      <ErrorState title="They could not be read" onRetry={() => void kept.refetch()} retrying={kept.isFetching}>
        {sayFailure(kept.error)}
      </ErrorState>
    );
  }
  if (!kept.data) return <LoadingState label="Loading what is kept" lines={3} />;
  if (kept.data.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        None are kept any more.
      </Text>
    );
  }
  return (
    <>
      <RefusedActions kind={kind} canBeTakenIn={kept.data.some((event) => event.kept !== null)} onOutcome={onOutcome} />
      <ol className={classes.cards} aria-label="What is kept, newest first">
        {kept.data.map((event) => (
          <KeptCard key={event.id} event={event} />
        ))}
      </ol>
      {kept.data.length === mostShown ? (
        <Text size="sm" c="dimmed">
          The newest {mostShown}; there may be older ones.
        </Text>
      ) : null}
    </>
  );
}
