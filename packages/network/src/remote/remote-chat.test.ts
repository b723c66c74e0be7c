import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChatPart } from "../port.ts";
import { all, never, newRequest, only } from "../testing/open-network.ts";
import { done, json, modelList, said, startEndpoint, stream, type TestEndpoint, usage } from "./testing/endpoint.ts";
import { aChat, openRemote } from "./testing/open-remote.ts";

let endpoint: TestEndpoint;
beforeEach(async () => {
  endpoint = await startEndpoint();
});
afterEach(() => endpoint.close());

const textOf = (parts: readonly ChatPart[]) => parts.flatMap((part) => (part.kind === "token" ? [part.text] : []));

describe("a chat", () => {
  it("[NE140] streams the endpoint's words as they come and ends with its count of tokens", async () => {
    endpoint.on(
      "/chat/completions",
      stream([said(""), said("Ein schöner"), said(" Tag"), said("", "stop"), usage(20, 40), done]),
    );
    const { network } = await openRemote(endpoint);
    const parts = await all(network.chat(aChat(), never));
    expect(parts.map(({ kind }) => kind)).toEqual(["token", "token", "completed"]);
    expect(textOf(parts)).toEqual(["Ein schöner", " Tag"]);
    expect(only(parts, "completed")).toMatchObject({
      text: "Ein schöner Tag",
      stopped: false,
      // 20 at 0.50 and 40 at 1.50 dollars a million.
      served: {
        node: null,
        session: null,
        inputTokens: 20,
        outputTokens: 40,
        costMicroUsd: 70,
        unbilledMicroUsd: 0,
        queuedMs: 0,
      },
    });
  });

  it("[NE140] is told word for word, not at the end", async () => {
    let release = () => {};
    endpoint.on("/chat/completions", async (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write(said("first"));
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      response.end(said(" last", "stop"));
    });
    const { network } = await openRemote(endpoint);
    const parts = network.chat(aChat(), never)[Symbol.asyncIterator]();
    expect(await parts.next()).toMatchObject({ value: { kind: "token", text: "first" } });
    release();
    expect(await parts.next()).toMatchObject({ value: { kind: "token", text: " last" } });
  });

  it.each([
    ["none", said("One two three", "stop")],
    ["nonsense", said("One two three", "stop", { usage: { prompt_tokens: -3, completion_tokens: "many" } })],
    ["no words", said("One two three", "stop", { usage: { prompt_tokens: 9, completion_tokens: 0 } })],
  ])("[NE140] tokens are counted here when the endpoint counts %s", async (_, frame) => {
    endpoint.on("/chat/completions", stream([frame, done]));
    const { network } = await openRemote(endpoint);
    const ask = aChat({ messages: [{ role: "user", content: "count to three" }] });
    const { served } = only(await all(network.chat(ask, never)), "completed");
    expect(served).toMatchObject({ inputTokens: 7, outputTokens: 3, costMicroUsd: Math.ceil(7 * 0.5 + 3 * 1.5) });
  });

  it("[NE140] that the endpoint does not stream comes in one piece", async () => {
    endpoint.on(
      "/chat/completions",
      json({ choices: [{ message: { content: "All at once" } }], usage: { prompt_tokens: 1, completion_tokens: 3 } }),
    );
    const { network } = await openRemote(endpoint);
    const parts = await all(network.chat(aChat(), never));
    expect(textOf(parts)).toEqual(["All at once"]);
    expect(only(parts, "completed").served.outputTokens).toBe(3);
  });

  it("[NE141] reaches the endpoint whole, under its own name for the model, with the key", async () => {
    endpoint.on("/models", json(modelList("Llama3.2:3B")));
    endpoint.on("/chat/completions", stream([said("Yes", "stop"), done]));
    const { network } = await openRemote({ baseUrl: `${endpoint.baseUrl}/`, apiKey: "key-1" });
    const model = network.models()[0]?.id;
    expect(model).toBe("tiny/llama3.2-3b");
    const ask = aChat({ ...(model ? { model } : {}), temperature: 0.25, maxTokens: 99, seed: 12 });
    await all(network.chat(ask, never));
    const call = endpoint.heard.at(-1);
    expect(call).toMatchObject({ path: "/v1/chat/completions", authorization: "Bearer key-1" });
    expect(JSON.parse(call?.body ?? "")).toEqual({
      model: "Llama3.2:3B",
      messages: ask.messages,
      temperature: 0.25,
      max_tokens: 99,
      seed: 12,
      stream: true,
      stream_options: { include_usage: true },
    });
  });
});

/** Where silence is waited for. */
const short = { patience: { silenceMs: 300 } };

