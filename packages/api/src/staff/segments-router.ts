import { type SegmentCommand, type SegmentRefusal, saySegmentRefusal } from "@flywheel/experiments";
import { Segment, Slug } from "@flywheel/vocabulary";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import type { Services } from "../services.ts";
import { editorProcedure, t, viewerProcedure } from "../trpc.ts";

const revision = z.int().min(1);

/** Segments that people save: everybody here may use them, editors keep them. */
export const segmentsRouter = ({ segments, staff }: Services) => {
  const change = async (command: SegmentCommand, by: string) => {
    const changed = await segments.change(command, by);
    if (changed.outcome === "refused") throw toWire(changed.refusal);
    return changed.saved;
  };
  /** An id means nothing to people; null for somebody who is no longer here. */
  const withNames = async <Signed extends { readonly by: string }>(signed: readonly Signed[]) => {
    const names = new Map((await staff.people()).map(({ id, name }) => [id, name]));
    return signed.map((it) => ({ ...it, byName: names.get(it.by) ?? null }));
  };

  return t.router({
    list: viewerProcedure.query(async () => withNames(await segments.list())),
    history: viewerProcedure
      .input(z.strictObject({ key: Slug }))
      .query(async ({ input }) => withNames(await segments.history(input.key))),

    save: editorProcedure
      .input(z.strictObject({ segment: Segment }))
      .mutation(({ input, ctx }) => change({ action: "save", ...input }, ctx.person.id)),
    /** Its name, its conditions or both. */
    change: editorProcedure
      .input(z.strictObject({ segment: Segment, revision }))
      .mutation(({ input, ctx }) => change({ action: "change", ...input }, ctx.person.id)),
    remove: editorProcedure
      .input(z.strictObject({ key: Slug, revision }))
      .mutation(({ input, ctx }) => change({ action: "remove", ...input }, ctx.person.id)),
  });
};

const wireCodes = {
  "name-taken": "CONFLICT",
  "key-taken": "CONFLICT",
  outdated: "CONFLICT",
  unknown: "NOT_FOUND",
} as const satisfies Record<SegmentRefusal["code"], TRPCError["code"]>;

/** The only place where a refusal of a saved segment becomes a wire error. A new one fails to compile here. */
const toWire = (refusal: SegmentRefusal) =>
  new TRPCError({ code: wireCodes[refusal.code], message: saySegmentRefusal(refusal) });
