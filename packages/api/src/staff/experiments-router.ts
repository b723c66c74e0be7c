import { answerExposureCounts } from "@flywheel/readout";
import { Slug } from "@flywheel/vocabulary";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import type { Services } from "../services.ts";
import { t, viewerProcedure } from "../trpc.ts";

export const experimentsRouter = ({ experiments, questions, now }: Services) =>
  t.router({
    list: viewerProcedure.query(() => experiments.list()),

    counts: viewerProcedure.input(z.strictObject({ key: Slug })).query(async ({ input }) => {
      const definition = await experiments.get(input.key);
      if (!definition) throw new TRPCError({ code: "NOT_FOUND", message: "there is no such experiment" });
      return answerExposureCounts(questions, definition, now());
    }),
  });
