import type { ExperimentDefinition, ExperimentDraft } from "@flywheel/experiments";
import { useTRPC } from "@flywheel/host";
import { ErrorState, Panel } from "@flywheel/ui";
import { Button, Group, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sayRefused } from "../../words/say-refused.ts";
import { errorsOf } from "./draft.ts";

export type NewPhaseProps = {
  readonly experiment: ExperimentDefinition;
  readonly draft: ExperimentDraft;
  readonly onStarted: () => void;
};

/** What cannot change within a phase can begin another: its results start at nothing. */
export function NewPhase({ experiment: { key, revision }, draft, onStarted }: NewPhaseProps) {
  const [because, setBecause] = useState("");
  const [tried, setTried] = useState(false);
  const trpc = useTRPC();
  const queries = useQueryClient();
  const rephase = useMutation(
    trpc.experiments.rephase.mutationOptions({
      onSuccess: async () => {
        onStarted();
        await queries.invalidateQueries({ queryKey: trpc.experiments.pathKey() });
      },
    }),
  );
  const isSound = Object.keys(errorsOf(draft, { isFresh: true })).length === 0;
  return (
    <Panel
      title="Start a new phase with this"
      lead="The present phase ends and keeps its results. Visitors are dealt anew, and the new phase counts from nothing."
      order={3}
    >
      <Textarea
        label="Why"
        rows={3}
        maxLength={500}
        value={because}
        error={tried && because.trim() === "" ? "Say why." : null}
        onChange={(event) => setBecause(event.currentTarget.value)}
      />
      {rephase.error ? <ErrorState title="No phase was started">{sayRefused(rephase.error)}</ErrorState> : null}
      <Group>
        <Button
          loading={rephase.isPending}
          disabled={!isSound}
          onClick={() => {
            setTried(true);
            if (because.trim() !== "") rephase.mutate({ key, revision, draft, because: because.trim() });
          }}
        >
          Start a new phase
        </Button>
      </Group>
    </Panel>
  );
}
