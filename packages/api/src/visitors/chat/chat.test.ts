import { type ConversationId, type MessageId, type ModelId, mint, type RequestId } from "@flywheel/vocabulary";
import { afterAll, describe, expect, it } from "vitest";
import type { VisitorCaller } from "../../caller.ts";
import { createAppRouter } from "../../router.ts";
import { contextOf, openProduct } from "../../testing/product.ts";
import { createChatRoute } from "./chat-route.ts";

const product = await openProduct({ pace: 0.2 });
afterAll(() => product.close());
const chat = createChatRoute(product);
const router = createAppRouter(product);
const as = (visitor: VisitorCaller) => router.createCaller(contextOf({ visitor }));
const aVisitor = () => product.aVisitor({ app: "chat" });
const model = product.network.models().find(({ medium, state }) => medium === "text" && state === "hosted")
  ?.id as ModelId;

type Body = {
  conversationId?: ConversationId;
  requestId?: RequestId;
  model?: ModelId;
  messageId?: MessageId;
  text?: string;
  regenerate?: boolean;
};
function body({
  conversationId,
  requestId,
  messageId,
  text = "Write a long story about a lighthouse",
  ...rest
}: Body = {}) {
  return {
    conversationId: conversationId ?? mint<ConversationId>("cnv", product.randomBytes),
    requestId: requestId ?? mint<RequestId>("req", product.randomBytes),
    model,
    message: { id: messageId ?? mint<MessageId>("msg", product.randomBytes), text },
    ...rest,
  };
}
const post = (visitor: VisitorCaller | null, sent: unknown, signal?: AbortSignal) =>
  chat(
    new Request("http://x/api/chat", { method: "POST", body: JSON.stringify(sent), ...(signal ? { signal } : {}) }),
    visitor,
  );

type Part = {
  type: string;
  delta?: string;
  messageMetadata?: { credits?: number; refusal?: { code: string }; receipt?: unknown };
};
async function* partsOf(response: Response): AsyncGenerator<Part> {
  let rest = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("data: {")) yield JSON.parse(line.slice(6));
  }
}
async function answered(visitor: VisitorCaller, sent: ReturnType<typeof body>) {
  const parts: Part[] = [];
  for await (const part of partsOf(await post(visitor, sent))) parts.push(part);
  return {
    parts,
    text: parts.map(({ delta }) => delta ?? "").join(""),
    metadata: parts.findLast((part) => part.messageMetadata)?.messageMetadata,
  };
}

