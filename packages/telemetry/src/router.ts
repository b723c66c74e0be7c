import type { Role } from "@flywheel/vocabulary";
import {
  type AnyTRPCRootTypes,
  TRPCError,
  type TRPCProcedureBuilder,
  type TRPCRouterBuilder,
  type TRPCUnsetMarker,
} from "@trpc/server";
import { z } from "zod";
import { eventCardOf } from "./event-card.ts";
import { Batch, type Intake, takeIn } from "./intake.ts";
import { createLiveFeed } from "./live-feed.ts";
import type { EventLog } from "./port.ts";
import type { Sender } from "./sender.ts";

/** What a caller's context must offer; the context of api is richer. */
export type TelemetryContext = {
  /** Asked only by `record`, because finding out may cost a query. */
  readonly sender: () => Promise<Sender>;
};

type Unset = TRPCUnsetMarker;

/**
 * Parts of the one `t` (routers made by two of them type-check and fail when run): its `router`, and a base procedure
 * that enforces `meta.role`. Context and overrides stay as rich as they are; they must only be able to name the sender.
 */
export type TelemetryTrpc<Root extends AnyTRPCRootTypes, Context extends TelemetryContext, Overrides, ErrorShape> = {
  readonly router: TRPCRouterBuilder<Root>;
  readonly procedure: TRPCProcedureBuilder<
    Context,
    { role: Role },
    Overrides,
    Unset,
    Unset,
    Unset,
    Unset,
    false,
    ErrorShape
  >;
};

export type TelemetryPort = {
  readonly log: EventLog;
  readonly now: () => number;
  /** Told of every batch, for metrics: what came of it and what its sender had lost before. */
  readonly onIntake?: (counts: { accepted: number; repeated: number; refused: number; lost: number }) => void;
  readonly pollMs?: number;
};

const dayMs = 86_400_000;
const population = z.strictObject({ simulated: z.boolean() });

export function createTelemetryRouter<
  Root extends AnyTRPCRootTypes,
  Context extends TelemetryContext,
  Overrides,
  ErrorShape,
>(
  { router, procedure }: TelemetryTrpc<Root, Context, Overrides, ErrorShape>,
  { log, now, onIntake, pollMs = 1_000 }: TelemetryPort,
) {
  const feed = createLiveFeed(log, { pollMs });

  return router({
    record: procedure
      .meta({ role: "visitor" })
      .input(Batch)
      .mutation(async ({ ctx, input }): Promise<Intake> => {
        const receivedAtMs = now();
        const taken = await takeIn({ log, sender: await senderIn(ctx), receivedAtMs, batch: input });
        if (taken.outcome === "too-large") {
          const message = `a batch holds at most ${taken.allowed} ${taken.limit}: send it in parts`;
          throw new TRPCError({ code: "PAYLOAD_TOO_LARGE", message });
        }
        const { accepted, repeated, refused } = taken;
        onIntake?.({ accepted, repeated, refused: refused.length, lost: input.lost });
        return { accepted, repeated, refused };
      }),

    recent: procedure
      .meta({ role: "viewer" })
      .input(population.extend({ limit: z.int().min(1).max(500) }))
      .query(async ({ input: { limit, simulated } }) => (await log.newest(limit, { simulated })).map(eventCardOf)),

    live: procedure
      .meta({ role: "viewer" })
      .input(population)
      .subscription(async function* ({ input: { simulated }, signal }) {
        for await (const events of feed.follow(signal)) {
          const cards = events.filter((event) => event.simulated === simulated).map(eventCardOf);
          if (cards.length > 0) yield cards;
        }
      }),

    /** Refused events of the last day, counted. */
    quarantined: procedure.meta({ role: "viewer" }).query(async () => [...(await log.quarantined(now() - dayMs))]),
  });
}

/**
 * tRPC computes the context of a resolver by a conditional type, which TypeScript leaves open while `Context` is a
 * parameter. The signature above promises that a sender is there; this looks.
 */
function senderIn(context: unknown): Promise<Sender> {
  if (!isTelemetryContext(context)) throw new TypeError("the context of telemetry.record cannot name its sender");
  return context.sender();
}

const isTelemetryContext = (context: unknown): context is TelemetryContext =>
  typeof context === "object" && context !== null && "sender" in context && typeof context.sender === "function";
