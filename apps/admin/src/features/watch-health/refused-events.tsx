import { useTRPC } from "@flywheel/host";
import { ErrorState, LoadingState, Panel } from "@flywheel/ui";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sayFailure } from "../../words/failure.ts";
import classes from "./refused.module.css";
import { RefusedKind } from "./refused-kind.tsx";

/** The door counts what it turns away, and keeps what can be taken in after all. */
export function RefusedEvents() {
  const refused = useQuery(useTRPC().telemetry.quarantined.queryOptions(undefined, { refetchInterval: 10_000 }));
  // Kept here, because a kind leaves the list when all of it was taken in.
  const [outcome, setOutcome] = useState<string | null>(null);
  return (
    <Panel
      title="Events turned away"
      lead="In the last 24 hours, by reason. Words that somebody could have written are not kept, only their length."
    >
      {outcome === null ? null : (
        <Text size="sm" role="status" className={classes.outcome}>
          {outcome}
        </Text>
      )}
      {refused.error ? (
        <ErrorState
          title="The counts could not be read"
          onRetry={() => void refused.refetch()}
          retrying={refused.isFetching}
        >
          {sayFailure(refused.error)}
        </ErrorState>
      ) : refused.data === undefined ? (
        <LoadingState label="Counting" lines={2} />
      ) : refused.data.length === 0 ? (
        <Text size="sm" c="dimmed">
          None: every event that arrived was taken in.
        </Text>
      ) : (
        <ul className={classes.kinds}>
          {refused.data.map(({ reason, name, count }) => (
            <RefusedKind key={`${reason} ${name}`} kind={{ reason, name }} count={count} onOutcome={setOutcome} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
