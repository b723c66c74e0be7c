import { useChat } from "@ai-sdk/react";
import type { ModelCard } from "@flywheel/api/type";
import { RefusalNotice } from "@flywheel/host/answers";
import { ErrorState } from "@flywheel/ui";
import { Stack, VisuallyHidden } from "@mantine/core";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { AnswerView } from "./answer-view.tsx";
import { Beginning } from "./beginning.tsx";
import { Composer } from "./composer.tsx";
import classes from "./conversation.module.css";
import type { Conversation } from "./conversation.ts";
import { SaidView } from "./said-view.tsx";
import { statusLine } from "./status-line.ts";
import { Awaited, Transcript } from "./transcript.tsx";
import { troubleOf } from "./trouble.ts";
import { type Turn, turnsOf } from "./turns.ts";
import { useFollowing } from "./use-following.ts";

export type ConversationViewProps = {
  readonly conversation: Conversation;
  /** Its name, once the server has given it one. */
  readonly title: string | null;
  readonly models: readonly ModelCard[];
  /** The one that a new conversation begins with. */
  readonly preferred: ModelCard | null;
  readonly onPrefer: (model: ModelCard) => void;
  /** A message is on its way. */
  readonly onSent: () => void;
  /** The first sign of an answer: from now on the server knows the conversation. */
  readonly onBegun: () => void;
};

export function ConversationView(props: ConversationViewProps) {
  const { conversation, title, models, preferred, onPrefer, onSent, onBegun } = props;
  const { messages, status, error } = useChat({ chat: conversation.chat, experimental_throttle: 50 });
  const [text, setText] = useState(conversation.left.text);
  const [modelId, setModelId] = useState(conversation.left.model);
  const model = models.find(({ id }) => id === modelId) ?? preferred;
  const field = useRef<HTMLTextAreaElement>(null);
  const { viewRef, contentRef, following, toEnd } = useFollowing();
  const turns = turnsOf(messages, status);
  const busy = status === "submitted" || status === "streaming";

  const begun = useEffectEvent(onBegun);
  useEffect(() => {
    if (status === "streaming") begun();
  }, [status]);

  function type(typed: string) {
    conversation.left.text = typed;
    setText(typed);
  }

  function pick(picked: ModelCard) {
    conversation.left.model = picked.id;
    setModelId(picked.id);
    onPrefer(picked);
  }

  function ask(carryOut: (modelId: string) => void) {
    if (!model) return;
    carryOut(model.id);
    toEnd();
    onSent();
  }

  function send(words: string) {
    ask((modelId) => conversation.send(words, modelId));
    type("");
  }

  function open(opening: string) {
    type(opening.replace("…", ""));
    field.current?.focus();
  }

  const again = () => ask((modelId) => conversation.again(modelId));
  const lastSaid = messages.findLast(({ role }) => role === "user")?.id;

  function draw(turn: Turn, index: number) {
    const last = index === turns.length - 1;
    switch (turn.kind) {
      case "said": {
        const edit = (words: string) => ask((modelId) => conversation.edit(turn.id, words, modelId));
        return <SaidView key={turn.id} text={turn.text} onEdit={!busy && turn.id === lastSaid ? edit : null} />;
      }
      case "answer": {
        const asked = turn.requestId === null ? null : conversation.askedFor(turn.requestId);
        const modelId = turn.model ?? asked?.model ?? null;
        return (
          <Stack key={turn.id} gap="sm">
            <AnswerView
              answer={turn}
              conversationId={conversation.id}
              modelName={models.find(({ id }) => id === modelId)?.name ?? modelId}
              asked={asked}
              onAgain={last && !busy && turn.phase !== "failed" ? again : null}
            />
            {turn.phase === "failed" && last ? <Broken error={error} onRetry={again} /> : null}
          </Stack>
        );
      }
      case "awaited":
        return <Awaited key="awaited" />;
      case "refused":
        return (
          <RefusalNotice key={turn.id} refusal={turn.refusal} onRetry={again} onChange={() => field.current?.focus()} />
        );
      case "unanswered":
        return <Unanswered key="unanswered" error={error} onRetry={again} />;
    }
  }

  return (
    <section className={classes.conversation} aria-label={title ?? "New conversation"}>
      {title && turns.length > 0 ? <VisuallyHidden component="h1">{title}</VisuallyHidden> : null}
      <Transcript
        status={statusLine(turns, busy)}
        following={following}
        onToEnd={toEnd}
        viewRef={viewRef}
        contentRef={contentRef}
      >
        {turns.length === 0 ? <Beginning onAsk={send} onOpen={open} /> : turns.map(draw)}
      </Transcript>
      <Composer
        field={field}
        text={text}
        onText={type}
        models={models}
        model={model}
        onPickModel={pick}
        busy={busy}
        onSend={send}
        onStop={() => conversation.stop()}
      />
    </section>
  );
}

type BrokenProps = { readonly error: Error | undefined; readonly onRetry: () => void };

function Broken({ error, onRetry }: BrokenProps) {
  return (
    <ErrorState title="The answer broke off" onRetry={onRetry}>
      {troubleOf(error)}
    </ErrorState>
  );
}

function Unanswered({ error, onRetry }: BrokenProps) {
  return (
    <ErrorState title="No answer yet" onRetry={onRetry}>
      {error ? troubleOf(error) : "The page was left or the answer was stopped before its first word."}
    </ErrorState>
  );
}
