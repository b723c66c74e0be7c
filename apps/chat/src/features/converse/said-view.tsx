import { ActionIcon, Button, Group, Textarea, Tooltip, VisuallyHidden } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import classes from "./conversation.module.css";
import { readWords } from "./words.ts";

export type SaidViewProps = {
  readonly text: string;
  /** Null where it cannot be said again in other words. */
  readonly onEdit: ((text: string) => void) | null;
};

/** What the visitor said. The last one can be said again in other words. */
export function SaidView({ text, onEdit }: SaidViewProps) {
  const [editing, setEditing] = useState(false);
  if (editing && onEdit) {
    return <Rewrite text={text} onEdit={onEdit} onDone={() => setEditing(false)} />;
  }
  return (
    <div className={classes.said}>
      {onEdit ? (
        <Tooltip label="Say it in other words">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label="Say it in other words"
            onClick={() => setEditing(true)}
          >
            <IconPencil size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      ) : null}
      <div className={classes.bubble}>
        <VisuallyHidden>You said: </VisuallyHidden>
        {text}
      </div>
    </div>
  );
}

type RewriteProps = { readonly text: string; readonly onEdit: (text: string) => void; readonly onDone: () => void };

function Rewrite({ text, onEdit, onDone }: RewriteProps) {
  const [words, setWords] = useState(text);
  const read = readWords(words);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!read.ok) return;
        onDone();
        onEdit(read.text);
      }}
    >
      <Textarea
        aria-label="Your message"
        autosize
        maxRows={10}
        data-autofocus
        autoFocus
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onDone();
        }}
      />
      <Group gap="xs" mt="xs" justify="flex-end">
        <Button variant="default" size="xs" onClick={onDone}>
          Leave it
        </Button>
        <Button type="submit" size="xs" disabled={!read.ok}>
          Ask again
        </Button>
      </Group>
    </form>
  );
}
