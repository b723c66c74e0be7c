import { useTRPC } from "@flywheel/host";
import { ErrorState, LoadingState } from "@flywheel/ui";
import { Group, NativeSelect, SegmentedControl, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { sayFailure } from "../../words/failure.ts";
import { formatMoment } from "../../words/moments.ts";
import { Results } from "./results.tsx";
import type { ResultsView } from "./results-view.ts";

export type ResultsSectionProps = {
  readonly experimentKey: string;
  readonly phases: number;
  readonly view: ResultsView;
  readonly onView: (view: ResultsView) => void;
};

/** Real or simulated visitors of one phase, never mixed. */
export function ResultsSection({ experimentKey: key, phases, view, onView }: ResultsSectionProps) {
  const asked = { key, simulated: view.simulated, ...(view.phase === null ? {} : { phase: view.phase }) };
  const readout = useQuery(useTRPC().experiments.readout.queryOptions(asked));
  return (
    <Stack gap="md" component="section" aria-label="Results">
      <Group justify="space-between" align="flex-end" gap="sm">
        <Title order={2}>Results</Title>
        <Group gap="sm" align="flex-end">
          {phases > 1 ? (
            <NativeSelect
              label="Phase"
              value={String(view.phase ?? phases)}
              data={Array.from({ length: phases }, (_, index) => String(index + 1))}
              onChange={(event) => onView({ ...view, phase: Number(event.currentTarget.value) })}
            />
          ) : null}
          <SegmentedControl
            aria-label="Whose events"
            value={view.simulated ? "simulated" : "real"}
            onChange={(whose) => onView({ ...view, simulated: whose === "simulated" })}
            data={[
              { value: "real", label: "Real visitors" },
              { value: "simulated", label: "Simulated" },
            ]}
          />
        </Group>
      </Group>
      {readout.error ? (
        <ErrorState
          title={readout.data ? "The results could not be read again" : "The results could not be read"}
          onRetry={() => void readout.refetch()}
          retrying={readout.isFetching}
        >
          {sayFailure(readout.error)}
          {readout.data ? ` What stands below is as of ${formatMoment(readout.data.asOfMs)}.` : ""}
        </ErrorState>
      ) : null}
      {readout.data ? (
        <Results readout={readout.data} />
      ) : readout.error ? null : (
        <LoadingState label="Reading the results" lines={5} height={56} />
      )}
    </Stack>
  );
}
