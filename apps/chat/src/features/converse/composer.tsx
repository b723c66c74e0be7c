import type { ModelCard } from "@flywheel/api/type";
import { useRecord } from "@flywheel/host";
import { ModelSelect } from "@flywheel/host/answers";
import { formatCount, formatCredits } from "@flywheel/ui";
import { ActionIcon, Group, Text, Textarea, Tooltip } from "@mantine/core";
import { IconArrowUp, IconPlayerStopFilled } from "@tabler/icons-react";
import { type KeyboardEvent, type Ref, useRef } from "react";
import classes from "./conversation.module.css";
import { readWords, wordsLimit } from "./words.ts";

export type ComposerProps = {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly models: readonly ModelCard[];
  readonly model: ModelCard | null;
  readonly onPickModel: (model: ModelCard) => void;
  readonly busy: boolean;
  readonly onSend: (text: string) => void;
  readonly onStop: () => void;
  readonly field: Ref<HTMLTextAreaElement>;
};

/** Where a message is written. Enter sends it, Shift and Enter make a new line; it can be written while an answer comes. */
export function Composer(props: ComposerProps) {
  const { text, onText, models, model, onPickModel, busy, onSend, onStop, field } = props;
  const record = useRecord();
  const started = useRef(text !== "");
  const read = readWords(text);
  const ready = read.ok && model !== null && !busy;

  function type(typed: string) {
    if (!started.current && typed !== "") {
      started.current = true;
      record("prompt.started", { medium: "text" });
    }
    onText(typed);
  }

  function send() {
    if (!read.ok || !ready) return;
    started.current = false;
    onSend(read.text);
  }

  function sendByKey(event: KeyboardEvent) {
    // While an input method composes a word, Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      className={classes.composer}
      aria-label="New message"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        ref={field}
        aria-label="Message"
        placeholder="Ask something"
        variant="unstyled"
        classNames={{ input: classes.field ?? "" }}
        autosize
        minRows={1}
        maxRows={8}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={sendByKey}
        error={!read.ok && read.because === "too-long" ? tooLong(text) : undefined}
      />
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Group gap="xs" wrap="nowrap" style={{ minWidth: 0 }}>
          <ModelSelect
            caption="spoken"
            size="xs"
            w={170}
            models={models}
            value={model?.id ?? null}
            unit="a typical message"
            onPick={(picked) => {
              if (picked.id === model?.id) return;
              onPickModel(picked);
              record("model.picked", { medium: "text", model: picked.id });
            }}
          />
          {model ? (
            <Text size="xs" c="dimmed" truncate>
              about {formatCredits(model.credits)}
            </Text>
          ) : null}
        </Group>
        {/* One button, never disabled, so that the keyboard stays on it when an answer begins or ends. */}
        <Tooltip label={busy ? "Stop" : "Send"}>
          <ActionIcon
            type={busy ? "button" : "submit"}
            size={40}
            radius="xl"
            aria-label={busy ? "Stop the answer" : "Send"}
            aria-disabled={!busy && !ready}
            data-disabled={!busy && !ready}
            onClick={(event) => {
              if (!busy) return;
              // Stopping makes it the button that sends while this press is still under way.
              event.preventDefault();
              onStop();
            }}
          >
            {busy ? <IconPlayerStopFilled size={18} /> : <IconArrowUp size={20} />}
          </ActionIcon>
        </Tooltip>
      </Group>
    </form>
  );
}

const tooLong = (text: string) =>
  `${formatCount(text.trim().length)} characters: at most ${formatCount(wordsLimit)} can be sent.`;
