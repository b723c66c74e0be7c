import type { ConversationId, ImageId, MessageId, ModelId, RequestId } from "@flywheel/vocabulary";
import type { Message } from "@flywheel/works/port";
import { sql } from "drizzle-orm";
import { bigint, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytes, utc, visitorKey } from "./columns.ts";

/** One row per picture, its bytes beside what is known of it. */
export const images = pgTable(
  "images",
  {
    visitorKey: visitorKey(),
    id: text("id").$type<ImageId>().notNull(),
    requestId: text("request_id").$type<RequestId>().notNull(),
    prompt: text("prompt").notNull(),
    model: text("model").$type<ModelId>().notNull(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    seed: bigint("seed", { mode: "number" }).notNull(),
    createdAt: utc("created_at").notNull(),
    keptAt: utc("kept_at"),
    png: bytes("png").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.visitorKey, table.id] }),
    // Ids of works come from outside: whoever used one first owns it, decided by the database and not by a look before.
    uniqueIndex("images_id").on(table.id),
    index("images_visitor_created").on(table.visitorKey, table.createdAt),
    index("images_drafts").on(table.createdAt).where(sql`${table.keptAt} is null`),
  ],
);

/** One row per conversation. */
export const conversations = pgTable(
  "conversations",
  {
    visitorKey: visitorKey(),
    id: text("id").$type<ConversationId>().notNull(),
    title: text("title").notNull(),
    model: text("model").$type<ModelId>().notNull(),
    createdAt: utc("created_at").notNull(),
    updatedAt: utc("updated_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.visitorKey, table.id] }),
    uniqueIndex("conversations_id").on(table.id),
    index("conversations_visitor_updated").on(table.visitorKey, table.updatedAt),
  ],
);

/** One row per message, in the order of `sequence`, which a replaced message keeps. */
export const messages = pgTable(
  "messages",
  {
    visitorKey: visitorKey(),
    conversationId: text("conversation_id").$type<ConversationId>().notNull(),
    id: text("id").$type<MessageId>().notNull(),
    sequence: bigint("sequence", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    role: text("role").$type<Message["role"]>().notNull(),
    text: text("text").notNull(),
    requestId: text("request_id").$type<RequestId>(),
    model: text("model").$type<ModelId>(),
    state: text("state").$type<Message["state"]>().notNull(),
    createdAt: utc("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.visitorKey, table.conversationId, table.id] }),
    foreignKey({
      columns: [table.visitorKey, table.conversationId],
      foreignColumns: [conversations.visitorKey, conversations.id],
    }).onDelete("cascade"),
  ],
);
