import type { ImageCard, MessageCard } from "@flywheel/api/type";
import { type ImageRequest, imageRequestHash, type Output } from "@flywheel/receipts";
import type { ConversationId, RequestId } from "@flywheel/vocabulary";
import type { FoundReceipt } from "./found-receipt.ts";

/** What the visitor who asked has of a request. It stays in this browser. */
export type OwnWords = { readonly output: Output; readonly request?: ImageRequest };

/** Answers to its owner only; to everybody else it is empty. */
export type Shelf = {
  images(): Promise<readonly ImageCard[]>;
  conversation(id: ConversationId): Promise<{ readonly messages: readonly MessageCard[] } | null>;
  png(url: string): Promise<Uint8Array>;
};

export type Wanted = {
  readonly requestId: RequestId;
  readonly receipt: FoundReceipt["receipt"];
  /** Where the answer was given, if the way here said so. */
  readonly conversationId: ConversationId | null;
};

export async function findOwnWords(wanted: Wanted, shelf: Shelf): Promise<OwnWords | null> {
  const { receipt, conversationId } = wanted;
  if (receipt.origin === "mock" && receipt.flywheel.output_commitment === "content+images-v1") {
    return ownPicture(wanted.requestId, receipt.teeRequestHash, shelf);
  }
  return receipt.origin === "none" || conversationId === null
    ? null
    : ownAnswer(wanted.requestId, conversationId, shelf);
}

async function ownPicture(requestId: RequestId, signedHash: string, shelf: Shelf): Promise<OwnWords | null> {
  const [image, another] = (await shelf.images()).filter((it) => it.requestId === requestId);
  // Of several pictures a shelf does not keep the order that was signed.
  if (!image || another) return null;
  const output: Output = { commitment: "content+images-v1", content: "", images: [await shelf.png(image.url)] };
  const { model, prompt, width, height, seed } = image;
  const request = { model, prompt, width, height, seed };
  // A shelf does not keep which picture another one began from: where that was signed too, the request is not all here.
  return imageRequestHash(request) === signedHash ? { output, request } : { output };
}

async function ownAnswer(requestId: RequestId, conversationId: ConversationId, shelf: Shelf): Promise<OwnWords | null> {
  const found = await shelf.conversation(conversationId);
  const answer = found?.messages.find((message) => message.role === "model" && message.requestId === requestId);
  return answer ? { output: { commitment: "content", content: answer.text } } : null;
}
