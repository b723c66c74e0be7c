import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGateway, type Gateway } from "../gateway.ts";
import type { ChatPart, Ended, ImagePart, Network } from "../port.ts";
import { gatewayCall as call, framesOf, poemAsk as hello } from "../testing/gateway-call.ts";
import { bytes, openNetwork } from "../testing/open-network.ts";

const parts = { now: () => 1_790_000_000_000, randomBytes: bytes };
let network: Network;
let gateway: Gateway;
beforeAll(async () => {
  ({ network } = await openNetwork());
  gateway = createGateway(network, parts);
});
afterAll(() => network.close());

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
    const all = await framesOf(
      await createGateway(breaking, parts)(call("/chat/completions", { ...hello, stream: true })),
    );
    expect(all.at(-1)).toMatchObject({ error: { code: "provider-failed" }, source: "provider", retryable: true });
  });
});