describe("the end of a stream", () => {
  it.each([
    ["without [DONE]", [said("Whole", "stop")], "end"],
    ["cut after its last word", [said("Whole", "stop")], "break"],
    ["held open after its last word", [said("Whole", "stop")], "hang"],
    ["held open after [DONE]", [said("Whole"), done], "hang"],
  ] as const)("[NE144] %s is an end", async (_, pieces, end) => {
    endpoint.on("/chat/completions", stream(pieces, end));
    const { network } = await openRemote({ ...endpoint, ...(end === "hang" ? short : {}) });
    expect(only(await all(network.chat(aChat(), never)), "completed")).toMatchObject({ text: "Whole", stopped: false });
  });

  it.each([
    ["that breaks", [said("Half")], "break", true],
    ["that ends without a word on why", [said("Half")], "end", true],
    ["that falls silent", [said("Half")], "hang", true],
    ["that says nothing", [said("", "stop"), done], "end", true],
    ["that turns to nonsense", [said("Half"), "data: {oops\n\n", done], "end", false],
    ["that turns to an error", [said("Half"), 'data: {"error":{"message":"secret words"}}\n\n', done], "end", true],
  ] as const)(
    "[NE144] a stream %s is the provider's failure, and nothing is owed",
    async (_, pieces, end, retryable) => {
      endpoint.on("/chat/completions", stream(pieces, end));
      const { network, shelf } = await openRemote({ ...endpoint, ...(end === "hang" ? short : {}) });
      const parts = await all(network.chat(aChat(), never));
      expect(parts.at(-1)).toEqual({ kind: "failed", failure: { source: "provider", retryable }, node: null });
      expect(shelf.kept.size).toBe(0);
    },
  );

  it("[NE144] a filter that cut the answer blocks it", async () => {
    endpoint.on("/chat/completions", stream([said("Half"), said("", "content_filter"), done]));
    const { network, shelf } = await openRemote(endpoint);
    const ask = aChat();
    const parts = await all(network.chat(ask, never));
    expect(parts.at(-1)).toEqual({ kind: "refused", refusal: { code: "blocked", model: ask.model } });
    expect(shelf.kept.size).toBe(0);
  });
});

describe("a caller who leaves", () => {
  it("[NE143] ends with the part that was served, its cost and its receipt, and the endpoint is stopped", async () => {
    endpoint.on("/chat/completions", stream([said("One two three")], "hang"));
    const { network, shelf } = await openRemote(endpoint);
    const leaving = new AbortController();
    const parts: ChatPart[] = [];
    const ask = aChat();
    for await (const part of network.chat(ask, leaving.signal)) {
      parts.push(part);
      leaving.abort();
    }
    expect(only(parts, "completed")).toMatchObject({
      text: "One two three",
      stopped: true,
      served: { outputTokens: 3, receipt: { origin: "none" } },
    });
    expect(shelf.kept.has(ask.requestId)).toBe(true);
    await expect.poll(() => endpoint.left, { timeout: 10_000 }).toEqual(["/v1/chat/completions"]);
  });

  it("[NE143] before the first word owes nothing", async () => {
    const leaving = new AbortController();
    endpoint.on("/chat/completions", () => leaving.abort());
    const { network, shelf } = await openRemote(endpoint);
    const parts = await all(network.chat(aChat(), leaving.signal));
    expect(parts).toEqual([{ kind: "failed", failure: { source: "gateway", retryable: true }, node: null }]);
    expect(shelf.kept.size).toBe(0);
  });

  it("[NE143] by closing the iterator stops the endpoint too", async () => {
    endpoint.on("/chat/completions", stream([said("One")], "hang"));
    const { network } = await openRemote(endpoint);
    for await (const part of network.chat(aChat(), never)) if (part.kind === "token") break;
    await expect.poll(() => endpoint.left, { timeout: 10_000 }).toEqual(["/v1/chat/completions"]);
  });
});

describe("a request", () => {
  it("[NE151] is served once, at one time and later", async () => {
    endpoint.on("/chat/completions", stream([said("Yes", "stop"), done]));
    const { network } = await openRemote(endpoint);
    const ask = aChat({ requestId: newRequest() });
    const both = await Promise.allSettled([all(network.chat(ask, never)), all(network.chat(ask, never))]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(all(network.chat(ask, never))).rejects.toMatchObject({ name: "RepeatedRequestError" });
    expect(endpoint.heard.filter(({ path }) => path === "/v1/chat/completions")).toHaveLength(1);
  });

  it("[NE151] has its receipt kept, as private, before its end is told", async () => {
    endpoint.on("/chat/completions", stream([said("Yes", "stop"), done]));
    const { network, shelf } = await openRemote({ ...endpoint, now: () => 1_790_000_000_000 });
    const ask = aChat();
    for await (const part of network.chat(ask, never)) {
      expect(shelf.kept.has(ask.requestId)).toBe(part.kind === "completed");
    }
    const stored = {
      requestId: ask.requestId,
      receipt: { origin: "none" },
      issuedMs: 1_790_000_000_000,
      settlement: "private",
    };
    expect(await network.receipt(ask.requestId)).toEqual(stored);
    expect(await network.proof(ask.requestId)).toEqual({ stored, node: null, batch: null });
    expect(await network.proof(newRequest())).toBeNull();
  });

  it("[NE151] whose receipt cannot be kept is not told as served", async () => {
    endpoint.on("/chat/completions", stream([said("Yes", "stop"), done]));
    const broken = { receipt: async () => null, saveReceipt: async () => Promise.reject(new Error("disk full")) };
    const { network } = await openRemote({ ...endpoint, state: broken });
    await expect(all(network.chat(aChat(), never))).rejects.toThrow("disk full");
  });
});
