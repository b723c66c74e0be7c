import { type Query, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Asked } from "./asked-panel.tsx";

/** What stands there once nothing is counted any more. */
type Left<Answer> = Pick<Asked<Answer>, "data" | "isPlaceholderData">;

/** Gives up what is being counted, on the wire too, and knows it until something is asked or answered. */
export function useGivingUp<Answer>({ data, isFetching, isPlaceholderData, refetch }: Asked<Answer>) {
  const queries = useQueryClient();
  const [left, setLeft] = useState<Left<Answer> | "leaving" | null>(null);
  const isLeft =
    left !== null &&
    left !== "leaving" &&
    !isFetching &&
    left.data === data &&
    left.isPlaceholderData === isPlaceholderData;
  if (left === "leaving") {
    if (!isFetching) setLeft({ data, isPlaceholderData });
  } else if (left !== null && !isLeft) {
    setLeft(null);
  }

  // Every observer has a refetch of its own, so this is the query, whose key pages do not hand on.
  const predicate = ({ observers }: Query) => observers.some((it) => it.refetch === refetch);

  function giveUp() {
    // It may have been answered before the page shows it.
    if (queries.isFetching({ predicate }) === 0) return;
    void queries.cancelQueries({ predicate });
    setLeft("leaving");
  }

  return { isGivenUp: isLeft, giveUp };
}
