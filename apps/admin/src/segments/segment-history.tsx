import { useTRPC } from "@flywheel/host";
import { ErrorState, LoadingState } from "@flywheel/ui";
import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { sayFailure } from "../words/failure.ts";
import { formatMoment } from "../words/moments.ts";
import { sayBy, sayDone } from "./history-words.ts";

/** Who did what to the segment that is saved under a key, and when. Read once somebody wants to see it. */
export function SegmentHistory({ segmentKey }: { readonly segmentKey: string }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? "Fold its history" : "Its history"}
      </Button>
      {isOpen ? (
        <div id={id}>
          <Entries segmentKey={segmentKey} />
        </div>
      ) : null}
    </div>
  );
}

function Entries({ segmentKey: key }: { readonly segmentKey: string }) {
  const history = useQuery(useTRPC().segments.history.queryOptions({ key }));
  if (history.error) {
    return (
      <ErrorState
        title="The history could not be read"
        onRetry={() => void history.refetch()}
        retrying={history.isFetching}
      >
        {sayFailure(history.error)}
      </ErrorState>
    );
  }
  if (!history.data) return <LoadingState label="Loading the history" />;
  if (history.data.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nobody has saved it.
      </Text>
    );
  }
  return (
    <ul aria-label="History of the segment" style={{ margin: 0, padding: 0, listStyle: "none" }}>
      {history.data.map((entry, at) => (
        // After a removal revisions begin anew, so only its place names it.
        <Text component="li" key={at} size="sm" py={3}>
          {formatMoment(entry.atMs)}, {sayBy(entry)}: {sayDone(entry, history.data[at + 1] ?? null)}
        </Text>
      ))}
    </ul>
  );
}
