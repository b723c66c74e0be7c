CREATE TABLE "experiment_history" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "experiment_history_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"revision" integer NOT NULL,
	"at" timestamp (3) NOT NULL,
	"by" text NOT NULL,
	"action" text NOT NULL,
	"changes" jsonb NOT NULL,
	"note" text
);
--> statement-breakpoint
ALTER TABLE "experiments" ADD COLUMN "live_feature" text;--> statement-breakpoint
-- What runs already keeps its feature; of several on one, the first by key, as it was before.
UPDATE "experiments" SET "live_feature" = "definition" ->> 'feature' WHERE "key" IN (
	SELECT min("key") FROM "experiments" WHERE "definition" ->> 'state' = 'running' GROUP BY "definition" ->> 'feature'
);--> statement-breakpoint
CREATE INDEX "experiment_history_key" ON "experiment_history" USING btree ("key","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "experiments_live_feature" ON "experiments" USING btree ("live_feature") WHERE "experiments"."live_feature" is not null;