import { CallLostError } from "./call-lost.ts";
import { createWatch, type Watch, type WatchLimits } from "./watch.ts";

export type EndpointParts = {
  /** With its version, as OpenAI's clients take it: `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly fetch: typeof fetch;
};

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  /** May be read once. @throws CallLostError */
  bytes(maxBytes: number): AsyncGenerator<Uint8Array>;
  /** Always to be called at the end, whatever was read. */
  hangUp(): void;
};

/** One call. @throws CallLostError */
export type Call = (
  path: `/${string}`,
  body: FormData | object | null,
  limits: WatchLimits,
  signal: AbortSignal,
) => Promise<Answer>;

export function createEndpoint({ baseUrl, apiKey, fetch }: EndpointParts): Call {
  const base = baseUrl.replace(/\/+$/, "");
  return async (path, body, limits, signal) => {
    const watch = createWatch(limits, signal);
    try {
      const response = await fetch(`${base}${path}`, {
        ...(body === null ? {} : { method: "POST", body: body instanceof FormData ? body : JSON.stringify(body) }),
        headers: {
          accept: "application/json, text/event-stream",
          ...(body === null || body instanceof FormData ? {} : { "content-type": "application/json" }),
          ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
        },
        // Followed nowhere: neither the key nor a prompt goes to a place that nobody configured.
        redirect: "manual",
        signal: watch.signal,
      });
      const { status, headers } = response;
      return { status, headers, bytes: (maxBytes) => bytesOf(response, watch, maxBytes), hangUp: watch.end };
    } catch {
      watch.end();
      throw new CallLostError(watch.because() ?? "unreachable");
    }
  };
}

async function* bytesOf({ body }: Response, watch: Watch, maxBytes: number): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  let taken = 0;
  for (;;) {
    watch.listen();
    const { done, value } = (await reader?.read().catch(() => null)) ?? { done: true, value: null };
    watch.heard();
    // A body that is missing or that broke has no value to end with; one that ended well has `undefined`.
    if (value === null) throw new CallLostError(watch.because() ?? "broken-off");
    if (done) return;
    taken += value.byteLength;
    if (taken > maxBytes) throw new CallLostError("too-large");
    yield value;
  }
}
