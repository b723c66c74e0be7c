import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "./trpc.ts";

/** The visitor's own account: consent, credits by funding, what can be bought. */
export function useMe() {
  return useQuery(useTRPC().account.me.queryOptions());
}
