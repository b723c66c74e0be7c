import { useTRPC } from "@flywheel/host";
import { ErrorState, formatCount, LoadingState, Panel } from "@flywheel/ui";
import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { sayFailure } from "../../words/failure.ts";
import { sayReason } from "./refusal-reasons.ts";

/** The door counts what it turns away. */
export function RefusedEvents() {
  const refused = useQuery(useTRPC().telemetry.quarantined.queryOptions());
  return (
    <Panel title="Events turned away" lead="In the last 24 hours, by reason. What they carried is not kept.">
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
        <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: "none" }}>
          {refused.data.map(({ reason, name, count }) => (
            <Group key={`${reason} ${name}`} component="li" justify="space-between" gap="sm" wrap="nowrap">
              <Text size="sm">
                {sayReason(reason)} <code>{name ?? "unnamed"}</code>
              </Text>
              <Text size="sm" fw={550} style={{ fontVariantNumeric: "tabular-nums" }}>
                {formatCount(count)}
              </Text>
            </Group>
          ))}
        </Stack>
      )}
    </Panel>
  );
}
