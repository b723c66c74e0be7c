CREATE TABLE "removals" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "removals_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"visitor_key" bigint,
	"before_ts" timestamp (3),
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL
);
--> statement-breakpoint
DROP INDEX "events_ts";--> statement-breakpoint
DROP INDEX "events_name_ts";--> statement-breakpoint
ALTER TABLE "quarantine" DROP COLUMN "sequence";--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "id" text PRIMARY KEY DEFAULT gen_random_uuid()::text NOT NULL;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "kept" jsonb;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "visitor_key" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "removals_visitor" ON "removals" USING btree ("visitor_key") WHERE "removals"."kind" = 'visitor';--> statement-breakpoint
CREATE INDEX "removals_xid" ON "removals" USING btree ("xid");--> statement-breakpoint
CREATE INDEX "quarantine_visitor" ON "quarantine" USING btree ("visitor_key") WHERE "quarantine"."visitor_key" is not null;
