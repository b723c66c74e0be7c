import { Container, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

const widths = { text: 720, page: 1080, wide: 1360 } as const;

/** One page inside the frame: its width, and the air around it. */
export function Page({
  children,
  width = "page",
}: {
  readonly children: ReactNode;
  readonly width?: keyof typeof widths;
}) {
  return (
    <Container size={widths[width]} w="100%" px={{ base: "md", sm: "lg" }} py={{ base: "lg", sm: "xl" }}>
      <Stack gap="lg">{children}</Stack>
    </Container>
  );
}

export type PageTitleProps = {
  readonly children: ReactNode;
  /** What the page is for, in one sentence. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
};

/** The one h1 of a page. */
export function PageTitle({ children, lead, actions }: PageTitleProps) {
  return (
    <Group justify="space-between" align="flex-end" gap="md">
      <Stack gap={6} maw={680}>
        <Title order={1}>{children}</Title>
        {lead ? <Text c="dimmed">{lead}</Text> : null}
      </Stack>
      {actions ? <Group gap="xs">{actions}</Group> : null}
    </Group>
  );
}
