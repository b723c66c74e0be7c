import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";

export type ErrorStateProps = {
  readonly title: string;
  /** What the visitor can do about it; never the insides of an error. */
  readonly children?: ReactNode;
  readonly onRetry?: () => void;
  readonly retrying?: boolean;
};

/** Something broke. Announced at once, and says how to go on. */
export function ErrorState({ title, children, onRetry, retrying = false }: ErrorStateProps) {
  return (
    <Alert role="alert" color="red" variant="light" title={title} icon={<IconAlertTriangle />} radius="lg">
      <Stack gap="sm" align="flex-start">
        {children ? (
          <Text size="sm" component="div">
            {children}
          </Text>
        ) : null}
        {onRetry ? (
          <Button size="xs" color="red" onClick={onRetry} loading={retrying}>
            Try again
          </Button>
        ) : null}
      </Stack>
    </Alert>
  );
}
