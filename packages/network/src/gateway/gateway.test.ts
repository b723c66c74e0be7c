import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { fromBase64, keccakOfText } from "@flywheel/receipts";
import type { RequestId } from "@flywheel/vocabulary";
import { streamText } from "ai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGateway, type Gateway } from "../gateway.ts";
import type { ChatPart, Ended, ImagePart, Network } from "../port.ts";
import { bytes, newRequest, openNetwork } from "../testing/open-network.ts";

const parts = { now: () => 1_790_000_000_000, randomBytes: bytes };
let network: Network;
let gateway: Gateway;
beforeAll(async () => {
  ({ network } = await openNetwork());
  gateway = createGateway(network, parts);
});
afterAll(() => network.close());

const call = (path: string, body?: unknown, init: RequestInit = {}) =>
  new Request(`http://network.internal/v1${path}`, {
    method: body === undefined ? "GET" : "POST",
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    ...init,
  });
const hello = {
  model: "quillworks/quill-3",
  messages: [{ role: "user", content: "write a poem about the sea" }],
  seed: 3,
};

type Frame = {
  readonly choices: readonly [
    { readonly delta: { readonly content?: string; readonly role?: string }; readonly finish_reason: string | null },
  ];
  readonly usage?: { readonly completion_tokens: number };
  readonly tee_output_hash?: string;
  readonly tee_signature?: string;
};

/** The data of each frame, as an OpenAI client would read it. */
async function frames(response: Response): Promise<readonly Frame[]> {
  const data = (await response.text())
    .split("\n\n")
    .filter(Boolean)
    .map((frame) => frame.replace(/^data: /, ""));
  expect(data.at(-1)).toBe("[DONE]");
  return data.slice(0, -1).map((frame) => JSON.parse(frame));
}

describe("the gateway, in the shape of OpenAI's API", () => {
  it("[NE39] lists the models that are hosted", async () => {
    const response = await gateway(call("/models"));
    const list = await response.json();
    expect(list.object).toBe("list");
    expect(list.data.map(({ id }: { id: string }) => id)).toEqual(network.models().map(({ id }) => id));
    expect(list.data[0]).toMatchObject({
      object: "model",
      owned_by: "Quillworks",
      pricing: { usd_per_million_input_tokens: "0.600000" },
    });
  });

  it("[NE40] answers a chat whole: message, usage, costs, and the receipt in body and headers", async () => {
    const response = await gateway(call("/chat/completions", hello));
    expect(response.status).toBe(200);
    const body = await response.json();
    const content: string = body.choices[0].message.content;
    expect(body).toMatchObject({
      object: "chat.completion",
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant" } }],
    });
    expect(body.usage.total_tokens).toBe(body.usage.prompt_tokens + body.usage.completion_tokens);
    expect(body.tee_output_hash).toBe(keccakOfText(content));
    expect(body.opengradient).toEqual({
      cost_opg: expect.stringMatching(/^\d+$/),
      cost_usd: expect.stringMatching(/^0\.\d{6}$/),
      opg_price_usd: "0.050000",
    });
    for (const [header, field] of [
      ["X-TEE-Signature", "tee_signature"],
      ["X-TEE-ID", "tee_id"],
      ["X-TEE-Timestamp", "tee_timestamp"],
      ["X-TEE-Request-Hash", "tee_request_hash"],
      ["X-TEE-Output-Hash", "tee_output_hash"],
    ] as const) {
      expect(response.headers.get(header)).toBe(String(body[field]));
    }
    const kept = await network.receipt(body.flywheel.request_id);
    expect(kept?.receipt).toEqual(body.flywheel_served.receipt);
    expect(body.flywheel.app_id).toBe("external");
  });

  it("[NE41] streams a chat as events whose last frame has finish, usage and receipt", async () => {
    const whole = await (await gateway(call("/chat/completions", hello))).json();
    const response = await gateway(call("/chat/completions", { ...hello, stream: true }));
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const all = await frames(response);
    expect(all[0]?.choices[0].delta.role).toBe("assistant");
    const text = all.map(({ choices: [{ delta }] }) => delta.content ?? "").join("");
    expect(text).toBe(whole.choices[0].message.content);
    expect(all.length).toBeGreaterThan(5);
    expect(
      all.slice(0, -1).every((frame) => frame.tee_output_hash === undefined && frame.choices[0].finish_reason === null),
    ).toBe(true);
    expect(all.at(-1)).toMatchObject({
      usage: whole.usage,
      tee_output_hash: whole.tee_output_hash,
      choices: [{ finish_reason: "stop" }],
    });
  });

  it("[NE41] says `length` when the answer used up what it was allowed", async () => {
    const body = await (await gateway(call("/chat/completions", { ...hello, max_tokens: 5 }))).json();
    expect(body.choices[0].finish_reason).toBe("length");
    expect(body.usage.completion_tokens).toBe(5);
  });

  it("[NE42] makes a picture as base64, with its receipt", async () => {
    const response = await gateway(
      call("/images/generations", {
        model: "saltbox/broadside",
        prompt: "a fox",
        size: "640x448",
        response_format: "b64_json",
        n: 1,
      }),
    );
    const body = await response.json();
    expect(fromBase64(body.data[0].b64_json)?.slice(0, 4)).toEqual(Uint8Array.of(137, 80, 78, 71));
    expect(body.flywheel).toMatchObject({ output_commitment: "content+images-v1", model: "saltbox/broadside" });
  });

  it("[NE43] takes the request id and the app of a caller inside the house, and serves a request id once", async () => {
    const requestId = newRequest();
    const headers = { "x-flywheel-request-id": requestId, "x-flywheel-app": "chat" };
    const body = await (await gateway(call("/chat/completions", hello, { headers }))).json();
    expect(body.flywheel).toMatchObject({ request_id: requestId, app_id: "chat" });
    const again = await gateway(call("/chat/completions", hello, { headers }));
    expect([again.status, (await again.json()).error.code]).toEqual([409, "repeated-request"]);
    const malformed = await gateway(
      call("/chat/completions", hello, { headers: { "x-flywheel-request-id": "req_1" } }),
    );
    expect(malformed.status).toBe(400);
  });
});

