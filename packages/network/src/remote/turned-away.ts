import type { ModelId } from "@flywheel/vocabulary";
import { z } from "zod";
import type { Ended } from "../port.ts";
import { CallLostError } from "./call-lost.ts";
import type { Answer } from "./endpoint.ts";
import { most } from "./patience.ts";
import { readJson } from "./read-json.ts";

/** Of an error, only words from lists of our own are looked for; its message may quote a prompt and is not read. */
const Trouble = z.object({
  error: z.unknown().optional(),
  retryable: z.boolean().optional().catch(undefined),
});
const Code = z.object({ code: z.unknown().optional(), type: z.unknown().optional() });

const blockedCodes: readonly unknown[] = [
  "content_filter",
  "content_policy_violation",
  "moderation_blocked",
  "ResponsibleAIPolicyViolation",
];
const spentCodes: readonly unknown[] = ["insufficient_quota", "billing_hard_limit_reached"];

type Told = { readonly status: number; readonly body: unknown; readonly retryAfterMs: number | null };

/** An answer that is no success, in our own words. Nothing is owed for it. */
export async function turnedAway(answer: Answer, model: ModelId, nowMs: number): Promise<Ended> {
  const body = await readJson(answer, most.error).catch((cause: unknown) => {
    if (cause instanceof CallLostError && cause.because !== "left") return null;
    throw cause;
  });
  return endedBy({ status: answer.status, body, retryAfterMs: retryAfter(answer.headers, nowMs) }, model);
}

/** An error that came where an answer was promised. */
export const brokeWithin = (body: unknown, model: ModelId): Ended => {
  const { blocked, retryable } = read(body);
  return blocked ? blockedEnd(model) : failedEnd(retryable ?? true);
};

export const failedEnd = (retryable: boolean): Ended => ({
  kind: "failed",
  failure: { source: "provider", retryable },
  node: null,
});
export const blockedEnd = (model: ModelId): Ended => ({ kind: "refused", refusal: { code: "blocked", model } });

function endedBy({ status, body, retryAfterMs }: Told, model: ModelId): Ended {
  const { isError, blocked, spent, retryable } = read(body);
  if (status === 451 || blocked) return blockedEnd(model);
  // A wrong path is answered with 404 too, but not in the words of this protocol.
  if (status === 404 && isError) return { kind: "refused", refusal: { code: "unknown-model", model, known: true } };
  if (spent) return failedEnd(false);
  if ((status === 429 || status === 503) && retryAfterMs !== null) {
    return { kind: "refused", refusal: { code: "no-capacity", model, retryAfterMs } };
  }
  return failedEnd(retryable ?? mayPass(status));
}

const mayPass = (status: number) =>
  status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501 && status !== 505);

function read(body: unknown) {
  const { data } = Trouble.safeParse(body);
  const told = Code.safeParse(data?.error).data;
  const says = (codes: readonly unknown[]) => codes.includes(told?.code) || codes.includes(told?.type);
  return {
    isError: data?.error !== undefined && data.error !== null,
    blocked: says(blockedCodes),
    spent: says(spentCodes),
    retryable: data?.retryable,
  };
}

const retryWithin = { leastMs: 1_000, mostMs: 600_000 };

/** Seconds, or a date, as HTTP has it; within reason. */
function retryAfter(headers: Headers, nowMs: number): number | null {
  const said = headers.get("retry-after")?.trim() ?? "";
  const ms = /^\d{1,9}$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - nowMs;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, retryWithin.leastMs), retryWithin.mostMs);
}
