import { ErrorState, formatCredits, formatUsd, LoadingState } from "@flywheel/ui";
import { Button, Group, Stack, Text } from "@mantine/core";
import { messageOf } from "../failures.ts";
import { useMe } from "../use-me.ts";

export function PackList({ busy, onChoose }: { readonly busy: boolean; readonly onChoose: (pack: string) => void }) {
  const me = useMe();
  if (me.isPending) return <LoadingState label="Loading prices" height={60} />;
  if (me.isError) {
    return (
      <ErrorState title="The prices could not be loaded" onRetry={() => me.refetch()} retrying={me.isFetching}>
        {messageOf(me.error)}
      </ErrorState>
    );
  }
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        1,000 credits cost {formatUsd(1_000_000)}. They do not expire. A request that fails is never charged.
      </Text>
      {me.data.packs.map(({ id, title, credits, priceMicroUsd }) => (
        <Group
          key={id}
          justify="space-between"
          wrap="nowrap"
          p="sm"
          style={{ border: "1px solid var(--flywheel-line)", borderRadius: "var(--mantine-radius-md)" }}
        >
          <div>
            <Text fw={600}>{title}</Text>
            <Text size="sm" c="dimmed">
              {formatCredits(credits)}
            </Text>
          </div>
          <Button
            variant="light"
            disabled={busy}
            onClick={() => onChoose(id)}
            aria-label={`${title}, ${formatCredits(credits)}, ${formatUsd(priceMicroUsd)}`}
          >
            {formatUsd(priceMicroUsd)}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
