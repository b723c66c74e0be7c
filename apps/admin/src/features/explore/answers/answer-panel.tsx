import { EmptyState, ErrorState, LoadingState, Panel } from "@flywheel/ui";
import { Alert, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconRefresh, IconSearch } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { codeOf, sayFailure } from "../../../words/failure.ts";
import { type Answered, sayBasis } from "./answered.ts";

export type AnswerPanelProps<Answer> = {
  readonly title: string;
  readonly lead: string;
  readonly asked: {
    readonly data: Answer | undefined;
    readonly error: unknown;
    readonly isFetching: boolean;
    readonly isPlaceholderData: boolean;
    readonly refetch: () => unknown;
  };
  readonly onAskAgain: () => void;
  /** What to do when nothing was found. Null: there is something to show. */
  readonly empty: (answer: Answer) => { readonly title: string; readonly advice: string } | null;
  readonly children: (answer: Answer) => ReactNode;
};

/** One answer, in whatever state it is. */
export function AnswerPanel<Answer extends Answered>(props: AnswerPanelProps<Answer>) {
  const { title, lead, asked, onAskAgain } = props;
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
      <State {...props} />
    </Panel>
  );
}

function State<Answer extends Answered>({ asked, empty, children }: AnswerPanelProps<Answer>) {
  const { data, error, isFetching, isPlaceholderData } = asked;
  if (error && codeOf(error) === "UNPROCESSABLE_CONTENT") return <TooMuch error={error} />;
  if (error) {
    return (
      <ErrorState title="This could not be read" onRetry={() => void asked.refetch()} retrying={isFetching}>
        {sayFailure(error)}
      </ErrorState>
    );
  }
  if (!data) return <LoadingState label="Counting" lines={5} height={44} />;
  const nothing = empty(data);
  return (
    <Stack gap="lg" aria-busy={isPlaceholderData}>
      {isPlaceholderData ? (
        <Text size="sm" role="status">
          Still the answer to the question before. The new one is being counted.
        </Text>
      ) : null}
      <Stack gap="lg" style={isPlaceholderData ? { opacity: 0.6 } : undefined}>
        {nothing ? (
          <EmptyState icon={<IconSearch size={30} stroke={1.5} />} title={nothing.title}>
            {nothing.advice} Only visitors who agreed to measuring are counted.
          </EmptyState>
        ) : (
          children(data)
        )}
        <Group gap="xs">
          {data.basis.simulated ? <Badge color="plum">Simulated</Badge> : null}
          <Text size="sm" c="dimmed">
            {sayBasis(data)}
          </Text>
        </Group>
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

export const widen = "Choose a longer period, all apps, everybody or another event; look at simulated traffic apart.";
