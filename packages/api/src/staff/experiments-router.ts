import { type Command, ExperimentDraft, faultsIn, type Refusal, RefusedError, sayFaults } from "@flywheel/experiments";
import { answerExposureCounts, answerPower, answerReadout } from "@flywheel/readout";
import { Slug } from "@flywheel/vocabulary";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import type { Services } from "../services.ts";
import * as trpc from "../trpc.ts";
import { tellHistory } from "./tell-history.ts";

/** What is malformed is told in words: the schema's own complaint is JSON, and repeats what was sent. */
const inWords = trpc.t.middleware(async ({ next, getRawInput }) => {
  const result = await next();
  const cause = result.ok ? null : result.error.cause;
  if (cause instanceof z.ZodError && !result.ok && result.error.code === "BAD_REQUEST") {
    throw new TRPCError({ code: "BAD_REQUEST", message: sayFaults(faultsIn(cause.issues, await getRawInput())) });
  }
  return result;
});
const viewerProcedure = trpc.viewerProcedure.use(inWords);
const editorProcedure = trpc.editorProcedure.use(inWords);

const named = z.strictObject({ key: Slug });
const of = named.extend({ revision: z.int().min(0) });
const Because = z.string().trim().min(1).max(500);

/** Experiments: everybody here may look, editors define and decide. Nothing of it is ever told to a visitor's page. */
export const experimentsRouter = ({ experiments, questions, staff, now }: Services) => {
  const found = async (key: string) => {
    const definition = await experiments.get(key);
    if (!definition) throw toWire({ code: "unknown", key });
    return definition;
  };
  const change = async (input: { key: string; revision: number }, by: string, command: Command) => {
    const changed = await experiments.change({ ...input, by, command });
    if (changed.outcome === "refused") throw toWire(changed.refusal);
    return changed.definition;
  };
  /** A change that needs nothing but the revision that was read. */
  const step = (
    action: Extract<
      Command,
      { action: "submit" | "approve" | "withdraw" | "start" | "pause" | "resume" | "archive" | "delete" }
    >["action"],
  ) => editorProcedure.input(of).mutation(({ input, ctx }) => change(input, ctx.person.id, { action }));

  return trpc.t.router({
    list: viewerProcedure.query(() => experiments.list()),
    get: viewerProcedure.input(named).query(({ input }) => found(input.key)),
    history: viewerProcedure
      .input(named)
      .query(async ({ input }) => tellHistory(await experiments.history(input.key), await staff.people())),

    counts: viewerProcedure
      .input(named)
      .query(async ({ input, signal }) => answerExposureCounts(questions, await found(input.key), now(), signal)),
    readout: viewerProcedure
      .input(named.extend({ phase: z.int().min(1).optional(), simulated: z.boolean().default(false) }))
      .query(async ({ input: { key, phase, simulated }, signal }) => {
        const definition = await found(key);
        const asked = { phase: phase ?? definition.phase, simulated, asOfMs: now() };
        return answerReadout(questions, definition, asked, signal);
      }),
    /** Of a draft that need not be saved yet: how many days of the traffic of today find which effect. */
    power: viewerProcedure
      .input(z.strictObject({ draft: ExperimentDraft }))
      .query(({ input, signal }) => answerPower(questions, input.draft, now(), signal)),

    create: editorProcedure
      .input(z.strictObject({ draft: ExperimentDraft }))
      .mutation(({ input: { draft }, ctx }) =>
        change({ key: draft.key, revision: 0 }, ctx.person.id, { action: "create", draft }),
      ),
    edit: editorProcedure
      .input(of.extend({ draft: ExperimentDraft }))
      .mutation(({ input: { draft, ...read }, ctx }) => change(read, ctx.person.id, { action: "edit", draft })),
    submit: step("submit"),
    approve: step("approve"),
    withdraw: step("withdraw"),
    start: step("start"),
    pause: step("pause"),
    resume: step("resume"),
    archive: step("archive"),
    delete: step("delete"),
    rephase: editorProcedure
      .input(of.extend({ draft: ExperimentDraft, because: Because }))
      .mutation(({ input: { draft, because, ...read }, ctx }) =>
        change(read, ctx.person.id, { action: "rephase", draft, because }),
      ),
    widen: editorProcedure
      .input(of.extend({ coverage: z.number().gt(0).max(1) }))
      .mutation(({ input: { coverage, ...read }, ctx }) => change(read, ctx.person.id, { action: "widen", coverage })),
    stop: editorProcedure
      .input(of.extend({ because: Because }))
      .mutation(({ input: { because, ...read }, ctx }) => change(read, ctx.person.id, { action: "stop", because })),
    /** With what the readout said at this moment, so that a decision against it can be seen later. */
    decide: editorProcedure
      .input(of.extend({ outcome: z.enum(["ship", "stop"]), variant: Slug, reason: Because }))
      .mutation(async ({ input: { outcome, variant, reason, ...read }, ctx, signal }) => {
        const definition = await found(read.key);
        const asked = { phase: definition.phase, simulated: false, asOfMs: now() };
        const { verdict, fullDays } = await answerReadout(questions, definition, asked, signal);
        const rule = `${verdict.outcome}: ${verdict.rule}`;
        const decision = { outcome, variant, reason, rule };
        return change(read, ctx.person.id, { action: "decide", decision, fullDays });
      }),
  });
};

const wireCodes = {
  unknown: "NOT_FOUND",
  exists: "CONFLICT",
  outdated: "CONFLICT",
  "not-now": "CONFLICT",
  "started-once": "CONFLICT",
  "would-reassign": "CONFLICT",
  "moves-the-goal": "CONFLICT",
  "feature-taken": "CONFLICT",
  "namespace-taken": "CONFLICT",
  "no-plan": "PRECONDITION_FAILED",
  "no-traffic": "PRECONDITION_FAILED",
  "unknown-build": "PRECONDITION_FAILED",
  "too-early": "PRECONDITION_FAILED",
  "unknown-variant": "BAD_REQUEST",
  "step-too-low": "BAD_REQUEST",
  "in-the-past": "BAD_REQUEST",
} as const satisfies Record<Refusal["code"], TRPCError["code"]>;

/** The only place where a refusal of the lifecycle becomes a wire error. A new one fails to compile here. */
const toWire = (refusal: Refusal) => {
  const cause = new RefusedError(refusal);
  return new TRPCError({ code: wireCodes[refusal.code], message: cause.message, cause });
};
