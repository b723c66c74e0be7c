import type { ExperimentDefinition } from "@flywheel/experiments";
import { useTRPC } from "@flywheel/host";
import { ErrorState, LoadingState, Panel } from "@flywheel/ui";
import { Alert, Button, Group, NativeSelect, SegmentedControl, Stack, Text, Textarea } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { sayFailure } from "../../words/failure.ts";
import { sayRefused } from "../../words/say-refused.ts";
import { againstVerdict } from "./against-verdict.ts";

/** Ship or stop, with a reason, in sight of what the readout says. */
export function DecidePanel({ experiment }: { readonly experiment: ExperimentDefinition }) {
  const { key, revision, phase, variants } = experiment;
  const [outcome, setOutcome] = useState<"ship" | "stop">("ship");
  const [shipped, setShipped] = useState(variants[1]?.key ?? "");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const trpc = useTRPC();
  const queries = useQueryClient();
  const readout = useQuery(trpc.experiments.readout.queryOptions({ key, phase, simulated: false }));
  const decide = useMutation(
    trpc.experiments.decide.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.experiments.pathKey() }),
    }),
  );
  const variant = outcome === "ship" ? shipped : (variants[0]?.key ?? "");
  const against = readout.data ? againstVerdict({ outcome, variant }, readout.data) : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== "") decide.mutate({ key, revision, outcome, variant, reason: reason.trim() });
  }

  return (
    <Panel
      title="Decide"
      lead="What becomes of it. The decision is kept together with what the readout says at this moment."
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md" maw={560}>
          <SegmentedControl
            aria-label="Decision"
            value={outcome}
            onChange={(chosen) => setOutcome(chosen === "ship" ? "ship" : "stop")}
            data={[
              { value: "ship", label: "Ship a variant" },
              { value: "stop", label: "Stay with control" },
            ]}
          />
          {outcome === "ship" ? (
            <NativeSelect
              label="Variant to ship"
              value={shipped}
              data={variants.slice(1).map((it) => ({ value: it.key, label: it.name }))}
              onChange={(event) => setShipped(event.currentTarget.value)}
            />
          ) : null}
          {against ? (
            <Alert color="amber" icon={<IconAlertTriangle />} title="Against the readout" role="status" radius="lg">
              <Text size="sm">{against} You may still decide so; say why.</Text>
            </Alert>
          ) : null}
          {readout.error && !readout.data ? (
            <ErrorState
              title="What the readout says could not be read"
              onRetry={() => void readout.refetch()}
              retrying={readout.isFetching}
            >
              {sayFailure(readout.error)} Read it before you decide.
            </ErrorState>
          ) : null}
          {readout.isPending ? <LoadingState label="Reading what the readout says" lines={1} /> : null}
          <Textarea
            label="Reason"
            rows={3}
            maxLength={500}
            value={reason}
            error={tried && reason.trim() === "" ? "Say why." : null}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {decide.error ? <ErrorState title="Nothing was decided">{sayRefused(decide.error)}</ErrorState> : null}
          <Group>
            <Button type="submit" loading={decide.isPending}>
              {outcome === "ship" ? "Ship it" : "Stay with control"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
