import { answerFunnel, Funnel } from "@flywheel/demand";
import type { Services } from "../services.ts";
import { t, viewerProcedure } from "../trpc.ts";

export const demandRouter = ({ questions, now }: Services) =>
  t.router({
    funnel: viewerProcedure.input(Funnel).query(({ input }) => answerFunnel(questions, input, now())),
  });
