import type { ClientConfig } from "pg";
import type { SortPolicy } from "./sorter.ts";

/** What the server asks of the process that keeps the projection, as the first message: it may carry a password. */
export type Order = {
  readonly kind: "order";
  readonly engine: "pglite" | "postgres";
  readonly database: Pick<ClientConfig, "host" | "port" | "user" | "database" | "connectionString">;
  /** Where the file lies. */
  readonly directory: string;
  readonly limits: QuestionLimits;
  /** The usual one if it is not said. */
  readonly sortPolicy?: SortPolicy;
  /** For tests: the process kills itself the nth time that it comes to this point. */
  readonly dieAt?: { readonly moment: Moment; readonly nth: number };
};

export type QuestionLimits = {
  /** How many questions run at once; the others wait. */
  readonly atOnce: number;
  /** How many may wait. */
  readonly waiting: number;
  /** In the line at most, and again from having a place to being answered. */
  readonly timeoutMs: number;
  /** Of an answer. */
  readonly rows: number;
  /** Of all that are answered at once. */
  readonly memoryMiB: number;
};

/** Points inside the process's own transactions, in their order. */
export const moments = [
  "begun",
  "removed",
  "appended",
  "cursor-moved",
  "committed",
  "scan-page-committed",
  "rotated",
  "sorted",
  "swapping",
  "swapped",
] as const;
export type Moment = (typeof moments)[number];

export type Parameter = string | number | bigint | boolean | null;

export type Message =
  | Order
  | {
      readonly kind: "ask";
      readonly id: number;
      readonly text: string;
      readonly parameters: readonly Parameter[];
    }
  | { readonly kind: "stop"; readonly id: number }
  | { readonly kind: "catch-up"; readonly id: number }
  | { readonly kind: "look" }
  | { readonly kind: "close" };

export type Rows = readonly Record<string, unknown>[];

export type Reply =
  | { readonly kind: "status"; readonly status: ProcessStatus }
  | { readonly kind: "answer"; readonly id: number; readonly rows: Rows }
  | { readonly kind: "refusal"; readonly id: number; readonly refusal: Refusal }
  | { readonly kind: "caught-up"; readonly id: number };

/** Why a question has no answer. Never a value of the question. */
export type Refusal =
  | {
      readonly because:
        | "rebuilding"
        | "busy"
        | "too-slow"
        | "stopped"
        | "not-a-reading"
        | "too-many-rows"
        | "too-much-memory";
    }
  | { readonly because: "failed"; readonly explanation: string | null };

export type ProcessStatus = {
  readonly phase: "rebuilding" | "ready";
  /** Of both tables. */
  readonly rows: number;
  /** Of `rows`, those of visitors; facts of the network are the others. While it is rebuilt, as many as there were before. */
  readonly events: number;
  /** How many there will be about, while rebuilding. */
  readonly ofAbout: number | null;
  /** Since the last moment of which everything committed is visible; null before the first. */
  readonly lagMs: number | null;
  /** Every transaction below it is in. */
  readonly cursor: string;
  /** Of `rows`, those that lie in the order of visitors. */
  readonly sortedRows: number;
  /** Of the last rebuild: from its start to its end, or until now. */
  readonly rebuiltMs: number | null;
  readonly waitingQuestions: number;
  /** Of the process that keeps it. */
  readonly processId: number | null;
  /** What keeps it from following the store; null when it follows. */
  readonly trouble: string | null;
};
