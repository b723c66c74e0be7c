import type { Network } from "@flywheel/network";
import { ConversationId } from "@flywheel/vocabulary";
import { plainText } from "@flywheel/works";
import type { Conversation, Message } from "@flywheel/works/port";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import type { Services } from "../../services.ts";
import { t, visitorProcedure } from "../../trpc.ts";
import type { MessageCard } from "../../wire.ts";
import { modelCard, receiptCard } from "../cards.ts";

const one = z.strictObject({ id: ConversationId });
const notThere = () => new TRPCError({ code: "NOT_FOUND", message: "you have no such conversation" });

/** Conversations besides the stream itself, which the AI SDK's route carries (chat-route.ts). */
export const chatRouter = ({ network, works }: Services) =>
  t.router({
    models: visitorProcedure.query(() =>
      network
        .models()
        .filter(({ medium }) => medium === "text")
        .map(modelCard),
    ),

    conversations: visitorProcedure.query(({ ctx }) => works.conversations(ctx.visitor.id, 200)),

    conversation: visitorProcedure.input(one).query(async ({ ctx, input }) => {
      const found = await works.conversation(ctx.visitor.id, input.id);
      if (!found) return null;
      const messages = await Promise.all(found.messages.map((message) => messageCard(network, message)));
      return { conversation: found.conversation, messages };
    }),

    rename: visitorProcedure
      .input(one.extend({ title: z.string().transform(plainText).pipe(z.string().trim().min(1).max(120)) }))
      .mutation(async ({ ctx, input }): Promise<Conversation> => {
        const found = await works.conversation(ctx.visitor.id, input.id);
        if (!found) throw notThere();
        const renamed = { ...found.conversation, title: input.title };
        await works.saveConversation(ctx.visitor.id, renamed);
        return renamed;
      }),

    remove: visitorProcedure.input(one).mutation(async ({ ctx, input }) => {
      if (!(await works.removeConversation(ctx.visitor.id, input.id))) throw notThere();
      return { ok: true } as const;
    }),
  });

async function messageCard(network: Network, message: Message): Promise<MessageCard> {
  const stored = message.requestId === null ? null : await network.receipt(message.requestId);
  return { ...message, receipt: stored && receiptCard(network, stored) };
}
