import type { MessageCard } from "@flywheel/api/type";
import { createUIMessageStream, createUIMessageStreamResponse, type UIMessageStreamWriter } from "ai";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type ConversationParts, createConversation, type Ending } from "./conversation.ts";
import { type ChatMessage, textOf } from "./message.ts";

const model = "lumen/glass-1";
type Posted = { requestId: string; message: { id: string; text: string }; regenerate: boolean };
type Play = (writer: UIMessageStreamWriter<ChatMessage>, posted: Posted) => Promise<void> | void;

/** A conversation whose server is written down: each post plays the next part. */
function bench(plays: readonly Play[], stored: readonly MessageCard[] | null = null) {
  const posts: Posted[] = [];
  const senders: (string | null)[] = [];
  const recorded: { name: string; fields: Record<string, unknown> }[] = [];
  const endings: Ending[] = [];
  let clockMs = 1_000;
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    const posted: Posted = JSON.parse(String(init.body));
    const play = plays[posts.length];
    posts.push(posted);
    senders.push(new Headers(init.headers).get("x-flywheel-app"));
    if (!play) return new Response("no", { status: 503 });
    return createUIMessageStreamResponse({
      stream: createUIMessageStream<ChatMessage>({
        onError: () => "the node broke off",
        execute: async ({ writer }) => {
          const { requestId } = posted;
          writer.write({ type: "start", messageId: `msg_answer${posts.length}`, messageMetadata: { requestId } });
          await play(writer, posted);
        },
      }),
    });
  });
  const conversation = { id: "cnv_1", title: "hello", model, createdMs: 1, updatedMs: 1 };
  const parts: ConversationParts = {
    id: "cnv_1",
    stored: stored && { conversation, messages: stored },
    record: (name, fields) => void recorded.push({ name, fields }),
    senderHeaders: () => ({ "x-flywheel-app": "chat" }),
    now: () => clockMs,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    onSettled: (_, ending) => void endings.push(ending),
  };
  const pass = (ms: number) => {
    clockMs += ms;
  };
  return { talk: createConversation(parts), posts, senders, recorded, endings, pass };
}

