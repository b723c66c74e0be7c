import type { ConversationId, ImageId, MessageId, ModelId, RequestId, VisitorId } from "@flywheel/vocabulary";

/** A picture that a visitor made. Product data: it stays here and never enters telemetry. */
export type Image = {
  readonly id: ImageId;
  readonly requestId: RequestId;
  readonly prompt: string;
  readonly model: ModelId;
  readonly width: number;
  readonly height: number;
  /** Which draw of the same prompt it is; the same model, prompt, seed and size make the same picture. */
  readonly seed: number;
  readonly createdMs: number;
  /** Null while it is a draft. */
  readonly keptMs: number | null;
};

export type Conversation = {
  readonly id: ConversationId;
  readonly title: string;
  readonly model: ModelId;
  readonly createdMs: number;
  readonly updatedMs: number;
};

export type Message = {
  readonly id: MessageId;
  readonly role: "visitor" | "model";
  readonly text: string;
  /** Set on what a model said. */
  readonly requestId: RequestId | null;
  readonly model: ModelId | null;
  /** `stopped`: the visitor had heard enough; `failed`: the network broke and what arrived is shown as such. */
  readonly state: "complete" | "stopped" | "failed";
  readonly createdMs: number;
};

/** What works needs kept. Every call names the visitor: nobody reads or changes what is not theirs. */
export type Shelf = {
  /** Writes a picture down once: an id that is there already, whoever has it, changes nothing. */
  saveImage(owner: VisitorId, image: Image, png: Uint8Array): Promise<void>;
  /** Newest first. */
  images(
    owner: VisitorId,
    filter: { readonly kept: boolean | null; readonly limit: number },
  ): Promise<readonly Image[]>;
  image(owner: VisitorId, id: ImageId): Promise<Image | null>;
  png(owner: VisitorId, id: ImageId): Promise<Uint8Array | null>;
  /** Returns false if the visitor has no such image. Null makes it a draft again. */
  setKept(owner: VisitorId, id: ImageId, keptMs: number | null): Promise<boolean>;
  removeImage(owner: VisitorId, id: ImageId): Promise<boolean>;
  /** Removes drafts made before a time, of everybody; returns how many. */
  removeDrafts(beforeMs: number): Promise<number>;

  /** Makes or renames a conversation of this visitor; the first `createdMs` stays. False if it is somebody else's. */
  saveConversation(owner: VisitorId, conversation: Conversation): Promise<boolean>;
  /** Last used first. */
  conversations(owner: VisitorId, limit: number): Promise<readonly Conversation[]>;
  conversation(
    owner: VisitorId,
    id: ConversationId,
  ): Promise<{ conversation: Conversation; messages: readonly Message[] } | null>;
  /**
   * Appends, in order, and moves `updatedMs` to the newest message's; a message that is there already is replaced in its
   * place. A message is known by its conversation and id: browsers mint ids, so one id may be in several. False if the
   * conversation is not theirs.
   */
  saveMessages(owner: VisitorId, id: ConversationId, messages: readonly Message[]): Promise<boolean>;
  /** Takes a message and everything after it away, so that a conversation can go on from there. False if it is not there. */
  removeMessagesFrom(owner: VisitorId, id: ConversationId, from: MessageId): Promise<boolean>;
  removeConversation(owner: VisitorId, id: ConversationId): Promise<boolean>;

  erase(owner: VisitorId): Promise<void>;
};
