import { ErrorState, LoadingState, Panel } from "@flywheel/ui";
import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { codeOf, sayFailure } from "../words/failure.ts";

export type Asked<Answer> = {
  readonly data: Answer | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  /** `data` is of the question before. */
  readonly isPlaceholderData: boolean;
  readonly refetch: () => unknown;
};

export type AskedPanelProps<Answer> = {
  readonly title: string;
  readonly lead: string;
  /** What could not be read: "The flywheel". */
  readonly what: string;
  readonly asked: Asked<Answer>;
  /** Moves the end of a period that has no fixed one to now. */
  readonly onAskAgain: () => void;
  readonly children: (answer: Answer) => ReactNode;
};

/** A question, from being asked to being answered, and a way to ask it anew. */
export function AskedPanel<Answer>({ title, lead, what, asked, onAskAgain, children }: AskedPanelProps<Answer>) {
  return (
    <Panel
      title={title}
      lead={lead}
      actions={
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconRefresh size={16} />}
          loading={asked.isFetching}
          onClick={() => {
            onAskAgain();
            // A period that is fixed asks the same question again.
            void asked.refetch();
          }}
        >
          Ask again
        </Button>
      }
    >
      <State what={what} asked={asked}>
        {children}
      </State>
    </Panel>
  );
}

type StateProps<Answer> = Pick<AskedPanelProps<Answer>, "what" | "asked" | "children">;

/** The answer before stays until the next one is there, dimmed and said to be that. */
function State<Answer>({ what, asked, children }: StateProps<Answer>) {
  const { data, error, isFetching, isPlaceholderData } = asked;
  if (error && codeOf(error) === "UNPROCESSABLE_CONTENT") return <TooMuch error={error} />;
  if (error) {
    return (
      <ErrorState title={`${what} could not be read`} onRetry={() => void asked.refetch()} retrying={isFetching}>
        {sayFailure(error)}
      </ErrorState>
    );
  }
  if (data === undefined) return <LoadingState label="Counting" lines={5} height={44} />;
  return (
    <Stack gap="lg" aria-busy={isPlaceholderData}>
      {isPlaceholderData ? (
        <Text size="sm" role="status">
          Still the answer to the question before. The new one is being counted.
        </Text>
      ) : null}
      <Stack gap="lg" style={isPlaceholderData ? { opacity: 0.6 } : undefined}>
        {children(data)}
      </Stack>
    </Stack>
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