describe("an answer", () => {
  it("[AP10] streams, is kept and found again, and carries its receipt and its price", async () => {
    const visitor = await aVisitor();
    const sent = body({ text: "What is 12 times 12?" });
    const { parts, text, metadata } = await answered(visitor, sent);
    expect(parts.filter(({ type }) => type === "text-delta").length).toBeGreaterThan(3);
    expect(text).toContain("144");
    expect(metadata).toMatchObject({
      credits: expect.any(Number),
      receipt: { origin: "mock", requestId: sent.requestId },
    });

    const found = await as(visitor).chat.conversation({ id: sent.conversationId });
    expect(found?.conversation.title).toBe("What is 12 times 12?");
    expect(found?.messages).toMatchObject([
      { role: "visitor", text: "What is 12 times 12?" },
      { role: "model", text, state: "complete", receipt: { requestId: sent.requestId } },
    ]);
    const names = (await product.events.ofVisitor(visitor.id)).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["inference.routed", "inference.completed", "payment.settled"]));
    expect((await as(visitor).account.me()).credits.held).toBe(0);
  });

  it("[AP11] that is stopped keeps, charges and signs what was served", async () => {
    const visitor = await aVisitor();
    const sent = body();
    const stop = new AbortController();
    let heard = "";
    try {
      for await (const part of partsOf(await post(visitor, sent, stop.signal))) {
        heard += part.delta ?? "";
        if (heard.length > 40) stop.abort();
      }
    } catch {
      // a cut connection ends the reader too
    }
    await expect
      .poll(async () => (await as(visitor).chat.conversation({ id: sent.conversationId }))?.messages[1]?.state, {
        timeout: 5_000,
      })
      .toBe("stopped");
    const found = await as(visitor).chat.conversation({ id: sent.conversationId });
    expect(found?.messages[1]?.text.length).toBeGreaterThanOrEqual(40);
    await expect.poll(async () => (await as(visitor).account.me()).credits.held).toBe(0);
    const ledger = await as(visitor).account.ledger();
    expect(ledger.some(({ kind }) => kind === "charge")).toBe(true);
    const events = await product.events.ofVisitor(visitor.id);
    expect(events.map(({ name }) => name)).toContain("inference.stopped");
    expect(events.map(({ name }) => name)).not.toContain("inference.completed");
    expect(await as(visitor).proof.receipt({ requestId: sent.requestId })).not.toBeNull();
  });

  it("[AP12] given again replaces what was said after the message", async () => {
    const visitor = await aVisitor();
    const first = body({ text: "Say hello" });
    await answered(visitor, first);
    const second = body({ conversationId: first.conversationId, text: "And now good bye" });
    await answered(visitor, second);
    const again = body({
      conversationId: first.conversationId,
      messageId: first.message.id,
      text: "Say hello",
      regenerate: true,
    });
    await answered(visitor, again);
    const found = await as(visitor).chat.conversation({ id: first.conversationId });
    expect(found?.messages.map(({ role, requestId }) => [role, requestId])).toEqual([
      ["visitor", null],
      ["model", again.requestId],
    ]);
  });

  it("[AP12] asked for again and refused leaves the answer that was paid where it is", async () => {
    const visitor = await aVisitor();
    const first = body({ text: "Say hello" });
    await answered(visitor, first);
    const { metadata } = await answered(
      visitor,
      body({
        conversationId: first.conversationId,
        messageId: first.message.id,
        text: "Say hello",
        model: "nobody/nothing" as ModelId,
        regenerate: true,
      }),
    );
    expect(metadata).toMatchObject({ refusal: { code: "unknown-model" } });
    const found = await as(visitor).chat.conversation({ id: first.conversationId });
    expect(found?.messages.map(({ role, requestId }) => [role, requestId])).toEqual([
      ["visitor", null],
      ["model", first.requestId],
    ]);
  });

  it("[AP5] is refused to a visitor who cannot pay; their message is kept", async () => {
    const first = await aVisitor();
    await answered(first, body({ text: "Hello" }));
    const poor = await product.aVisitor({ app: "chat", range: first.range });
    const sent = body({ text: "Hello" });
    const { metadata, text } = await answered(poor, sent);
    expect(metadata).toMatchObject({ refusal: { code: "over-budget" } });
    expect(text).toBe("");
    expect((await as(poor).chat.conversation({ id: sent.conversationId }))?.messages).toMatchObject([
      { text: "Hello" },
    ]);
  });
});

describe("the route", () => {
  it.each([
    ["nothing", undefined],
    ["a message without words", body({ text: "   " })],
    ["a conversation id of another form", { ...body(), conversationId: "mine" }],
    ["words that are too many", body({ text: "secret ".repeat(2_000) })],
  ])("[AP14] refuses %s, names what is wrong and repeats none of it", async (_what, sent) => {
    const response = await post(await aVisitor(), sent);
    expect(response.status).toBe(400);
    const { error } = await response.json();
    expect(error).toMatch(/the body|message\.text|conversationId/);
    expect(error).not.toContain("secret");
  });

  it("[AP15] does not let a visitor speak in another's conversation", async () => {
    const [owner, stranger] = [await aVisitor(), await aVisitor()];
    const sent = body({ text: "Hello" });
    await answered(owner, sent);
    expect((await post(stranger, body({ conversationId: sent.conversationId }))).status).toBe(404);
    expect(await as(stranger).chat.conversation({ id: sent.conversationId })).toBeNull();
    await expect(as(stranger).chat.remove({ id: sent.conversationId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(as(stranger).chat.rename({ id: sent.conversationId, title: "mine" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await post(null, sent)).status).toBe(401);
  });
});
