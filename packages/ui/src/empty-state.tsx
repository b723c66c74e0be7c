import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

export type EmptyStateProps = {
  readonly icon?: ReactNode;
  readonly title: string;
  /** What would fill this place. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
};

/** Nothing is here yet, and that is all right. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      {icon ? (
        <Text component="span" c="dimmed" lh={0} aria-hidden="true">
          {icon}
        </Text>
      ) : null}
      <Text fw={600}>{title}</Text>
      {children ? (
        <Text size="sm" c="dimmed" maw={420} component="div">
          {children}
        </Text>
      ) : null}
      {action}
    </Stack>
  );
}
