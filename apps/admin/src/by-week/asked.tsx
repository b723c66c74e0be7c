import { ErrorState, LoadingState } from "@flywheel/ui";
import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { codeOf, sayFailure } from "../words/failure.ts";

export type AskedProps<Answer> = {
  readonly asked: {
    readonly data: Answer | undefined;
    readonly error: unknown;
    readonly isFetching: boolean;
    /** `data` is of the question before. */
    readonly isPlaceholderData: boolean;
    readonly refetch: () => unknown;
  };
  /** What could not be read: "The flywheel". */
  readonly what: string;
  readonly children: (answer: Answer) => ReactNode;
};

/** A question, from being asked to being answered. The answer before stays, dimmed and said to be that, until then. */
export function Asked<Answer>({ asked, what, children }: AskedProps<Answer>) {
  const { data, error, isFetching, isPlaceholderData } = asked;
  if (error) return <NotAnswered error={error} what={what} asking={isFetching} onAgain={() => void asked.refetch()} />;
  if (data === undefined) return <LoadingState label={`Asking: ${what}`} lines={6} height={44} />;
  return (
    <Stack gap="lg" aria-busy={isPlaceholderData}>
      {isPlaceholderData ? (
        <Text size="sm" role="status">
          Asking. Until the answer is there, this is the one to the question before.
        </Text>
      ) : null}
      <Stack gap="lg" style={isPlaceholderData ? { opacity: 0.5 } : undefined}>
        {children(data)}
      </Stack>
    </Stack>
  );
}

type NotAnsweredProps = {
  readonly error: unknown;
  readonly what: string;
  readonly asking: boolean;
  readonly onAgain: () => void;
};

/** A question that asks for too much is refused in the server's words, and asking the same again would not help. */
function NotAnswered({ error, what, asking, onAgain }: NotAnsweredProps) {
  if (codeOf(error) === "UNPROCESSABLE_CONTENT" && error instanceof Error) {
    return <ErrorState title="This asks for too much">{asSentence(error.message)}</ErrorState>;
  }
  return (
    <ErrorState title={`${what} could not be read`} onRetry={onAgain} retrying={asking}>
      {sayFailure(error)}
    </ErrorState>
  );
}

const asSentence = (message: string) => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
