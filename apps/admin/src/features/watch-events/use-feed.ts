import { useTRPC, useTRPCClient } from "@flywheel/host";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { arrive, emptyFeed, type Feed, feedCapacity, pause, resume } from "./feed.ts";

export type Connection = "connecting" | "live" | "lost";

/** What is there already, then what arrives. */
export function useFeed(simulated: boolean) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const [feed, setFeed] = useState<Feed>(emptyFeed);
  const [connection, setConnection] = useState<Connection>("connecting");
  const recent = useQuery(trpc.telemetry.recent.queryOptions({ limit: feedCapacity, simulated }, { staleTime: 0 }));
  const { data, refetch } = recent;

  useEffect(() => {
    if (data) setFeed((before) => arrive(before, data));
  }, [data]);

  useEffect(() => {
    const subscription = client.telemetry.live.subscribe(
      { simulated },
      {
        onData: (cards) => setFeed((before) => arrive(before, cards)),
        onConnectionStateChange: ({ state, error }) => {
          setConnection(state === "pending" ? "live" : error ? "lost" : "connecting");
          // What happened while nobody was connected is only in the log. And only a question can be told that a session
          // is over: a lost stream carries no reason.
          if (state === "pending" || error) void refetch();
        },
        onError: () => setConnection("lost"),
      },
    );
    return () => subscription.unsubscribe();
  }, [client, simulated, refetch]);

  return {
    feed,
    recent,
    connection,
    setPaused: useCallback((paused: boolean) => setFeed(paused ? pause : resume), []),
  };
}
