import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isSignedOut } from "../../words/failure.ts";

/** A session may end while a page is open. The first call that is refused for it asks again who is here. */
export function useWatchSession(whoIsHere: QueryKey): void {
  const queries = useQueryClient();
  const own = JSON.stringify(whoIsHere);
  useEffect(() => {
    const askAgain = () =>
      void queries.invalidateQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey) === own });
    const stopQueries = queries.getQueryCache().subscribe((event) => {
      if (event.type !== "updated" || event.action.type !== "error" || !isSignedOut(event.action.error)) return;
      if (JSON.stringify(event.query.queryKey) !== own) askAgain();
    });
    const stopMutations = queries.getMutationCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error" && isSignedOut(event.action.error)) askAgain();
    });
    return () => {
      stopQueries();
      stopMutations();
    };
  }, [queries, own]);
}