describe("what the gateway turns away", () => {
  it.each([
    ["no JSON", "/chat/completions", "{", 400, "body"],
    ["no messages", "/chat/completions", { model: "quillworks/quill-3", messages: [] }, 400, "messages"],
    [
      "an image as a message",
      "/chat/completions",
      { ...hello, messages: [{ role: "user", content: [{ type: "image_url" }] }] },
      400,
      "messages.0.content",
    ],
    ["a wild temperature", "/chat/completions", { ...hello, temperature: 9 }, 400, "temperature"],
    ["several answers", "/chat/completions", { ...hello, n: 2 }, 400, "n"],
    ["an empty prompt", "/images/generations", { model: "saltbox/papercut", prompt: "" }, 400, "prompt"],
    [
      "a huge size",
      "/images/generations",
      { model: "saltbox/papercut", prompt: "x", size: "9000x9000" },
      400,
      "size.0",
    ],
    [
      "a size that is none",
      "/images/generations",
      { model: "saltbox/papercut", prompt: "x", size: "large" },
      400,
      "size",
    ],
    ["negative pictures", "/images/generations", { model: "saltbox/papercut", prompt: "x", n: -1 }, 400, "n"],
  ])("[NE44] %s: names the field, and never repeats what it held", async (_, path, body, status, param) => {
    const response = await gateway(call(path, body));
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(JSON.parse(text)).toMatchObject({
      error: { type: "invalid_request_error", param },
      source: "gateway",
      retryable: false,
    });
  });

  it("[NE44] unknown models, paths and methods", async () => {
    expect((await gateway(call("/chat/completions", { ...hello, model: "nobody/nothing" }))).status).toBe(404);
    expect((await gateway(call("/images/generations", { model: "quillworks/quill-3", prompt: "x" }))).status).toBe(404);
    expect((await gateway(call("/embeddings", {}))).status).toBe(404);
    expect((await gateway(call("/chat/completions"))).status).toBe(405);
  });

  const ending = (end: Ended): Network => ({
    ...network,
    async *chat(): AsyncGenerator<ChatPart> {
      yield end;
    },
    async *image(): AsyncGenerator<ImagePart> {
      yield end;
    },
  });
  const model = "quillworks/quill-3" as never;
  it.each<[Ended, number, object]>([
    [
      { kind: "refused", refusal: { code: "no-capacity", model, retryAfterMs: 1_500 } },
      503,
      { source: "provider", retryable: true, error: { code: "no-capacity" } },
    ],
    [
      { kind: "refused", refusal: { code: "no-active-node", model, retryAfterMs: 60_000 } },
      503,
      { source: "provider", retryable: true },
    ],
    [
      { kind: "refused", refusal: { code: "over-budget", neededMicroUsd: 2, allowedMicroUsd: 1 } },
      402,
      { source: "gateway", retryable: false },
    ],
    [{ kind: "refused", refusal: { code: "blocked", model } }, 451, { source: "gateway", retryable: false }],
    [
      { kind: "failed", failure: { source: "provider", retryable: true }, node: null },
      502,
      { source: "provider", retryable: true },
    ],
    [
      { kind: "failed", failure: { source: "gateway", retryable: false }, node: null },
      503,
      { source: "gateway", retryable: false },
    ],
  ])(
    "[NE45] %j: whose loss it is and whether to come back, for chats and pictures alike",
    async (end, status, body) => {
      const ended = createGateway(ending(end), parts);
      for (const request of [
        call("/chat/completions", hello),
        call("/chat/completions", { ...hello, stream: true }),
        call("/images/generations", { model: "saltbox/papercut", prompt: "x" }),
      ]) {
        const response = await ended(request);
        expect(response.status).toBe(status);
        expect(await response.json()).toMatchObject(body);
        const waits =
          end.kind === "refused" && "retryAfterMs" in end.refusal
            ? String(Math.ceil(end.refusal.retryAfterMs / 1_000))
            : null;
        expect(response.headers.get("retry-after")).toBe(waits);
      }
    },
  );

  it("[NE46] a node that breaks off in mid-stream: the stream says so and ends", async () => {
    const breaking: Network = {
      ...network,
      async *chat(): AsyncGenerator<ChatPart> {
        yield { kind: "token", text: "I was about" };
        yield { kind: "failed", failure: { source: "provider", retryable: true }, node: null };
      },
    };
    const all = await frames(
      await createGateway(breaking, parts)(call("/chat/completions", { ...hello, stream: true })),
    );
    expect(all.at(-1)).toMatchObject({ error: { code: "provider-failed" }, source: "provider", retryable: true });
  });
});

