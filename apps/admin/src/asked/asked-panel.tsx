import { Panel } from "@flywheel/ui";
import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { type ReactNode, useRef, useState } from "react";
import classes from "./asked.module.css";
import { NotAnswered } from "./not-answered.tsx";
import { PassingButton } from "./passing-button.tsx";
import { PatientButton } from "./patient-button.tsx";
import { type Standing, sayStanding } from "./standing.ts";
import { useGivingUp } from "./use-giving-up.ts";

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
  /** Of this question alone; they stay whatever becomes of it, because another choice may be the way out. */
  readonly choices?: ReactNode;
  readonly asked: Asked<Answer>;
  /** Moves the end of a period that has no fixed one to now. */
  readonly onAskAgain: () => void;
  readonly children: (answer: Answer) => ReactNode;
};

/** A question, from being asked to being answered or given up, and a way to ask it anew. */
export function AskedPanel<Answer>({
  title,
  lead,
  what,
  choices,
  asked,
  onAskAgain,
  children,
}: AskedPanelProps<Answer>) {
  const { error, isFetching } = asked;
  const { isGivenUp, giveUp } = useGivingUp(asked);
  const { answer, shown } = useShown(asked);
  const again = useRef<HTMLButtonElement>(null);
  const hasFailed = Boolean(error) && !isGivenUp;

  function ask() {
    onAskAgain();
    // A period that is fixed asks the same question again.
    void asked.refetch();
  }

  return (
    <Panel
      title={title}
      lead={lead}
      actions={
        <Group gap="xs">
          {isFetching ? (
            <PassingButton variant="subtle" color="gray" size="compact-sm" keyboardTo={again} onPress={giveUp}>
              Give it up
            </PassingButton>
          ) : null}
          <PatientButton
            ref={again}
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconRefresh size={16} />}
            isBusy={isFetching}
            onPress={ask}
          >
            Ask again
          </PatientButton>
        </Group>
      }
    >
      {choices}
      {hasFailed ? (
        <NotAnswered
          what={what}
          error={error}
          isRetrying={isFetching}
          onRetry={() => void asked.refetch()}
          keyboardTo={again}
        />
      ) : null}
      <StandingLine {...{ isFetching, isGivenUp, hasFailed, shown }} />
      {isGivenUp ? (
        <PassingButton variant="default" size="xs" keyboardTo={again} onPress={ask}>
          Ask after all
        </PassingButton>
      ) : null}
      {answer === undefined ? (
        <Waiting isHidden={hasFailed || isGivenUp} />
      ) : (
        <Stack gap="lg" aria-busy={isFetching} style={shown === "former" ? { opacity: 0.6 } : undefined}>
          {children(answer)}
        </Stack>
      )}
    </Panel>
  );
}

/** An answer stays until the next one is there, also where the next one fails. */
function useShown<Answer>({ data, isPlaceholderData }: Asked<Answer>) {
  const [former, setFormer] = useState(data);
  if (data !== undefined && data !== former) setFormer(data);
  const answer = data ?? former;
  const isFormer = isPlaceholderData || data === undefined;
  const shown: Standing["shown"] = answer === undefined ? "nothing" : isFormer ? "former" : "own";
  return { answer, shown };
}

/** One element for as long as the panel is there: what is written into it is heard. */
function StandingLine(standing: Standing) {
  const { sentence, isSeen } = sayStanding(standing);
  return (
    <Text component="div" size="sm" role="status" className={isSeen ? undefined : classes.heard}>
      {sentence}
    </Text>
  );
}

/** The shape of what is coming. */
function Waiting({ isHidden }: { readonly isHidden: boolean }) {
  if (isHidden) return null;
  return (
    <Stack gap="sm" aria-hidden="true">
      {["100%", "100%", "100%", "100%", "62%"].map((width, line) => (
        <Skeleton key={line} height={44} width={width} />
      ))}
    </Stack>
  );
}
