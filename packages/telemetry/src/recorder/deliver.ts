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
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly now: () => number;
  readonly timeoutMs: number;
};

/** One mutation in tRPC's wire format, which without a transformer is the input as JSON. */
export async function deliver(parts: DeliverParts, body: string, keepalive: boolean): Promise<Delivery> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), parts.timeoutMs);
  try {
    const response = await parts.fetch(parts.endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", ...parts.headers },
      body,
      keepalive,
      signal: timeout.signal,
    });
    const { ok, status, headers } = response;
    // A network that wants one to sign in answers 200 with a page of its own: only the server's answer counts.
    if (ok) return "result" in (await response.json()) ? { outcome: "taken" } : unclear;
    if (status === 413) return { outcome: "too-large" };
    if (status === 408 || status === 429 || status >= 500) {
      return { outcome: "failed", afterMs: waitAskedFor(headers.get("retry-after"), parts.now) };
    }
    return { outcome: "refused" };
  } catch {
    return unclear;
  } finally {
    clearTimeout(timer);
  }
}

const unclear: Delivery = { outcome: "failed", afterMs: null };

/** Retry-After is seconds or a date. An hour at most: a wrong header must not silence a page for good. */
function waitAskedFor(header: string | null, now: () => number): number | null {
  const isSeconds = /^\d+$/.test(header ?? "");
  // Without the name of a day it is no date of HTTP, although engines read dates into nearly everything.
  if (header === null || !(isSeconds || /^[a-z]{3}/i.test(header))) return null;
  const afterMs = isSeconds ? Number(header) * 1_000 : Date.parse(header) - now();
  return afterMs > 0 ? Math.min(afterMs, 3_600_000) : null;
}
