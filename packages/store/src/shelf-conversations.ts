import { type ConversationId, type VisitorId, visitorKeyOf } from "@flywheel/vocabulary";
import type { Conversation, Message, Shelf } from "@flywheel/works/port";
import { and, asc, desc, eq, gte, sql } from "drizzle-orm";
import type { Connection, Database } from "./database.ts";
import { conversations, messages } from "./schema/works.ts";

type ConversationShelf = Pick<
  Shelf,
  "saveConversation" | "conversations" | "conversation" | "saveMessages" | "removeMessagesFrom" | "removeConversation"
>;

export function createConversationShelf(database: Database): ConversationShelf {
  return {
    async saveConversation(owner, { id, title, model, createdMs, updatedMs }) {
      const visitorKey = visitorKeyOf(owner);
      const updatedAt = new Date(updatedMs);
      const { rowCount } = await database
        .insert(conversations)
        .values({ visitorKey, id, title, model, createdAt: new Date(createdMs), updatedAt })
        .onConflictDoUpdate({
          target: conversations.id,
          set: { title, model, updatedAt },
          setWhere: eq(conversations.visitorKey, visitorKey),
        });
      return rowCount === 1;
    },

    async conversations(owner, limit) {
      const rows = await database
        .select()
        .from(conversations)
        .where(eq(conversations.visitorKey, visitorKeyOf(owner)))
        .orderBy(desc(conversations.updatedAt), desc(conversations.id))
        .limit(limit);
      return rows.map(toConversation);
    },

    async conversation(owner, id) {
      return database.transaction(async (snapshot) => read(snapshot, owner, id), {
        isolationLevel: "repeatable read",
        accessMode: "read only",
      });
    },

    async saveMessages(owner, id, said) {
      return database.transaction(async (transaction) => {
        const newestMs = Math.max(0, ...said.map(({ createdMs }) => createdMs));
        if (!(await touch(transaction, owner, id, newestMs))) return false;
        // One statement each: two in one could not replace a message that the batch brings twice.
        for (const message of said) await saveMessage(transaction, owner, id, message);
        return true;
      });
    },

    async removeMessagesFrom(owner, id, from) {
      return database.transaction(async (transaction) => {
        if (!(await touch(transaction, owner, id, 0))) return false;
        const inside = and(eq(messages.visitorKey, visitorKeyOf(owner)), eq(messages.conversationId, id));
        const [first] = await transaction
          .select({ sequence: messages.sequence })
          .from(messages)
          .where(and(inside, eq(messages.id, from)));
        if (!first) return false;
        await transaction.delete(messages).where(and(inside, gte(messages.sequence, first.sequence)));
        return true;
      });
    },

    async removeConversation(owner, id) {
      const { rowCount } = await database.delete(conversations).where(own(owner, id));
      return rowCount === 1;
    },
  };
}

const own = (owner: VisitorId, id: ConversationId) =>
  and(eq(conversations.visitorKey, visitorKeyOf(owner)), eq(conversations.id, id));

async function read(snapshot: Connection, owner: VisitorId, id: ConversationId) {
  const [row] = await snapshot.select().from(conversations).where(own(owner, id));
  if (!row) return null;
  const said = await snapshot
    .select()
    .from(messages)
    .where(and(eq(messages.visitorKey, row.visitorKey), eq(messages.conversationId, id)))
    .orderBy(asc(messages.sequence));
  return { conversation: toConversation(row), messages: said.map(toMessage) };
}

/** Moves the last use, never back, and locks the conversation until the transaction ends. False if it is not theirs. */
async function touch(transaction: Connection, owner: VisitorId, id: ConversationId, usedMs: number): Promise<boolean> {
  const { rowCount } = await transaction
    .update(conversations)
    .set({ updatedAt: sql`greatest(${conversations.updatedAt}, ${new Date(usedMs).toISOString()}::timestamp)` })
    .where(own(owner, id));
  return rowCount === 1;
}

async function saveMessage(transaction: Connection, owner: VisitorId, id: ConversationId, message: Message) {
  const { createdMs, id: messageId, ...said } = message;
  const written = { ...said, createdAt: new Date(createdMs) };
  await transaction
    .insert(messages)
    .values({ visitorKey: visitorKeyOf(owner), conversationId: id, id: messageId, ...written })
    .onConflictDoUpdate({ target: [messages.visitorKey, messages.conversationId, messages.id], set: written });
}

function toConversation(row: typeof conversations.$inferSelect): Conversation {
  const { visitorKey: _, createdAt, updatedAt, ...columns } = row;
  return { ...columns, createdMs: createdAt.getTime(), updatedMs: updatedAt.getTime() };
}

function toMessage(row: typeof messages.$inferSelect): Message {
  const { visitorKey: _key, conversationId: _id, sequence: _sequence, createdAt, ...columns } = row;
  return { ...columns, createdMs: createdAt.getTime() };
}
