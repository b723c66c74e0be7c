import type { Ended, Refusal } from "../port.ts";

/** Every error of the gateway. `source` says whether the supply behind it or the gateway itself lost the demand. */
const errors = {
  "unknown-path": { status: 404, type: "invalid_request_error", message: "there is nothing at this path" },
  "method-not-allowed": { status: 405, type: "invalid_request_error", message: "this path takes another method" },
  "malformed-body": { status: 400, type: "invalid_request_error", message: "the body is not what this path takes" },
  "malformed-header": { status: 400, type: "invalid_request_error", message: "a flywheel header is malformed" },
  "repeated-request": { status: 409, type: "invalid_request_error", message: "this request id was used before" },
  "unknown-model": { status: 404, type: "invalid_request_error", message: "nobody hosts this model" },
  "payment-required": {
    status: 402,
    type: "insufficient_quota",
    message: "pay with x402: see the PAYMENT-REQUIRED header, and why in param",
  },
  "over-budget": { status: 402, type: "insufficient_quota", message: "the ask costs more than is allowed" },
  blocked: { status: 451, type: "content_policy_violation", message: "moderation blocked this ask" },
  "no-capacity": { status: 503, type: "server_error", message: "every node that hosts this model is busy" },
  "no-active-node": { status: 503, type: "server_error", message: "no node that hosts this model is active" },
  "provider-failed": { status: 502, type: "server_error", message: "the node broke off" },
  "gateway-failed": { status: 503, type: "server_error", message: "the gateway broke off" },
} as const satisfies Record<string, { status: number; type: string; message: string }> &
  Record<Refusal["code"], unknown>;

export type WireErrorCode = keyof typeof errors;

type More = {
  /** Which field, never what it held. */
  readonly param?: string;
  readonly source?: "provider" | "gateway";
  readonly retryable?: boolean;
  readonly retryAfterMs?: number;
  /** Why a payment is asked for, in a word of x402. */
  readonly why?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export function errorBody(code: WireErrorCode, { param, why, source = "gateway", retryable = false }: More = {}) {
  const { type, message } = errors[code];
  return { error: { message, type, code, param: param ?? why ?? null }, source, retryable };
}

export function wireError(code: WireErrorCode, more: More = {}): Response {
  const { retryAfterMs, headers } = more;
  const retry = retryAfterMs === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterMs / 1_000)) };
  return Response.json(errorBody(code, more), { status: errors[code].status, headers: { ...headers, ...retry } });
}

type Error = { readonly code: WireErrorCode; readonly more: More };

/** The only place where a healthy no, or a failure, becomes a wire error. */
export function endedAsError(end: Ended): Error {
  if (end.kind === "failed") {
    const { source, retryable } = end.failure;
    return { code: source === "provider" ? "provider-failed" : "gateway-failed", more: { source, retryable } };
  }
  const { refusal } = end;
  if (!("retryAfterMs" in refusal)) return { code: refusal.code, more: {} };
  return {
    code: refusal.code,
    more: { source: "provider", retryable: true, retryAfterMs: refusal.retryAfterMs },
  };
}
