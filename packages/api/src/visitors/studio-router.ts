import { ImageId, ModelId, RequestId } from "@flywheel/vocabulary";
import { plainText, shapes } from "@flywheel/works";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import type { Services } from "../services.ts";
import { t, visitorProcedure } from "../trpc.ts";
import { imageCard, modelCard } from "./cards.ts";
import { generate } from "./generate.ts";

const image = z.strictObject({ imageId: ImageId });
const notThere = () => new TRPCError({ code: "NOT_FOUND", message: "you have no such image" });

/** A prompt is product data: it is checked for length here and goes to the network and the visitor's own works only. */
export const GenerateInput = z.strictObject({
  requestId: RequestId,
  model: ModelId,
  prompt: z.string().transform(plainText).pipe(z.string().trim().min(1).max(2_000)),
  shape: z.enum(shapes),
  /** One of the visitor's own pictures, to work from: the prompt then says what to change. */
  from: ImageId.optional(),
  seed: z.int().nonnegative().max(0xffff_ffff).optional(),
});
export type GenerateInput = z.infer<typeof GenerateInput>;

export const studioRouter = (services: Services) => {
  const { network, now, works } = services;

  async function setKept(owner: Parameters<typeof works.setKept>[0], imageId: ImageId, keptMs: number | null) {
    const done = await works.setKept(owner, imageId, keptMs);
    const kept = done ? await works.image(owner, imageId) : null;
    if (!kept) throw notThere();
    return imageCard(kept);
  }

  return t.router({
    models: visitorProcedure.query(() =>
      network
        .models()
        .filter(({ medium }) => medium === "image")
        .map(modelCard),
    ),

    generate: visitorProcedure.input(GenerateInput).mutation(async function* ({ ctx, input, signal }) {
      yield* generate(services, ctx.visitor, input, signal ?? new AbortController().signal);
    }),

    images: visitorProcedure
      .input(z.strictObject({ kept: z.boolean().nullable() }))
      .query(async ({ ctx, input }) =>
        (await works.images(ctx.visitor.id, { kept: input.kept, limit: 200 })).map(imageCard),
      ),

    keep: visitorProcedure.input(image).mutation(({ ctx, input }) => setKept(ctx.visitor.id, input.imageId, now())),
    release: visitorProcedure.input(image).mutation(({ ctx, input }) => setKept(ctx.visitor.id, input.imageId, null)),

    remove: visitorProcedure.input(image).mutation(async ({ ctx, input }) => {
      if (!(await works.removeImage(ctx.visitor.id, input.imageId))) throw notThere();
      return { ok: true } as const;
    }),
  });
};
