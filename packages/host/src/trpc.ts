import type { AppRouter } from "@flywheel/api/type";
import {
  createTRPCClient,
  httpBatchStreamLink,
  httpLink,
  httpSubscriptionLink,
  retryLink,
  splitLink,
  type TRPCClient,
} from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { wasNotReached } from "./failures.ts";
import type { SenderHeaders } from "./sender-headers.ts";

// Named by hand: the inferred types cannot be written into a declaration without reaching inside the api.
type Context = ReturnType<typeof createTRPCContext<AppRouter>>;
const context: Context = createTRPCContext<AppRouter>();
export const TRPCProvider: Context["TRPCProvider"] = context.TRPCProvider;
export const useTRPC: Context["useTRPC"] = context.useTRPC;
export const useTRPCClient: Context["useTRPCClient"] = context.useTRPCClient;

const url = "/api/trpc";
/** About half a minute in all: longer than a server needs to restart. */
const attempts = 7;
const waitMs = (attempt: number) => Math.min(500 * 2 ** (attempt - 1), 8_000);

/**
 * Questions are asked again while the server is away, subscriptions for ever. A mutation is not: it may have happened,
 * and whoever asked for it decides.
 */
export function createClient(headers: SenderHeaders): TRPCClient<AppRouter> {
  return createTRPCClient<AppRouter>({
    links: [
      retryLink<AppRouter>({
        retry: ({ op, error, attempts: made }) =>
          wasNotReached(error) && (op.type === "subscription" || (op.type === "query" && made < attempts)),
        retryDelayMs: waitMs,
      }),
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({ url }),
        false: splitLink({
          // A request that carries several is given up only when all of them are, and a question takes seconds.
          condition: ({ path }) => path.startsWith("demand."),
          true: httpLink({ url, headers }),
          false: httpBatchStreamLink({ url, headers }),
        }),
      }),
    ],
  });
}
