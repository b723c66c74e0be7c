import { factOf } from "@flywheel/telemetry";
import { Credits, Slug, VisitorId } from "@flywheel/vocabulary";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import type { Services } from "../services.ts";
import { editorProcedure, t } from "../trpc.ts";

/** Granted credits are an incentive: use of them is counted apart from what visitors pay for. */
export const creditsRouter = ({ accounts, now, randomBytes }: Services) =>
  t.router({
    grant: editorProcedure
      .input(z.strictObject({ visitorId: VisitorId, credits: Credits.min(1).max(1_000_000), campaign: Slug }))
      .mutation(async ({ input, ctx }) => {
        const { visitorId, credits, campaign } = input;
        // The caller's own browser is proved by its cookie, also before it has asked for anything.
        if (visitorId !== ctx.visitor?.id && !(await accounts.visitor(visitorId))) {
          throw new TRPCError({ code: "NOT_FOUND", message: "we have not met this visitor: check the id" });
        }
        const source = {
          visitorId,
          app: "admin",
          device: "server",
          browser: "server",
          simulated: false,
          now,
          randomBytes,
        } as const;
        await accounts.grant({
          visitorId,
          credits,
          campaign,
          facts: () => [factOf(source, "credits.granted", { credits, funding: "granted", source: "staff", campaign })],
        });
        return { ok: true } as const;
      }),
  });
