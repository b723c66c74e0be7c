import type { ConversationCard } from "@flywheel/api/type";
import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useState } from "react";

export type RenameDialogProps = {
  /** Null closes it. */
  readonly conversation: ConversationCard | null;
  readonly onClose: () => void;
  readonly onRename: (id: string, title: string) => void;
};

export function RenameDialog({ conversation, onClose, onRename }: RenameDialogProps) {
  return (
    <Modal
      opened={conversation !== null}
      onClose={onClose}
      title="Rename the conversation"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {conversation ? (
        <NameForm
          key={conversation.id}
          title={conversation.title}
          onClose={onClose}
          onDone={(title) => {
            onClose();
            if (title !== conversation.title) onRename(conversation.id, title);
          }}
        />
      ) : null}
    </Modal>
  );
}

type NameFormProps = { readonly title: string; readonly onClose: () => void; readonly onDone: (title: string) => void };

function NameForm({ title, onClose, onDone }: NameFormProps) {
  const [name, setName] = useState(title);
  const trimmed = name.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (trimmed !== "") onDone(trimmed);
      }}
    >
      <TextInput
        label="Name"
        data-autofocus
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
        <Button type="submit" disabled={trimmed === ""}>
          Rename
        </Button>
      </Group>
    </form>
  );
}
