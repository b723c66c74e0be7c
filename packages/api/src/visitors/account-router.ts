import { PurchaseId, Slug } from "@flywheel/vocabulary";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import type { Services } from "../services.ts";
import { factWriter } from "../serving/facts.ts";
import { t, visitorProcedure } from "../trpc.ts";
import { meOf } from "./me.ts";

const purchase = z.strictObject({ purchaseId: PurchaseId });

export const accountRouter = (services: Services) => {
  const { accounts, events, works } = services;
  return t.router({
    me: visitorProcedure.query(({ ctx }) => meOf(services, ctx.visitor)),

    setConsent: visitorProcedure
      .input(z.strictObject({ analytics: z.enum(["granted", "denied"]) }))
      .mutation(async ({ ctx, input }) => {
        await accounts.setConsent(ctx.visitor.id, input.analytics);
        const facts = factWriter(ctx.visitor, services);
        await events.append(facts("consent.changed", { analytics: input.analytics }));
        return meOf(services, { ...ctx.visitor, consent: input.analytics });
      }),

    ledger: visitorProcedure.query(async ({ ctx }) =>
      (await accounts.ledger(ctx.visitor.id, 200)).map(
        ({ atMs, kind, funding, availableDelta, heldDelta, reference }) => ({
          atMs,
          kind,
          funding,
          availableDelta,
          heldDelta,
          reference,
        }),
      ),
    ),

    startPurchase: visitorProcedure.input(z.strictObject({ pack: Slug })).mutation(async ({ ctx, input }) => {
      const started = await accounts.startPurchase({ visitorId: ctx.visitor.id, pack: input.pack });
      if (started.outcome === "refused") throw new TRPCError({ code: "NOT_FOUND", message: "there is no such pack" });
      const { id: purchaseId, pack, credits, priceMicroUsd } = started.purchase;
      const facts = factWriter(ctx.visitor, services);
      await events.append(facts("checkout.started", { purchaseId, pack, credits, priceMicroUsd }));
      return { purchaseId, title: started.title, credits, priceMicroUsd };
    }),

    confirmPurchase: visitorProcedure.input(purchase).mutation(async ({ ctx, input }) => {
      const facts = factWriter(ctx.visitor, services);
      const confirmed = await accounts.confirmPurchase({
        visitorId: ctx.visitor.id,
        purchaseId: input.purchaseId,
        facts: ({ id: purchaseId, pack, credits, priceMicroUsd }) =>
          facts("credits.purchased", { purchaseId, pack, credits, priceMicroUsd }),
      });
      if (confirmed.outcome === "refused") {
        throw new TRPCError({ code: "NOT_FOUND", message: "this checkout is not open: start a new one" });
      }
      return meOf(services, ctx.visitor);
    }),

    abandonPurchase: visitorProcedure.input(purchase).mutation(async ({ ctx, input }) => {
      const abandoned = await accounts.abandonPurchase({ visitorId: ctx.visitor.id, purchaseId: input.purchaseId });
      if (abandoned.outcome === "abandoned") {
        const facts = factWriter(ctx.visitor, services);
        const { id: purchaseId, pack } = abandoned.purchase;
        await events.append(facts("checkout.abandoned", { purchaseId, pack }));
      }
      return { ok: true } as const;
    }),

    export: visitorProcedure.query(async ({ ctx }) => {
      const visitorId = ctx.visitor.id;
      const [me, ledger, taken, refused, images, conversations] = await Promise.all([
        meOf(services, ctx.visitor),
        accounts.ledger(visitorId, 10_000),
        events.ofVisitor(visitorId),
        events.quarantineList(10_000, { visitorId }),
        works.images(visitorId, { kept: null, limit: 10_000 }),
        works.conversations(visitorId, 10_000),
      ]);
      const threads = await Promise.all(conversations.map(({ id }) => works.conversation(visitorId, id)));
      return {
        me,
        ledger,
        events: taken.map(({ visitorKey, ...event }) => ({ ...event, visitorKey: String(visitorKey) })),
        refusedEvents: refused.map(({ receivedAtMs, reason, kept }) => ({
          receivedAtMs,
          reason,
          /** As it was kept: what is withheld is not held. */
          event: kept && (JSON.parse(kept.text) as unknown),
        })),
        images: images.map((image) => ({ ...image, url: `/api/works/images/${image.id}.png` })),
        conversations: threads,
      };
    }),

    erase: visitorProcedure.mutation(async ({ ctx }) => {
      const visitorId = ctx.visitor.id;
      await works.erase(visitorId);
      await events.erase(visitorId);
      await accounts.erase(visitorId);
      ctx.forgetVisitor();
      return { ok: true } as const;
    }),
  });
};