describe("a reader who leaves", () => {
  it("[NE47] stops the node, and what was served still gets its receipt", async () => {
    const { network: slow } = await openNetwork({ pace: 0.2 });
    const requestId = newRequest();
    const response = await createGateway(
      slow,
      parts,
    )(call("/chat/completions", { ...hello, stream: true }, { headers: { "x-flywheel-request-id": requestId } }));
    const reader = response.body?.getReader();
    for (let frame = 0; frame < 4; frame += 1) await reader?.read();
    await reader?.cancel();
    expect(await slow.receipt(requestId)).not.toBeNull();
    await slow.close();
  });

  it("[NE47] by aborting the request: the stream ends with the receipt of the part that was served", async () => {
    const { network: slow } = await openNetwork({ pace: 0.2 });
    const stop = new AbortController();
    const response = await createGateway(
      slow,
      parts,
    )(call("/chat/completions", { ...hello, stream: true }, { signal: stop.signal }));
    setTimeout(() => stop.abort(), 200);
    const whole = await (await gateway(call("/chat/completions", hello))).json();
    const last = (await frames(response)).at(-1) as
      | { usage: { completion_tokens: number }; tee_signature: string }
      | undefined;
    expect(last?.tee_signature).toEqual(expect.any(String));
    expect(last?.usage.completion_tokens).toBeLessThan(whole.usage.completion_tokens);
    await slow.close();
  });
});

describe("through the AI SDK's OpenAI-compatible provider", () => {
  const providerFor = (requestId: RequestId, to: Gateway) =>
    createOpenAICompatible({
      name: "flywheel",
      baseURL: "http://network.internal/v1",
      includeUsage: true,
      headers: { "x-flywheel-request-id": requestId, "x-flywheel-app": "chat" },
      fetch: (target, init) => to(new Request(target, init)),
    });

  it("[NE48] streams the words, the usage, and on the last raw chunk what was served", async () => {
    const requestId = newRequest();
    const result = streamText({
      model: providerFor(requestId, gateway).chatModel("quillworks/quill-3"),
      messages: [{ role: "user", content: "what is 6 * 7" }],
      temperature: 0.7,
      maxOutputTokens: 100,
      seed: 5,
      includeRawChunks: true,
    });
    let served: unknown;
    let text = "";
    for await (const part of result.fullStream) {
      if (part.type === "text-delta") text += part.text;
      if (
        part.type === "raw" &&
        part.rawValue &&
        typeof part.rawValue === "object" &&
        "flywheel_served" in part.rawValue
      ) {
        served = part.rawValue.flywheel_served;
      }
    }
    expect(text).toContain("42");
    const kept = await network.receipt(requestId);
    expect(served).toMatchObject({ receipt: kept?.receipt, outputTokens: (await result.usage).outputTokens });
    expect(await result.finishReason).toBe("stop");
  });

  it("[NE48] turns a refusal into the provider's error", async () => {
    const errors: unknown[] = [];
    const result = streamText({
      model: providerFor(newRequest(), gateway).chatModel("nobody/nothing"),
      prompt: "hello",
      maxRetries: 0,
      onError: ({ error }) => void errors.push(error),
    });
    await result.consumeStream();
    expect(errors).toEqual([expect.objectContaining({ statusCode: 404, message: "nobody hosts this model" })]);
  });
});
