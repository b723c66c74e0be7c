import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

export type PanelProps = {
  readonly title?: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Of the title; a panel inside a panel takes 3. */
  readonly order?: 2 | 3;
};

/** A part of a page that can be named. With a title it is a region that a screen reader lists. */
export function Panel({ title, lead, actions, children, order = 2 }: PanelProps) {
  const id = useId();
  return (
    <Paper
      component="section"
      aria-labelledby={title ? id : undefined}
      withBorder
      radius="lg"
      p={{ base: "md", sm: "lg" }}
      style={{ borderColor: "var(--flywheel-line)", minWidth: 0 }}
    >
      <Stack gap="md">
        {title ? (
          <Group justify="space-between" align="flex-start" gap="sm">
            <Stack gap={2}>
              <Title order={order} fz="h3" id={id}>
                {title}
              </Title>
              {lead ? (
                <Text size="sm" c="dimmed">
                  {lead}
                </Text>
              ) : null}
            </Stack>
            {actions}
          </Group>
        ) : null}
        {children}
      </Stack>
    </Paper>
  );
}
