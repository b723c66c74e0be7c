import { Group, Text } from "@mantine/core";
import { Wheel } from "./wheel.tsx";

/** The mark with the name beside it. */
export function Wordmark() {
  return (
    <Group gap={8} wrap="nowrap" component="span">
      <Text component="span" c="var(--mantine-color-pine-text)" lh={0}>
        <Wheel size={26} />
      </Text>
      <Text component="span" fw={650} fz="md" style={{ letterSpacing: "-0.02em" }}>
        Flywheel
      </Text>
    </Group>
  );
}