const words = (writer: UIMessageStreamWriter<ChatMessage>, text: string) => {
  writer.write({ type: "text-start", id: "1" });
  writer.write({ type: "text-delta", id: "1", delta: text });
};
const whole: Play = (writer, { requestId }) => {
  words(writer, "hi");
  writer.write({ type: "text-end", id: "1" });
  writer.write({ type: "message-metadata", messageMetadata: { requestId, credits: 2 } });
};
const endless: Play = async (writer) => {
  words(writer, "hi th");
  await new Promise(() => {});
};
const refusing: Play = (writer, { requestId }) => {
  const refusal = { code: "over-budget", message: "no", neededCredits: 3, availableCredits: 1 } as const;
  writer.write({ type: "message-metadata", messageMetadata: { requestId, refusal } });
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a conversation", () => {
  it("[CH2] posts a message under the ids that its events carry", async () => {
    const { talk, posts, senders, recorded, endings } = bench([whole]);
    talk.send("hello", model);
    await expect.poll(() => endings).toEqual([{ whole: true, refusal: null }]);
    expect(senders).toEqual(["chat"]);
    expect(posts).toMatchObject([{ message: { text: "hello" }, regenerate: false }]);
    expect(posts[0]?.message.id).toMatch(/^msg_[a-z0-9]{20}$/);
    expect(recorded).toEqual([
      {
        name: "prompt.submitted",
        fields: { requestId: posts[0]?.requestId, medium: "text", model, promptLength: 5, attempt: "first" },
      },
    ]);
    expect(talk.chat.messages.map(textOf)).toEqual(["hello", "hi"]);
  });

  it("[CH7] records an answer as kept when the visitor goes on from it, once", async () => {
    const { talk, posts, recorded, endings } = bench([whole, whole]);
    talk.send("hello", model);
    await expect.poll(() => endings).toHaveLength(1);
    talk.send("and then?", model);
    await expect.poll(() => endings).toHaveLength(2);
    expect(recorded.filter(({ name }) => name === "output.kept")).toEqual([
      { name: "output.kept", fields: { requestId: posts[0]?.requestId, medium: "text", how: "continued" } },
    ]);
  });

  it("[CH7] also for an answer of an earlier visit, but not for one that was stopped", async () => {
    const card = (state: MessageCard["state"]): MessageCard => ({
      id: "msg_2",
      role: "model",
      text: "hi",
      requestId: "req_old",
      model,
      state,
      createdMs: 1,
      receipt: null,
    });
    const complete = bench([whole], [card("complete")]);
    complete.talk.send("more", model);
    expect(complete.recorded[0]).toMatchObject({ name: "output.kept", fields: { requestId: "req_old" } });
    await expect.poll(() => complete.endings).toHaveLength(1);

    const stopped = bench([whole], [card("stopped")]);
    stopped.talk.send("more", model);
    expect(stopped.recorded.map(({ name }) => name)).toEqual(["prompt.submitted"]);
    await expect.poll(() => stopped.endings).toHaveLength(1);
  });

  it("[CH3] stops at once, keeps what had arrived and says so", async () => {
    const { talk, recorded, endings, pass } = bench([endless]);
    talk.send("hello", model);
    await expect.poll(() => talk.chat.messages.map(textOf)).toEqual(["hello", "hi th"]);
    pass(700);
    talk.stop();
    expect(talk.chat.messages.at(-1)).toMatchObject({ metadata: { state: "stopped" } });
    await expect.poll(() => talk.chat.status).toBe("ready");
    expect(endings).toEqual([{ whole: false, refusal: null }]);
    expect(recorded.at(-1)).toMatchObject({ name: "answer.awaited", fields: { waitedMs: 700, received: "part" } });
  });

  it("[CH10] records nothing when there is nothing to give up", async () => {
    const { talk, recorded, endings } = bench([whole]);
    talk.stop();
    talk.send("hello", model);
    await expect.poll(() => endings).toHaveLength(1);
    talk.stop();
    expect(talk.recordGivenUp()).toBe(false);
    expect(recorded.map(({ name }) => name)).toEqual(["prompt.submitted"]);
  });

  it("[CH10] says that nothing had arrived when the page was left before the first word", () => {
    const { talk, recorded } = bench([endless]);
    talk.send("hello", model);
    expect(talk.recordGivenUp()).toBe(true);
    expect(recorded.at(-1)).toMatchObject({ name: "answer.awaited", fields: { received: "nothing" } });
  });

  it("[CH9] answers one message at a time", async () => {
    const { talk, posts, endings } = bench([whole, whole]);
    talk.send("hello", model);
    talk.send("hello?", model);
    talk.again(model);
    await expect.poll(() => endings).toHaveLength(1);
    expect(posts).toHaveLength(1);
  });

  it("[CH5] asks again for a refused or unheard message, as the same one under a new request id", async () => {
    const { talk, posts, recorded, endings } = bench([refusing]);
    talk.send("hello", model);
    await expect.poll(() => endings).toMatchObject([{ whole: false, refusal: { code: "over-budget" } }]);
    talk.again(model);
    await expect.poll(() => talk.chat.status).toBe("error");
    talk.again(model);
    await expect.poll(() => endings).toHaveLength(3);
    expect(new Set(posts.map(({ message }) => message.id)).size).toBe(1);
    expect(new Set(posts.map(({ requestId }) => requestId)).size).toBe(3);
    expect(recorded.map(({ fields }) => fields.attempt)).toEqual(["first", "again", "again"]);
    expect(talk.chat.messages.map(textOf)).toEqual(["hello"]);
  });

  it("[CH5] replaces what followed a message that is said in other words", async () => {
    const { talk, posts, recorded, endings } = bench([whole, whole]);
    talk.send("hello", model);
    await expect.poll(() => endings).toHaveLength(1);
    const first = talk.chat.messages[0]?.id ?? "none";
    talk.edit(first, "hello there", model);
    await expect.poll(() => endings).toHaveLength(2);
    expect(posts[1]).toMatchObject({ message: { id: first, text: "hello there" } });
    expect(recorded.at(-1)).toMatchObject({ fields: { attempt: "edit", promptLength: 11 } });
    expect(talk.chat.messages.map(textOf)).toEqual(["hello there", "hi"]);
  });
});
