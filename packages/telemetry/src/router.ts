import { type AnyTRPCRootTypes, TRPCError } from "@trpc/server";
import { z } from "zod";
import { eventCardOf } from "./event-card.ts";
import { Batch, batchLimits, type Intake, takeIn } from "./intake.ts";
import { type IntakeLimits, type LimitOutcome, noLimits } from "./intake-limits.ts";
import { createLiveFeed } from "./live-feed.ts";
import type { EventLog } from "./port.ts";
import { type QuarantinePort, quarantineProcedures } from "./quarantine-procedures.ts";
import { RetryLaterError } from "./retry-later.ts";
import type { Sender } from "./sender.ts";
import type { TelemetryContext, TelemetryTrpc } from "./telemetry-trpc.ts";

/** What came of a batch and what its sender had lost before, for metrics. Of a batch over a limit all is in `limited`. */
export type IntakeCounts = {
  readonly accepted: number;
  readonly repeated: number;
  readonly refused: number;
  readonly limited: number;
  readonly lost: number;
};

export type Populations = { readonly real: number; readonly simulated: number };

export type TelemetryPort = QuarantinePort & {
  readonly log: EventLog;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  /** How many events of visitors there are of each population. */
  readonly populations: (signal?: AbortSignal) => Promise<Populations>;
  /** None unless told. */
  readonly limits?: IntakeLimits;
  readonly onIntake?: (counts: IntakeCounts) => void;
  readonly pollMs?: number;
};

const population = z.strictObject({ simulated: z.boolean() });

export function createTelemetryRouter<
  Root extends AnyTRPCRootTypes,
  Context extends TelemetryContext,
  Overrides,
  ErrorShape,
>({ router, procedure }: TelemetryTrpc<Root, Context, Overrides, ErrorShape>, port: TelemetryPort) {
  const { log, now, randomBytes, limits = noLimits, onIntake = () => {}, pollMs = 1_000 } = port;
  const feed = createLiveFeed(log, { pollMs });

  return router({
    record: procedure
      .meta({ role: "visitor" })
      .input(Batch)
      .mutation(async ({ ctx, input }): Promise<Intake> => {
        const receivedAtMs = now();
        const sender = await senderIn(ctx);
        // A batch that is too large is turned away without a look at its events.
        const limit = await limits.take(sender, Math.min(input.events.length, batchLimits.events));
        if (limit.outcome === "over") {
          onIntake({ ...nothing, limited: input.events.length });
          throw overLimit(limit);
        }
        const taken = await takeIn({ log, sender, receivedAtMs, randomBytes, batch: input });
        if (taken.outcome === "too-large") {
          const message = `a batch holds at most ${taken.allowed} ${taken.limit}: send it in parts`;
          throw new TRPCError({ code: "PAYLOAD_TOO_LARGE", message });
        }
        const { accepted, repeated, refused } = taken;
        onIntake({ ...nothing, accepted, repeated, refused: refused.length, lost: input.lost });
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

    populations: procedure.meta({ role: "viewer" }).query(({ signal }) => port.populations(signal)),

    removeSimulated: procedure.meta({ role: "owner" }).mutation(async () => ({ removed: await log.removeSimulated() })),

    ...quarantineProcedures(procedure, port),
  });
}

const nothing: IntakeCounts = { accepted: 0, repeated: 0, refused: 0, limited: 0, lost: 0 };

function overLimit({ of, retryAfterMs }: Extract<LimitOutcome, { outcome: "over" }>): TRPCError {
  const cause = new RetryLaterError({ retryAfterMs });
  const whose = of === "visitor" ? "this browser" : "this network";
  return new TRPCError({
    code: "TOO_MANY_REQUESTS",
    message: `too many events from ${whose}: send the batch again in ${cause.seconds} seconds`,
    cause,
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
