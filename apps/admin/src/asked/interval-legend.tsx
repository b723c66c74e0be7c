import { Text } from "@mantine/core";

/** Under shares that have an interval: what it is of. */
export function IntervalLegend({ where = "" }: { readonly where?: "In brackets, " | "" }) {
  return (
    <Text size="sm" c="dimmed">
      {where}95 % interval: where the share would lie with many more visitors like these. It is of chance alone.
    </Text>
  );
}
