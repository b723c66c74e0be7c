CREATE TABLE "saved_segments" (
	"key" text PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL,
	"folded_name" text NOT NULL,
	"saved_at" timestamp (3) NOT NULL,
	"by" text NOT NULL,
	"segment" jsonb NOT NULL,
	CONSTRAINT "saved_segments_folded_name_unique" UNIQUE("folded_name")
);
--> statement-breakpoint
CREATE TABLE "segment_history" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "segment_history_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"revision" integer NOT NULL,
	"at" timestamp (3) NOT NULL,
	"by" text NOT NULL,
	"action" text NOT NULL,
	"segment" jsonb NOT NULL
);
--> statement-breakpoint
CREATE INDEX "segment_history_key" ON "segment_history" USING btree ("key","sequence");