import { useTRPC } from "@flywheel/host";
import { ErrorState } from "@flywheel/ui";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { usePerson } from "../../signed-in/person.ts";
import { mayActAs } from "../../signed-in/roles.ts";
import { sayFailure } from "../../words/failure.ts";
import type { Kind } from "./refused-kind.tsx";
import { sayDismissed, sayReplay } from "./replay-words.ts";

export type RefusedActionsProps = {
  readonly kind: Kind;
  readonly canBeTakenIn: boolean;
  readonly onOutcome: (said: string) => void;
};

export function RefusedActions({ kind, canBeTakenIn, onOutcome }: RefusedActionsProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const may = mayActAs(usePerson().role, "editor");
  const [asking, setAsking] = useState(false);
  const told = async (said: string) => {
    setAsking(false);
    onOutcome(said);
    await queries.invalidateQueries({ queryKey: trpc.telemetry.pathKey() });
  };
  const replay = useMutation(
    trpc.telemetry.replayQuarantined.mutationOptions({ onSuccess: (counts) => told(sayReplay(counts)) }),
  );
  const dismiss = useMutation(
    trpc.telemetry.dismissQuarantined.mutationOptions({ onSuccess: ({ dismissed }) => told(sayDismissed(dismissed)) }),
  );
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button
          size="xs"
          disabled={!may || !canBeTakenIn}
          loading={replay.isPending}
          onClick={() => replay.mutate(kind)}
        >
          Take in again
        </Button>
        <Button size="xs" variant="default" disabled={!may} onClick={() => setAsking(true)}>
          Dismiss
        </Button>
        <Text size="sm" c="dimmed">
          {may ? "By today's catalogue, up to 500 at a time." : "An editor can take them in again or dismiss them."}
        </Text>
      </Group>
      {replay.error ? <ErrorState title="None were taken in">{sayFailure(replay.error)}</ErrorState> : null}
      <Modal opened={asking} onClose={() => setAsking(false)} title="Dismiss these events?" size={420}>
        <Stack gap="md">
          <Text size="sm">They cannot be taken in any more. Up to 500 of this kind go at a time.</Text>
          {dismiss.error ? <ErrorState title="None were dismissed">{sayFailure(dismiss.error)}</ErrorState> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setAsking(false)} disabled={dismiss.isPending} data-autofocus>
              Keep
            </Button>
            <Button color="red" loading={dismiss.isPending} onClick={() => dismiss.mutate(kind)}>
              Dismiss
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  );
}
