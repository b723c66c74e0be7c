import { useTRPC } from "@flywheel/host";
import { ErrorState, formatCount, notify } from "@flywheel/ui";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { sayFailure } from "../../words/failure.ts";

export type RemoveSimulatedDialogProps = {
  readonly opened: boolean;
  readonly simulated: number;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
};

/** Asks before what took a simulator hours is gone. */
export function RemoveSimulatedDialog({ opened, simulated, onClose, onRemoved }: RemoveSimulatedDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.telemetry.removeSimulated.mutationOptions({
      async onSuccess({ removed }) {
        close();
        notify({ message: sayRemoved(removed), tone: "good" });
        queries.removeQueries({ queryKey: trpc.telemetry.recent.queryKey() });
        await queries.invalidateQueries();
        onRemoved();
      },
    }),
  );

  function close() {
    remove.reset();
    onClose();
  }

  return (
    <Modal opened={opened} onClose={close} title={`Remove ${sayEvents(simulated)}?`} size={440}>
      <Stack gap="md">
        <Text size="sm">
          They go from every answer for good, with what the simulated network did. Real events stay. The same simulation
          can be sent again: a seed makes the same visitors.
        </Text>
        {remove.error ? <ErrorState title="Not all were removed">{sayFailure(remove.error)}</ErrorState> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close} disabled={remove.isPending} data-autofocus>
            Keep
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            Remove
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const sayEvents = (count: number) => (count === 1 ? "1 simulated event" : `${formatCount(count)} simulated events`);
const sayRemoved = (count: number) => `${sayEvents(count)} ${count === 1 ? "is" : "are"} gone.`;
