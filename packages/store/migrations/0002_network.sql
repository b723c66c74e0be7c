CREATE TABLE "batches" (
	"root" text PRIMARY KEY NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "batches_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"because" text NOT NULL,
	"flushed_at" timestamp (3) NOT NULL,
	"confirmed_at" timestamp (3),
	"blob_id" text NOT NULL,
	"size" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bills" (
	"request_id" text PRIMARY KEY NOT NULL,
	"session_id" text NOT NULL,
	"node" text NOT NULL,
	"publisher" text NOT NULL,
	"cost" numeric(78, 0) NOT NULL,
	"billed" numeric(78, 0) NOT NULL,
	"billed_at" timestamp (3) NOT NULL,
	"epoch" integer,
	CONSTRAINT "bills_billed_in_cost" CHECK ("bills"."billed" between 0 and "bills"."cost")
);
--> statement-breakpoint
CREATE TABLE "deposits" (
	"id" text PRIMARY KEY NOT NULL,
	"wallet" text NOT NULL,
	"amount" numeric(78, 0) NOT NULL,
	"deposited_at" timestamp (3) NOT NULL,
	CONSTRAINT "deposits_not_negative" CHECK ("deposits"."amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "epochs" (
	"number" integer PRIMARY KEY NOT NULL,
	"opened_at" timestamp (3) NOT NULL,
	"closed_at" timestamp (3) NOT NULL,
	"receipts" integer NOT NULL,
	"gross" numeric(78, 0) NOT NULL,
	"withheld" numeric(78, 0) NOT NULL,
	CONSTRAINT "epochs_not_negative" CHECK (least("epochs"."gross", "epochs"."withheld") >= 0)
);
--> statement-breakpoint
CREATE TABLE "payment_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"payer" text NOT NULL,
	"nonce" text NOT NULL,
	"payment_hash" text NOT NULL,
	"cap" numeric(78, 0) NOT NULL,
	"opened_at" timestamp (3) NOT NULL,
	"deadline_at" timestamp (3) NOT NULL,
	"used_at" timestamp (3) NOT NULL,
	"requests" integer NOT NULL,
	"billed" numeric(78, 0) NOT NULL,
	"unbilled" numeric(78, 0) NOT NULL,
	"settled_because" text,
	"settled_at" timestamp (3),
	"settled_by" text,
	CONSTRAINT "payment_sessions_billed_in_cap" CHECK ("payment_sessions"."billed" between 0 and "payment_sessions"."cap"),
	CONSTRAINT "payment_sessions_unbilled_not_negative" CHECK ("payment_sessions"."unbilled" >= 0),
	CONSTRAINT "payment_sessions_settled_whole" CHECK (num_nulls("payment_sessions"."settled_because", "payment_sessions"."settled_at", "payment_sessions"."settled_by") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "payouts" (
	"epoch" integer NOT NULL,
	"position" integer NOT NULL,
	"party" text NOT NULL,
	"node" text,
	"publisher" text,
	"fees" numeric(78, 0) NOT NULL,
	"rewards" numeric(78, 0) NOT NULL,
	"cost" numeric(78, 0) NOT NULL,
	CONSTRAINT "payouts_epoch_position_pk" PRIMARY KEY("epoch","position"),
	CONSTRAINT "payouts_not_negative" CHECK (least("payouts"."fees", "payouts"."rewards", "payouts"."cost") >= 0),
	CONSTRAINT "payouts_party_named" CHECK (("payouts"."party" = 'node') = ("payouts"."node" is not null)
        and ("payouts"."party" = 'publisher') = ("payouts"."publisher" is not null))
);
--> statement-breakpoint
CREATE TABLE "wallet_keys" (
	"app" text PRIMARY KEY NOT NULL,
	"private_key" text NOT NULL,
	"public_key" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wallets" (
	"address" text PRIMARY KEY NOT NULL,
	"balance" numeric(78, 0) NOT NULL,
	"reserved" numeric(78, 0) NOT NULL,
	CONSTRAINT "wallets_reserved_not_negative" CHECK ("wallets"."reserved" >= 0),
	CONSTRAINT "wallets_reserved_covered" CHECK ("wallets"."reserved" <= "wallets"."balance")
);
--> statement-breakpoint
CREATE TABLE "weather_dial" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"weather" text NOT NULL,
	CONSTRAINT "weather_dial_is_one" CHECK ("weather_dial"."is_only")
);
--> statement-breakpoint
-- A receipt of before the ledger has no bill: it is in no batch and is never paid.
ALTER TABLE "receipts" ADD COLUMN "settlement" text DEFAULT 'private' NOT NULL;--> statement-breakpoint
ALTER TABLE "receipts" ALTER COLUMN "settlement" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "batch_root" text;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "leaf" integer;--> statement-breakpoint
ALTER TABLE "bills" ADD CONSTRAINT "bills_request_id_receipts_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."receipts"("request_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bills" ADD CONSTRAINT "bills_session_id_payment_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."payment_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bills" ADD CONSTRAINT "bills_epoch_epochs_number_fk" FOREIGN KEY ("epoch") REFERENCES "public"."epochs"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_epoch_epochs_number_fk" FOREIGN KEY ("epoch") REFERENCES "public"."epochs"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batches_flushed_at" ON "batches" USING btree ("flushed_at","sequence");--> statement-breakpoint
CREATE INDEX "batches_unconfirmed" ON "batches" USING btree ("flushed_at","sequence") WHERE "batches"."confirmed_at" is null;--> statement-breakpoint
CREATE INDEX "bills_unpaid" ON "bills" USING btree ("billed_at","request_id") WHERE "bills"."epoch" is null and "bills"."billed" > 0;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_sessions_nonce" ON "payment_sessions" USING btree ("payer","nonce");--> statement-breakpoint
CREATE INDEX "payment_sessions_open" ON "payment_sessions" USING btree ("opened_at","id") WHERE "payment_sessions"."settled_at" is null;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_batch_root_batches_root_fk" FOREIGN KEY ("batch_root") REFERENCES "public"."batches"("root") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "receipts_leaf" ON "receipts" USING btree ("batch_root","leaf") WHERE "receipts"."batch_root" is not null;--> statement-breakpoint
CREATE INDEX "receipts_unbatched" ON "receipts" USING btree ("issued_at","request_id") WHERE "receipts"."batch_root" is null and "receipts"."settlement" <> 'private' and "receipts"."receipt" ->> 'origin' = 'mock';--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_leaf_of_batch" CHECK (("receipts"."batch_root" is null) = ("receipts"."leaf" is null));--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_private_unbatched" CHECK ("receipts"."settlement" <> 'private' or "receipts"."batch_root" is null);