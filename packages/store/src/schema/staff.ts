import type { StaffRole } from "@flywheel/vocabulary";
import { boolean, index, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/**
 * People who work here, in the shape that better-auth wants: the names of these exports are its model names, their
 * columns its fields. Times carry a zone because better-auth hands over dates and nothing here reaches the projection.
 */
const at = (name: string) => timestamp(name, { precision: 3, withTimezone: true, mode: "date" });
const made = { createdAt: at("created_at").notNull().defaultNow(), updatedAt: at("updated_at").notNull().defaultNow() };

export const user = pgTable("staff_user", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text("image"),
  role: text("role").$type<StaffRole>().notNull().default("viewer"),
  ...made,
});

const userId = () =>
  text("user_id")
    .notNull()
    .references(() => user.id, { onDelete: "cascade" });

export const session = pgTable(
  "staff_session",
  {
    id: text("id").primaryKey(),
    token: text("token").notNull().unique(),
    expiresAt: at("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    userId: userId(),
    ...made,
  },
  (table) => [index("staff_session_user_id").on(table.userId)],
);

export const account = pgTable(
  "staff_account",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: userId(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: at("access_token_expires_at"),
    refreshTokenExpiresAt: at("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    ...made,
  },
  (table) => [index("staff_account_user_id").on(table.userId)],
);

export const verification = pgTable(
  "staff_verification",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: at("expires_at").notNull(),
    ...made,
  },
  (table) => [index("staff_verification_identifier").on(table.identifier)],
);
