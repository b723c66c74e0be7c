import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { fromBase64, keccakOfText } from "@flywheel/receipts";
import type { RequestId } from "@flywheel/vocabulary";
import { streamText } from "ai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGateway, type Gateway } from "../gateway.ts";
import type { Network } from "../port.ts";
import { gatewayCall as call, framesOf, poemAsk as hello } from "../testing/gateway-call.ts";
import { bytes, newRequest, openNetwork } from "../testing/open-network.ts";

const parts = { now: () => 1_790_000_000_000, randomBytes: bytes };
let network: Network;
let gateway: Gateway;
beforeAll(async () => {
  ({ network } = await openNetwork());
  gateway = createGateway(network, parts);
});
afterAll(() => network.close());

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
    const all = await framesOf(response);
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

it("[NE174] loses no words of a network that names no node", async () => {
  const plain: Network = {
    ...network,
    async *chat() {
      yield { kind: "token", text: "The first " } as const;
      yield { kind: "token", text: "and the second." } as const;
      yield { kind: "failed", failure: { source: "provider", retryable: true }, node: null } as const;
    },
  };
  const frames = await framesOf(
    await createGateway(plain, parts)(call("/chat/completions", { ...hello, stream: true })),
  );
  const words = frames.flatMap(({ choices }) => choices?.[0]?.delta.content ?? "");
  expect(words.join("")).toBe("The first and the second.");
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
    const last = (await framesOf(response)).at(-1) as
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
