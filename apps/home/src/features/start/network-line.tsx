import { formatCount } from "@flywheel/ui";
import { Group, Text } from "@mantine/core";
import classes from "./network-line.module.css";
import { useNetworkStatus } from "./use-network-status.ts";

/** How the network is doing right now; nothing at all while nobody can say. */
export function NetworkLine() {
  const status = useNetworkStatus();
  if (!status) return null;
  const { active, nodes, models } = status;
  return (
    <Group gap="xs" wrap="nowrap">
      <span className={classes.dot} data-up={active > 0 || undefined} aria-hidden="true" />
      <Text size="sm" c="dimmed">
        The mock network now: {formatCount(active)} of {formatCount(nodes)} {nodes === 1 ? "node" : "nodes"} active,{" "}
        {formatCount(models)} {models === 1 ? "model" : "models"} hosted.
      </Text>
    </Group>
  );
}
