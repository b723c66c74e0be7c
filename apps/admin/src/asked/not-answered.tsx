import { ErrorState } from "@flywheel/ui";
import { Alert, Stack, Text } from "@mantine/core";
import type { RefObject } from "react";
import { codeOf, sayFailure } from "../words/failure.ts";
import { PatientButton } from "./patient-button.tsx";
import { useHandOver } from "./use-hand-over.ts";

export type NotAnsweredProps = {
  /** "The flywheel". */
  readonly what: string;
  readonly error: unknown;
  readonly isRetrying: boolean;
  readonly onRetry: () => void;
  /** Where the keyboard goes when trying again takes this away. */
  readonly keyboardTo: RefObject<HTMLButtonElement | null>;
};

export function NotAnswered({ what, error, ...retrying }: NotAnsweredProps) {
  if (codeOf(error) === "UNPROCESSABLE_CONTENT") return <TooMuch error={error} />;
  return (
    <ErrorState title={`${what} could not be read`}>
      <Stack gap="sm" align="flex-start">
        {sayFailure(error)}
        <TryAgain {...retrying} />
      </Stack>
    </ErrorState>
  );
}

function TryAgain({ isRetrying, onRetry, keyboardTo }: Omit<NotAnsweredProps, "what" | "error">) {
  const own = useHandOver(keyboardTo);
  return (
    <PatientButton ref={own} size="xs" color="red" isBusy={isRetrying} onPress={onRetry}>
      Try again
    </PatientButton>
  );
}

/** Asking the same again would not help, so it is not offered. */
function TooMuch({ error }: { readonly error: unknown }) {
  return (
    <Alert role="alert" color="amber" title="This asks for too much at once" radius="lg">
      <Text size="sm">{sayFailure(error)}</Text>
    </Alert>
  );
}
