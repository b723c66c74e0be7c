import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConversationId, type MessageId, mint, type RequestId } from "@flywheel/vocabulary";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { configure } from "./environment.ts";
import { meetGuest } from "./faults/guest.ts";
import { openProduct } from "./product.ts";
import { randomBytes } from "./random.ts";

/** An endpoint that speaks OpenAI's protocol and knows one sentence. */
function answerAsAModelServer(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  if (request.url?.endsWith("/models")) {
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({ object: "list", data: [{ id: "tinyllama:1b", object: "model", owned_by: "library" }] }),
    );
    return;
  }
  response.setHeader("content-type", "text/event-stream");
  const chunk = (content: string, finish_reason: string | null = null) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason }] })}\n\n`;
  response.write(chunk("A tide is the sea, "));
  response.write(chunk("following the moon."));
  response.write(chunk("", "stop"));
  const usage = { prompt_tokens: 9, completion_tokens: 8, total_tokens: 17 };
  response.end(`data: ${JSON.stringify({ choices: [], usage })}\n\ndata: [DONE]\n\n`);
}

const endpoint = createServer(answerAsAModelServer).listen(0, "127.0.0.1");
await once(endpoint, "listening");
const address = endpoint.address();
if (address === null || typeof address === "string") throw new Error("a TCP listener has a port");
const dataDir = await mkdtemp(join(tmpdir(), "flywheel-server-"));
const product = await openProduct(
  configure({
    FLYWHEEL_MODE: "development",
    PORT: "0",
    FLYWHEEL_DATA_DIR: dataDir,
    FLYWHEEL_INFERENCE_BASE_URL: `http://127.0.0.1:${address.port}/v1`,
  }),
);
const origin = `http://127.0.0.1:${product.port}`;
afterAll(async () => {
  await product.close();
  endpoint.close();
  await rm(dataDir, { recursive: true });
});

describe("a product whose models are somebody else's endpoint", () => {
  it("[SV75] is healthy, offers the endpoint's models, and sells nothing itself", async () => {
    const health = await (await fetch(`${origin}/api/health`)).json();
    expect(health).toMatchObject({ ok: true, network: { ok: true, models: 1 } });
    expect((await fetch(`${origin}/api/network/v1/models`)).status).toBe(404);
  });

  it("[SV75] serves a chat whole, charges it, and pretends no proof", async () => {
    const guest = await meetGuest(origin);
    const Models = z.array(z.object({ id: z.string() }));
    const [model] = await guest.query("chat.models", Models);
    const requestId = mint<RequestId>("req", randomBytes);
    const response = await guest.post("/api/chat", {
      conversationId: mint<ConversationId>("cnv", randomBytes),
      requestId,
      model: model?.id,
      message: { id: mint<MessageId>("msg", randomBytes), text: "What is a tide?" },
    });
    const stream = await response.text();
    const words = [...stream.matchAll(/"type":"text-delta".*?"delta":"(.*?)"/g)].map(([, delta]) => delta);
    expect(words.join("")).toBe("A tide is the sea, following the moon.");
    expect(stream).toMatch(/"origin":"none"/);
    expect(stream).toMatch(/"credits":1\b/);
    const proof = await (
      await guest.get(`/api/trpc/proof.receipt?input=${encodeURIComponent(JSON.stringify({ requestId }))}`)
    ).json();
    expect(proof.result.data).toMatchObject({ receipt: { origin: "none" }, node: null, batch: null, cost: null });
  });
});
