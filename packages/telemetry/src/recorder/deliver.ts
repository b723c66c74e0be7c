/** What became of a batch, in the terms of what to do next. */
export type Delivery =
  | { readonly outcome: "taken" }
  /** The server will never take it: sending it again would be noise. */
  | { readonly outcome: "refused" }
  | { readonly outcome: "too-large" }
  /** Worth another try; `afterMs` when the server said when. */
  | { readonly outcome: "failed"; readonly afterMs: number | null };

export type DeliverParts = {
  readonly fetch: typeof fetch;
  readonly endpoint: string;
  readonly now: () => number;
  readonly timeoutMs: number;
};

/** One mutation in tRPC's wire format, which without a transformer is the input as JSON. */
export async function deliver(
  { fetch, endpoint, now, timeoutMs }: DeliverParts,
  body: string,
  keepalive: boolean,
): Promise<Delivery> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), timeoutMs);
  try {
    const headers = { "content-type": "application/json" };
    const {
      ok,
      status,
      headers: told,
    } = await fetch(endpoint, {
      method: "POST",
      headers,
      body,
      keepalive,
      signal: timeout.signal,
    });
    if (ok) return { outcome: "taken" };
    if (status === 413) return { outcome: "too-large" };
    if (status === 408 || status === 429 || status >= 500) {
      return { outcome: "failed", afterMs: waitAskedFor(told.get("retry-after"), now) };
    }
    return { outcome: "refused" };
  } catch {
    return { outcome: "failed", afterMs: null };
  } finally {
    clearTimeout(timer);
  }
}

/** Retry-After is seconds or a date. An hour at most: a wrong header must not silence a page for good. */
function waitAskedFor(header: string | null, now: () => number): number | null {
  if (header === null) return null;
  const afterMs = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now();
  return Number.isNaN(afterMs) ? null : Math.min(Math.max(afterMs, 0), 3_600_000);
}
