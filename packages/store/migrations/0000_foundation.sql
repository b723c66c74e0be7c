CREATE TABLE "staff_account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "balances" (
	"visitor_key" bigint NOT NULL,
	"funding" text NOT NULL,
	"available" bigint NOT NULL,
	"held" bigint NOT NULL,
	CONSTRAINT "balances_visitor_key_funding_pk" PRIMARY KEY("visitor_key","funding"),
	CONSTRAINT "balances_available_not_negative" CHECK ("balances"."available" >= 0),
	CONSTRAINT "balances_held_not_negative" CHECK ("balances"."held" >= 0)
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"key" text PRIMARY KEY NOT NULL,
	"claimed_at" timestamp (3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"visitor_key" bigint NOT NULL,
	"id" text NOT NULL,
	"title" text NOT NULL,
	"model" text NOT NULL,
	"created_at" timestamp (3) NOT NULL,
	"updated_at" timestamp (3) NOT NULL,
	CONSTRAINT "conversations_visitor_key_id_pk" PRIMARY KEY("visitor_key","id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"visitor_key" bigint NOT NULL,
	"id" text NOT NULL,
	"ts" timestamp (3) NOT NULL,
	"seq" bigint NOT NULL,
	"received_at" timestamp (3) NOT NULL,
	"name" text NOT NULL,
	"app" text NOT NULL,
	"layer" text NOT NULL,
	"writer" text NOT NULL,
	"build" text,
	"session_id" text,
	"device" text NOT NULL,
	"browser" text NOT NULL,
	"simulated" boolean NOT NULL,
	"bot" boolean NOT NULL,
	"request_id" text,
	"model" text,
	"funding" text,
	"experiment" text,
	"variant" text,
	"value" double precision,
	"props" jsonb NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "events_visitor_key_id_pk" PRIMARY KEY("visitor_key","id")
);
--> statement-breakpoint
CREATE TABLE "experiments" (
	"key" text PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL,
	"definition" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"visitor_key" bigint NOT NULL,
	"id" text NOT NULL,
	"funding" text NOT NULL,
	"visitor_id" text NOT NULL,
	"request_id" text NOT NULL,
	"credits" bigint NOT NULL,
	"expires_at" timestamp (3) NOT NULL,
	CONSTRAINT "holds_visitor_key_id_funding_pk" PRIMARY KEY("visitor_key","id","funding"),
	CONSTRAINT "holds_credits_positive" CHECK ("holds"."credits" > 0)
);
--> statement-breakpoint
CREATE TABLE "images" (
	"visitor_key" bigint NOT NULL,
	"id" text NOT NULL,
	"request_id" text NOT NULL,
	"prompt" text NOT NULL,
	"model" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"seed" bigint NOT NULL,
	"created_at" timestamp (3) NOT NULL,
	"kept_at" timestamp (3),
	"png" "bytea" NOT NULL,
	CONSTRAINT "images_visitor_key_id_pk" PRIMARY KEY("visitor_key","id")
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"visitor_key" bigint NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "ledger_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"posted_at" timestamp (3) NOT NULL,
	"kind" text NOT NULL,
	"funding" text NOT NULL,
	"available_delta" bigint NOT NULL,
	"held_delta" bigint NOT NULL,
	"hold_id" text,
	"request_id" text,
	"expires_at" timestamp (3),
	"reference" text,
	CONSTRAINT "ledger_visitor_key_sequence_pk" PRIMARY KEY("visitor_key","sequence")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"visitor_key" bigint NOT NULL,
	"conversation_id" text NOT NULL,
	"id" text NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "messages_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"role" text NOT NULL,
	"text" text NOT NULL,
	"request_id" text,
	"model" text,
	"state" text NOT NULL,
	"created_at" timestamp (3) NOT NULL,
	CONSTRAINT "messages_visitor_key_conversation_id_id_pk" PRIMARY KEY("visitor_key","conversation_id","id")
);
--> statement-breakpoint
CREATE TABLE "network_events" (
	"id" text PRIMARY KEY NOT NULL,
	"ts" timestamp (3) NOT NULL,
	"name" text NOT NULL,
	"layer" text NOT NULL,
	"node" text,
	"model" text,
	"value" double precision,
	"simulated" boolean NOT NULL,
	"props" jsonb NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "node_keys" (
	"name" text PRIMARY KEY NOT NULL,
	"private_key" text NOT NULL,
	"public_key" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "purchases" (
	"visitor_key" bigint NOT NULL,
	"id" text NOT NULL,
	"visitor_id" text NOT NULL,
	"pack" text NOT NULL,
	"credits" integer NOT NULL,
	"price_micro_usd" bigint NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp (3) NOT NULL,
	CONSTRAINT "purchases_visitor_key_id_pk" PRIMARY KEY("visitor_key","id")
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "quarantine_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"received_at" timestamp (3) NOT NULL,
	"reason" text NOT NULL,
	"name" text,
	"app" text,
	"paths" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"request_id" text PRIMARY KEY NOT NULL,
	"receipt" jsonb NOT NULL,
	"issued_at" timestamp (3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "staff_user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text DEFAULT 'viewer' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "staff_verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "visitors" (
	"visitor_key" bigint PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"consent" text NOT NULL,
	"first_seen_at" timestamp (3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "staff_account" ADD CONSTRAINT "staff_account_user_id_staff_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_visitor_key_conversation_id_conversations_visitor_key_id_fk" FOREIGN KEY ("visitor_key","conversation_id") REFERENCES "public"."conversations"("visitor_key","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_user_id_staff_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "staff_account_user_id" ON "staff_account" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "conversations_id" ON "conversations" USING btree ("id");--> statement-breakpoint
CREATE INDEX "conversations_visitor_updated" ON "conversations" USING btree ("visitor_key","updated_at");--> statement-breakpoint
CREATE INDEX "events_xid" ON "events" USING btree ("xid");--> statement-breakpoint
CREATE INDEX "events_ts" ON "events" USING btree ("ts");--> statement-breakpoint
CREATE INDEX "events_name_ts" ON "events" USING btree ("name","ts");--> statement-breakpoint
CREATE INDEX "holds_expires_at" ON "holds" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "images_id" ON "images" USING btree ("id");--> statement-breakpoint
CREATE INDEX "images_visitor_created" ON "images" USING btree ("visitor_key","created_at");--> statement-breakpoint
CREATE INDEX "images_drafts" ON "images" USING btree ("created_at") WHERE "images"."kept_at" is null;--> statement-breakpoint
CREATE INDEX "network_events_ts" ON "network_events" USING btree ("ts");--> statement-breakpoint
CREATE INDEX "network_events_xid" ON "network_events" USING btree ("xid");--> statement-breakpoint
CREATE INDEX "purchases_id" ON "purchases" USING btree ("id");--> statement-breakpoint
CREATE INDEX "quarantine_received_at" ON "quarantine" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "staff_session_user_id" ON "staff_session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "staff_verification_identifier" ON "staff_verification" USING btree ("identifier");