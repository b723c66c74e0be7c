// @vitest-environment node
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { initTRPC } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createClient } from "./trpc.ts";

const t = initTRPC.create();
/** By path: the signal that the server hands to whoever answers, and how it is let go. */
const asked = new Map<string, { readonly signal: AbortSignal | undefined; readonly resolve: (it: string) => void }>();
const slow = t.procedure.query(
  ({ signal, path }) => new Promise<string>((resolve) => void asked.set(path, { signal, resolve })),
);
const router = t.router({
  demand: t.router({ flywheel: slow, layers: slow }),
  segments: t.router({ list: slow }),
  experiments: t.router({ list: slow }),
});
const requests: string[] = [];
const trpc = createHTTPHandler({ router, basePath: "/api/trpc/" });
const server = createServer((request, response) => {
  requests.push(String(request.url).split("?")[0] ?? "");
  trpc(request, response);
});

beforeEach(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = fetch;
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) => send(`${origin}${path}`, init));
});
afterEach(async () => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

describe("[HO17] a question about demand", () => {
  it("that is given up is given up on the server, and what was asked beside it is not", async () => {
    const client = createClient(() => ({}));
    const leaving = new AbortController();
    const [left, kept, segments, experiments] = [
      client.demand.flywheel.query({} as never, { signal: leaving.signal }),
      client.demand.layers.query({} as never),
      client.segments.list.query(),
      client.experiments.list.query(),
    ];
    const outcome = left.catch((error: Error) => error.name);
    await vi.waitFor(() => expect(asked.size).toBe(4));
    leaving.abort();
    expect(await outcome).toBe("TRPCClientError");
    await vi.waitFor(() => expect(asked.get("demand.flywheel")?.signal?.aborted).toBe(true));

    for (const path of ["demand.layers", "segments.list", "experiments.list"]) {
      expect(asked.get(path)?.signal?.aborted, path).toBe(false);
      asked.get(path)?.resolve(path);
    }
    expect(await Promise.all([kept, segments, experiments])).toEqual([
      "demand.layers",
      "segments.list",
      "experiments.list",
    ]);
    expect(requests.toSorted()).toEqual([
      "/api/trpc/demand.flywheel",
      "/api/trpc/demand.layers",
      "/api/trpc/segments.list,experiments.list",
    ]);
  });
});
