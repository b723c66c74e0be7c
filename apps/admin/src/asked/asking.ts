import { keepPreviousData } from "@tanstack/react-query";

/** The former answer stays until the next one is there; a question that is left or changed is given up, on the server too. */
export const asking = { placeholderData: keepPreviousData, trpc: { abortOnUnmount: true } } as const;
