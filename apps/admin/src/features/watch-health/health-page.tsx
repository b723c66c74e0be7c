import { EmptyState, ErrorState, LoadingState, Page, PageTitle, Panel } from "@flywheel/ui";
import { Badge, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type Part, readHealth } from "./health.ts";
import { RefusedEvents } from "./refused-events.tsx";

const everyMs = 10_000;

export function HealthPage() {
  const health = useQuery({ queryKey: ["health-report"], queryFn: askHealth, refetchInterval: everyMs });
  return (
    <Page>
      <PageTitle lead={`What the server says of itself, asked every ${everyMs / 1000} seconds.`}>Health</PageTitle>
      {health.data ? (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {health.data.parts.map((part) => (
            <PartPanel key={part.name} part={part} />
          ))}
        </SimpleGrid>
      ) : health.error ? (
        <ErrorState title="No health report" onRetry={() => void health.refetch()} retrying={health.isFetching}>
          The server did not answer. It may be restarting; this page asks again by itself.
        </ErrorState>
      ) : health.isPending ? (
        <LoadingState label="Asking" />
      ) : (
        <EmptyState title="The server gave no health report" />
      )}
      <RefusedEvents />
    </Page>
  );
}

/** A report of something broken comes with status 503 and is a report all the same. */
async function askHealth() {
  const response = await fetch("/api/health");
  return readHealth(await response.json());
}

function PartPanel({ part: { name, ok, facts } }: { readonly part: Part }) {
  return (
    <Panel
      title={name}
      actions={ok === null ? null : <Badge color={ok ? "pine" : "red"}>{ok ? "OK" : "Not OK"}</Badge>}
    >
      <Stack gap={6} component="dl" m={0}>
        {facts.map(({ label, value }) => (
          <Group key={label} justify="space-between" gap="sm" wrap="nowrap">
            <Text component="dt" size="sm" c="dimmed">
              {label}
            </Text>
            <Text component="dd" size="sm" m={0} style={{ fontVariantNumeric: "tabular-nums" }}>
              {value}
            </Text>
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}
