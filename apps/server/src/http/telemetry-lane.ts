import { type ApiContext, type AppRouter, toWireError } from "@flywheel/api";
import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { Context, MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

export type LaneParts = {
  readonly router: AppRouter;
  readonly context: (c: Context) => Promise<ApiContext>;
  /** Whether the body is short by its own account; others go the long way, which counts while it reads. */
  readonly saysShort: (c: Context) => boolean;
  readonly headersOf: (error: TRPCError) => Record<string, string>;
  readonly onBroken: (path: string, error: TRPCError) => void;
};

export const lanePath = "/api/trpc/telemetry.record";
const path = "telemetry.record";

/** What secureHeaders would say of an answer that is no page. */
const plainHeaders = {
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
};

/**
 * The same procedure and the same answers as tRPC's own adapter, for the one call that comes thousands of times a second:
 * without streams, signals and header objects a request costs half. Whatever is not a plain call is left to the adapter.
 */
export function telemetryLane({ router, context, saysShort, headersOf, onBroken }: LaneParts): MiddlewareHandler {
  return async (c, next) => {
    const isPlain = c.req.header("content-type") === "application/json" && !c.req.url.includes("?") && saysShort(c);
    if (!isPlain) return next();
    let ctx: ApiContext | undefined;
    try {
      ctx = await context(c);
      const text = await c.req.text();
      const data: unknown = await callTRPCProcedure({
        router,
        path,
        getRawInput: async () => parsed(text),
        ctx,
        type: "mutation",
        signal: undefined,
        batchIndex: 0,
      });
      return c.json({ result: { data } }, 200, plainHeaders);
    } catch (cause) {
      const error = toWireError(cause) ?? getTRPCErrorFromUnknown(cause);
      if (error.code === "INTERNAL_SERVER_ERROR") onBroken(path, error);
      const shape = getTRPCErrorShape({
        config: router._def._config,
        error,
        type: "mutation",
        path,
        input: undefined,
        ctx,
      });
      const status = getHTTPStatusCodeFromError(error) as ContentfulStatusCode;
      return c.json({ error: shape }, status, { ...plainHeaders, ...headersOf(error) });
    }
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TRPCError({ code: "BAD_REQUEST", message: "the body is not JSON" });
  }
}
