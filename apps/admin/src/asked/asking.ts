import { keepPreviousData } from "@tanstack/react-query";

type Waiting = { readonly state: { readonly status: "pending" | "error" | "success" } };

/** What was given up is not asked again by itself, because a window comes to the front. */
const wasAnswered = ({ state }: Waiting): boolean => state.status !== "pending";

/** A question that is left or changed is given up, on the server too. */
export const askingAnew = {
  refetchOnWindowFocus: wasAnswered,
  refetchOnReconnect: wasAnswered,
  trpc: { abortOnUnmount: true },
} as const;

/** The same, and the former answer stays until the next one is there. */
export const asking = { placeholderData: keepPreviousData, ...askingAnew } as const;
