import { useRecord } from "@flywheel/host";
import { ProofBadge, RateButtons } from "@flywheel/host/answers";
import { useSeen } from "@flywheel/telemetry/react";
import { ActionIcon, Group, Text, Tooltip } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import classes from "./conversation.module.css";
import type { Asked } from "./conversation.ts";
import { CopyButton } from "./copy-button.tsx";
import { Markdown } from "./markdown.tsx";
import type { Answer } from "./turns.ts";

export type AnswerViewProps = {
  readonly answer: Answer;
  readonly conversationId: string;
  readonly modelName: string | null;
  /** The ask, if it was made in this page: then its end is an event. */
  readonly asked: Asked | null;
  /** Only the last answer can be given again; null elsewhere and while an answer is under way. */
  readonly onAgain: (() => void) | null;
};

export function AnswerView({ answer, conversationId, modelName, asked, onAgain }: AnswerViewProps) {
  const { requestId, text, phase } = answer;
  const ending = endingOf(answer);
  const record = useRecord();
  const recordCopied = () => {
    if (requestId) record("output.kept", { requestId, medium: "text", how: "copied" });
  };
  return (
    <article className={classes.answer} aria-label={modelName ? `Answer of ${modelName}` : "Answer"}>
      {modelName ? (
        <Text size="xs" c="dimmed" mb={4} fw={550}>
          {modelName}
        </Text>
      ) : null}
      {text === "" ? null : <Markdown text={text} onCopied={recordCopied} />}
      {phase === "streaming" ? <span className={classes.caret} aria-hidden="true" /> : null}
      {ending ? (
        <Text size="sm" c="dimmed" mt="xs">
          {ending}
        </Text>
      ) : null}
      {phase === "streaming" ? null : (
        <Group gap={4} mt={6} className={classes.actions}>
          {text === "" ? null : <CopyButton label="Copy answer" text={() => text} onCopied={recordCopied} />}
          {requestId && phase === "complete" ? <RateButtons requestId={requestId} medium="text" /> : null}
          {onAgain ? (
            <Tooltip label="Answer again">
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Answer again" onClick={onAgain}>
                <IconRefresh size={18} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          ) : null}
          {requestId && answer.receipt ? (
            <ProofBadge
              key={requestId}
              requestId={requestId}
              receipt={answer.receipt}
              conversationId={conversationId}
            />
          ) : null}
        </Group>
      )}
      {phase === "complete" && requestId && asked ? (
        <AnswerEnd key={requestId} requestId={requestId} asked={asked} />
      ) : null}
    </article>
  );
}

function endingOf({ phase, text }: Answer): string | null {
  if (phase === "failed") return text === "" ? "Broke off before the first word." : "Broke off here.";
  if (phase !== "stopped") return null;
  return text === "" ? "Stopped before the first word." : "Stopped here. Only what was written is charged.";
}

/** The end of an answer that was given in this page: whoever sees it has been shown the whole. */
function AnswerEnd({ requestId, asked }: { readonly requestId: string; readonly asked: Asked }) {
  const record = useRecord();
  const ref = useSeen(() => {
    if (asked.shown) return;
    asked.shown = true;
    const waitedMs = (asked.endedMs ?? asked.askedMs) - asked.askedMs;
    record("output.shown", { requestId, medium: "text", model: asked.model, waitedMs });
  });
  return <div ref={ref} className={classes.end} />;
}
