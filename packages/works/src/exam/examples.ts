import {
  type ConversationId,
  type ImageId,
  type MessageId,
  type ModelId,
  mint,
  type VisitorId,
} from "@flywheel/vocabulary";
import type { Conversation, Image, Message, Shelf } from "../port.ts";

export type Open = () => Promise<Shelf>;

export type Three<Item> = [Item, Item, Item];

export const ada = "vis_ada00000000000000000" as VisitorId;
export const bob = "vis_bob00000000000000000" as VisitorId;
export const exampleModel = "example/fox-1.0" as ModelId;

/** The shelf keeps bytes; whether they are a picture is not its business. */
export const png = (mark: number): Uint8Array => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0xff, mark);

export function exampleImage(given: Partial<Image>): Image {
  return {
    id: mint<ImageId>("img", exampleBytes),
    requestId: mint("req", exampleBytes),
    prompt: "a fox in the snow",
    model: exampleModel,
    width: 448,
    height: 640,
    seed: 7,
    createdMs: 1_700_000_000_123,
    keptMs: null,
    ...given,
  };
}

export function exampleConversation(given: Partial<Conversation>): Conversation {
  return {
    id: mint<ConversationId>("cnv", exampleBytes),
    title: "What is a fox?",
    model: exampleModel,
    createdMs: 1_000,
    updatedMs: 1_000,
    ...given,
  };
}

export function message(given: Partial<Message>): Message {
  return {
    id: mint<MessageId>("msg", exampleBytes),
    role: "visitor",
    text: "What is a fox?",
    requestId: null,
    model: null,
    state: "complete",
    createdMs: 1_000,
    ...given,
  };
}

let exampleState = 1;
/** Any bytes that differ from call to call will do: examples need ids, not secrets. */
export function exampleBytes(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => {
    exampleState = (Math.imul(exampleState, 1_664_525) + 1_013_904_223) >>> 0;
    return exampleState >>> 24;
  });
}
