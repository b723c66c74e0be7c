import { eventNames } from "@flywheel/vocabulary";
import { z } from "zod";
import { type EventLog, refusalReasons } from "./port.ts";
import { quarantineCardOf } from "./quarantine-card.ts";
import { type MayRecord, replay } from "./replay.ts";
import type { BaseProcedure, TelemetryContext } from "./telemetry-trpc.ts";

export type QuarantinePort = {
  readonly log: EventLog;
  readonly now: () => number;
  readonly mayRecord: MayRecord;
};

const dayMs = 86_400_000;
/** Of one call, so that it ends soon; whoever has more calls again. */
const mostAtOnce = 500;

const Kind = z.strictObject({ reason: z.enum(refusalReasons), name: z.enum(eventNames).nullable() });
const Which = z.union([
  Kind,
  z.strictObject({
    ids: z
      .array(z.string().regex(/^rfs_[a-z0-9]{20}$/))
      .min(1)
      .max(mostAtOnce),
  }),
]);
type Which = z.infer<typeof Which>;

/** What was refused: counted, looked at, taken in after all, or let go. */
export function quarantineProcedures<Context extends TelemetryContext, Overrides, ErrorShape>(
  procedure: BaseProcedure<Context, Overrides, ErrorShape>,
  { log, now, mayRecord }: QuarantinePort,
) {
  return {
    /** Refused events of the last day, counted. */
    quarantined: procedure.meta({ role: "viewer" }).query(async () => [...(await log.quarantined(now() - dayMs))]),

    quarantineList: procedure
      .meta({ role: "viewer" })
      .input(Kind.extend({ limit: z.int().min(1).max(200) }))
      .query(async ({ input: { limit, ...kind } }) => (await log.quarantineList(limit, kind)).map(quarantineCardOf)),

    replayQuarantined: procedure
      .meta({ role: "editor" })
      .input(Which)
      .mutation(({ input }) => replay({ log, mayRecord, which: input, limit: mostAtOnce })),

    dismissQuarantined: procedure
      .meta({ role: "editor" })
      .input(Which)
      .mutation(async ({ input }) => ({ dismissed: await log.releaseQuarantined(await idsOf(input)) })),
  };

  async function idsOf(which: Which): Promise<readonly string[]> {
    if ("ids" in which) return which.ids;
    return (await log.quarantineList(mostAtOnce, which)).map(({ id }) => id);
  }
}
