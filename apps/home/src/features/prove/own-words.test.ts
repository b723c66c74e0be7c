import type { ImageCard, MessageCard } from "@flywheel/api/type";
import { imageRequestHash, type MockReceipt } from "@flywheel/receipts";
import type { ConversationId, RequestId } from "@flywheel/vocabulary";
import { beforeAll, describe, expect, it } from "vitest";
import { findOwnWords, type Shelf } from "./own-words.ts";
import { issue, mockOf } from "./testing/issue.ts";

const requestId = "req_aaaaaaaaaaaaaaaaaaaa" as RequestId;
const conversationId = "cnv_aaaaaaaaaaaaaaaaaaaa" as ConversationId;
const asked = { model: "maker/model", prompt: "a fox", width: 512, height: 512, seed: 7 };
const image: ImageCard = { ...asked, id: "img_1", requestId, url: "/fox.png", createdMs: 1, keptMs: null };
const answer: MessageCard = {
  id: "msg_1",
  role: "model",
  text: "the answer",
  requestId,
  model: "maker/model",
  state: "complete",
  createdMs: 1,
  receipt: null,
};
const png = Uint8Array.of(137, 80);

const shelf = (has: { images?: readonly ImageCard[]; messages?: readonly MessageCard[] | null } = {}): Shelf => ({
  images: async () => has.images ?? [],
  conversation: async (id) => (id === conversationId && has.messages ? { messages: has.messages } : null),
  png: async (url) => (url === image.url ? png : new Uint8Array()),
});

let text: MockReceipt;
let picture: MockReceipt;
beforeAll(async () => {
  text = mockOf(await issue(requestId));
  const flywheel = { ...text.flywheel, output_commitment: "content+images-v1" } as const;
  picture = { ...text, flywheel, teeRequestHash: imageRequestHash(asked) };
});

describe("the words of whoever asked", () => {
  it("[HM10] are the picture on their shelf, and what they asked for", async () => {
    const others = { ...image, requestId: "req_bbbbbbbbbbbbbbbbbbbb", url: "/other.png" };
    const wanted = { requestId, receipt: picture, conversationId: null };
    expect(await findOwnWords(wanted, shelf({ images: [others, image] }))).toEqual({
      output: { commitment: "content+images-v1", content: "", images: [png] },
      request: asked,
    });
    expect(await findOwnWords(wanted, shelf({ images: [others] }))).toBeNull();
    expect(await findOwnWords(wanted, shelf({ images: [image, { ...image, id: "img_2" }] }))).toBeNull();
  });

  it("[HM10] leave the request out where a shelf does not keep all of it", async () => {
    const edited = { ...picture, teeRequestHash: imageRequestHash({ ...asked, reference: "ab".repeat(32) }) };
    expect(
      await findOwnWords({ requestId, receipt: edited, conversationId: null }, shelf({ images: [image] })),
    ).toEqual({ output: { commitment: "content+images-v1", content: "", images: [png] } });
  });

  it("[HM10] are the answer in their conversation, if the way here named it", async () => {
    const has = shelf({ messages: [{ ...answer, role: "visitor", text: "a question" }, answer] });
    const wanted = { requestId, receipt: text, conversationId };
    expect(await findOwnWords(wanted, has)).toEqual({ output: { commitment: "content", content: "the answer" } });
    expect(await findOwnWords({ ...wanted, conversationId: null }, has)).toBeNull();
    expect(await findOwnWords(wanted, shelf({ messages: null }))).toBeNull();
    expect(await findOwnWords(wanted, shelf({ messages: [] }))).toBeNull();
    expect(await findOwnWords({ ...wanted, receipt: { origin: "none" } }, has)).toBeNull();
  });
});
