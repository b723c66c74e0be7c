import { useTRPC } from "@flywheel/host";
import { ErrorState, formatCount, LoadingState, Panel } from "@flywheel/ui";
import { Button, Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePerson } from "../../signed-in/person.ts";
import { mayActAs } from "../../signed-in/roles.ts";
import { sayFailure } from "../../words/failure.ts";
import { RemoveSimulatedDialog } from "./remove-simulated-dialog.tsx";

/** How much of what is held was simulated, and the way to be rid of it. */
export function SimulatedPanel({ onRemoved }: { readonly onRemoved: () => void }) {
  const held = useQuery(useTRPC().telemetry.populations.queryOptions(undefined, { refetchInterval: 10_000 }));
  const may = mayActAs(usePerson().role, "owner");
  const [asking, setAsking] = useState(false);
  const simulated = held.data?.simulated ?? 0;
  return (
    <Panel
      title="Simulated events"
      lead={may ? undefined : "An owner can remove them."}
      actions={
        <Button
          variant="default"
          size="sm"
          leftSection={<IconTrash size={16} />}
          disabled={!may || simulated === 0}
          onClick={() => setAsking(true)}
        >
          Remove simulated events
        </Button>
      }
    >
      {held.data ? (
        <Text size="sm">
          {formatCount(simulated)} simulated beside {formatCount(held.data.real)} real. No answer mixes the two.
        </Text>
      ) : held.error ? (
        <ErrorState title="They could not be counted" onRetry={() => void held.refetch()} retrying={held.isFetching}>
          {sayFailure(held.error)}
        </ErrorState>
      ) : (
        <LoadingState label="Counting" lines={1} />
      )}
      <RemoveSimulatedDialog
        opened={asking}
        simulated={simulated}
        onClose={() => setAsking(false)}
        onRemoved={onRemoved}
      />
    </Panel>
  );
}
