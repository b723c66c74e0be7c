import type { Staff } from "@flywheel/api/type";
import { useTRPC } from "@flywheel/host";
import { ErrorState } from "@flywheel/ui";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { usePerson } from "../../signed-in/person.ts";
import { sayFailure } from "../../words/failure.ts";

/** Asks before somebody loses access. Open while there is a person. */
export function RemoveDialog({ person, onClose }: { readonly person: Staff | null; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const me = usePerson();
  const remove = useMutation(
    trpc.people.remove.mutationOptions({
      onSuccess: async () => {
        close();
        await queries.invalidateQueries({ queryKey: trpc.people.pathKey() });
      },
    }),
  );

  function close() {
    remove.reset();
    onClose();
  }

  return (
    <Modal opened={person !== null} onClose={close} title={`Remove ${person?.name ?? ""}?`} size={420}>
      <Stack gap="md">
        <Text size="sm">
          {person?.id === me.id
            ? "This is you. You are signed out at once, and need another owner to come back."
            : "They are signed out everywhere at once, and their password and open links stop working."}
        </Text>
        {remove.error ? <ErrorState title="Nobody was removed">{sayFailure(remove.error)}</ErrorState> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close} disabled={remove.isPending} data-autofocus>
            Keep
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => person && remove.mutate({ id: person.id })}>
            Remove
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
