import type { ConversationCard } from "@flywheel/api/type";
import { Button, Group, Modal, Text } from "@mantine/core";

export type DeleteDialogProps = {
  /** Null closes it. */
  readonly conversation: ConversationCard | null;
  readonly onClose: () => void;
  readonly onDelete: (id: string) => void;
};

export function DeleteDialog({ conversation, onClose, onDelete }: DeleteDialogProps) {
  return (
    <Modal
      opened={conversation !== null}
      onClose={onClose}
      title="Delete the conversation?"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        “{conversation?.title}” and all its messages are deleted for good.
      </Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" data-autofocus onClick={onClose}>
          Leave it
        </Button>
        <Button
          color="red"
          onClick={() => {
            if (conversation) onDelete(conversation.id);
            onClose();
          }}
        >
          Delete
        </Button>
      </Group>
    </Modal>
  );
}
