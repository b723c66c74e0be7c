import { bigint, customType, timestamp } from "drizzle-orm/pg-core";

/** The id of the transaction that wrote a row: readers of the tail stop before the oldest one still open. */
export const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/** UTC without a zone: timestamptz costs two to three times as much in the projection. */
export const utc = (name: string) => timestamp(name, { precision: 3, withTimezone: false, mode: "date" });

/** FNV-1a 64 of the visitor id: the grain of every table that belongs to a visitor. */
export const visitorKey = () => bigint("visitor_key", { mode: "bigint" }).notNull();

export const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => "bytea",
  toDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
  fromDriver: (value) => new Uint8Array(value),
});

/** Money of the mock network in its smallest unit: whole, and too large for a bigint column. */
export const amount = customType<{ data: bigint; driverData: string }>({
  dataType: () => "numeric(78, 0)",
  toDriver: String,
  fromDriver: BigInt,
});
