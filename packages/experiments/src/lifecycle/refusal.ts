import { z } from "zod";
import { states } from "../definition/definition.ts";
import { type Action, actions } from "./action.ts";
import { sayRefusal } from "./say-refusal.ts";

const name = z.string().max(64);
const Code = <Name extends string, Facts extends z.ZodRawShape>(code: Name, facts: Facts) =>
  z.object({ code: z.literal(code), ...facts }).readonly();
const Names = z.array(name).readonly();

/** What a healthy register says no to. Nothing of these changes anything. */
export const Refusal = z.discriminatedUnion("code", [
  Code("unknown", { key: name }),
  Code("exists", { key: name }),
  Code("outdated", { revision: z.int() }),
  Code("not-now", { action: z.enum(Object.keys(actions) as Action[]), state: z.enum(states) }),
  Code("started-once", { key: name }),
  /** Somebody inside would get another variant, or fall out. A new phase may do it. */
  Code("would-reassign", { fields: Names }),
  /** What it is judged by is fixed while it runs. A new phase may change it. */
  Code("moves-the-goal", { fields: Names }),
  Code("feature-taken", { feature: name, by: name }),
  Code("namespace-taken", { namespace: name, by: name }),
  Code("no-plan", {}),
  Code("no-traffic", { days: z.number() }),
  Code("unknown-build", { build: z.string() }),
  /** Of its rollout, the first is 1: it covers no more than what there is at the start. */
  Code("step-too-low", { step: z.int(), coverage: z.number() }),
  /** Full days since the hour of the first exposure, as the readout counts them. */
  Code("too-early", { fullDays: z.int(), neededDays: z.int() }),
  Code("unknown-variant", { variant: name, variants: Names }),
  Code("in-the-past", { field: z.enum(["startAtMs", "endAtMs"]) }),
]);
export type Refusal = z.infer<typeof Refusal>;

/** A refusal that came over a wire; null for whatever else came, also for one of a newer server that we do not know. */
export const readRefusal = (told: unknown): Refusal | null => Refusal.safeParse(told).data ?? null;

/** A refusal on its way through code that only knows errors. Its message is for people, its refusal for programs. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";

  constructor(readonly refusal: Refusal) {
    super(sayRefusal(refusal));
  }
}
