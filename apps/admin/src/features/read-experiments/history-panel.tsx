import type { Action } from "@flywheel/experiments";
import { useTRPC } from "@flywheel/host";
import { ErrorState, LoadingState, Panel } from "@flywheel/ui";
import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { sayFailure } from "../../words/failure.ts";
import { formatMoment } from "../../words/moments.ts";
import { sayChange } from "./change-words.ts";
import classes from "./experiments.module.css";
import { sayDone, sayHand } from "./history-words.ts";

/** Who did what, when, and what was there before. */
export function HistoryPanel({ experimentKey: key }: { readonly experimentKey: string }) {
  const history = useQuery(useTRPC().experiments.history.queryOptions({ key }));
  return (
    <Panel title="History">
      {history.data?.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nobody has changed it since it was put here as an example.
        </Text>
      ) : history.data ? (
        <ul className={classes.rows} aria-label="History">
          {history.data.map((entry) => (
            <Entry key={`${entry.revision} ${entry.action}`} entry={entry} />
          ))}
        </ul>
      ) : history.error ? (
        <ErrorState
          title="The history could not be read"
          onRetry={() => void history.refetch()}
          retrying={history.isFetching}
        >
          {sayFailure(history.error)}
        </ErrorState>
      ) : (
        <LoadingState label="Loading the history" />
      )}
    </Panel>
  );
}

/** An audit entry as it comes over the wire, where what is undefined has no field. */
type Told = {
  readonly action: Action;
  readonly atMs: number;
  readonly by: string;
  readonly byName: string | null;
  readonly note: string | null;
  readonly changes: readonly { readonly field: string; readonly before?: unknown; readonly after?: unknown }[];
};

function Entry({ entry: { action, atMs, by, byName, note, changes } }: { readonly entry: Told }) {
  return (
    <li className={classes.row}>
      <Stack gap={4}>
        <Text>
          <b>{sayDone(action)}</b> by {sayHand({ by, byName })}
          <Text span c="dimmed" size="sm">
            {" "}
            {formatMoment(atMs)}
          </Text>
        </Text>
        {note ? <Text size="sm">“{note}”</Text> : null}
        {changes.flatMap(sayChange).map(({ what, before, after }) => (
          <Text key={what} size="sm" c="dimmed" className={classes.change}>
            {what}: <del>{before}</del> became <ins>{after}</ins>
          </Text>
        ))}
      </Stack>
    </li>
  );
}
