import { EmptyState, ErrorState, formatCount, LoadingState, Page, PageTitle } from "@flywheel/ui";
import { Anchor, Button, Code, Group, Stack, Text } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconWaveSine } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { sayFailure } from "../../words/failure.ts";
import { type EventFilter, passes, readEventFilter } from "./event-filter.ts";
import { EventRow } from "./event-row.tsx";
import classes from "./events.module.css";
import { type Feed, feedCapacity } from "./feed.ts";
import { FilterBar } from "./filter-bar.tsx";
import { type Connection, useFeed } from "./use-feed.ts";

export type LivePageProps = {
  readonly filter: EventFilter;
  readonly onFilter: (filter: EventFilter) => void;
  /** Shown above simulated events. */
  readonly aboutSimulated: ReactNode;
};

/** One population at a time: its own list, its own connection. */
export function LivePage({ filter, onFilter, aboutSimulated }: LivePageProps) {
  return (
    <Page>
      <PageTitle lead="Every event as it is taken in. Times are UTC; a visitor is the start of a hash, never a person.">
        Live
      </PageTitle>
      <LiveEvents key={filter.traffic} filter={filter} onFilter={onFilter}>
        {filter.traffic === "simulated" ? aboutSimulated : null}
      </LiveEvents>
    </Page>
  );
}

type LiveEventsProps = Pick<LivePageProps, "filter" | "onFilter"> & { readonly children: ReactNode };

function LiveEvents({ filter, onFilter, children }: LiveEventsProps) {
  const { feed, recent, connection, setPaused } = useFeed(filter.traffic === "simulated");
  const events = feed.shown.filter((event) => passes(filter, event));
  return (
    <Stack gap="md">
      <FilterBar filter={filter} events={feed.shown} onChange={onFilter} />
      {children}
      <Group justify="space-between" gap="sm">
        <span className={classes.state} data-state={connection} role="status">
          {connectionWords[connection]}
        </span>
        <PauseButton feed={feed} filter={filter} onPaused={setPaused} />
      </Group>
      {recent.error ? (
        <ErrorState
          title="The newest events could not be read"
          onRetry={() => void recent.refetch()}
          retrying={recent.isFetching}
        >
          {sayFailure(recent.error)}
        </ErrorState>
      ) : null}
      {events.length > 0 ? (
        <>
          <ol className={classes.list} aria-label="Events, newest first">
            {events.map((event) => (
              <EventRow key={event.id} event={event} />
            ))}
          </ol>
          <Text size="sm" c="dimmed">
            {feed.shown.length < feedCapacity
              ? `${formatCount(events.length)} of ${formatCount(feed.shown.length)} events kept here.`
              : `${formatCount(events.length)} of the newest ${formatCount(feedCapacity)} events; older ones are not shown.`}
          </Text>
        </>
      ) : recent.isPending ? (
        <LoadingState label="Loading the newest events" lines={8} height={38} />
      ) : recent.error ? null : (
        <NothingYet
          feed={feed}
          filter={filter}
          onShowAll={() => onFilter(readEventFilter({ traffic: filter.traffic }))}
        />
      )}
    </Stack>
  );
}

const connectionWords = {
  connecting: "Connecting",
  live: "Live",
  lost: "Connection lost, trying again",
} as const satisfies Record<Connection, string>;

function PauseButton(props: { feed: Feed; filter: EventFilter; onPaused: (paused: boolean) => void }) {
  const { feed, filter, onPaused } = props;
  if (!feed.paused) {
    return (
      <Button variant="default" size="sm" leftSection={<IconPlayerPause size={16} />} onClick={() => onPaused(true)}>
        Pause
      </Button>
    );
  }
  const waiting = feed.waiting.filter((event) => passes(filter, event)).length;
  return (
    <Button size="sm" leftSection={<IconPlayerPlay size={16} />} onClick={() => onPaused(false)}>
      Resume, {formatCount(waiting)}
      {/* Older ones have been let go, so more than these came. */}
      {feed.waiting.length >= feedCapacity ? " or more" : ""} waiting
    </Button>
  );
}

function NothingYet(props: { feed: Feed; filter: EventFilter; onShowAll: () => void }) {
  const { feed, filter, onShowAll } = props;
  const icon = <IconWaveSine size={30} stroke={1.5} />;
  if (feed.shown.length > 0) {
    return (
      <EmptyState
        icon={icon}
        title="None of the newest events is like this"
        action={
          <Button variant="default" size="sm" onClick={onShowAll}>
            Show all events
          </Button>
        }
      >
        {formatCount(feed.shown.length)} others are hidden. New ones appear here by themselves.
      </EmptyState>
    );
  }
  if (filter.traffic === "simulated") {
    return (
      <EmptyState icon={icon} title="No simulated events yet">
        Start the simulator with <Code>pnpm simulate</Code>, and its visitors appear here.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={icon} title="No events yet">
      Open the{" "}
      <Anchor href="/studio/" inherit>
        studio
      </Anchor>{" "}
      in another tab, say yes to measuring, and ask for a picture: each step appears here within seconds.
    </EmptyState>
  );
}
