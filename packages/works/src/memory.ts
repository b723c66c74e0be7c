import type { ConversationId, ImageId, VisitorId } from "@flywheel/vocabulary";
import type { Conversation, Image, Message, Shelf } from "./port.ts";

type KeptImage = { readonly owner: VisitorId; readonly image: Image; readonly png: Uint8Array };
type KeptTalk = {
  readonly owner: VisitorId;
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
};

/** The shelf of tests and of a server that keeps nothing. */
export function createMemoryShelf(): Shelf {
  const images = new Map<ImageId, KeptImage>();
  const talks = new Map<ConversationId, KeptTalk>();

  const ownImage = (owner: VisitorId, id: ImageId) => owned(owner, images.get(id));
  const ownTalk = (owner: VisitorId, id: ConversationId) => owned(owner, talks.get(id));

  return {
    async saveImage(owner, image, png) {
      if (!images.has(image.id)) images.set(image.id, { owner, image, png: png.slice() });
    },

    async images(owner, { kept, limit }) {
      return [...images.values()]
        .filter((it) => it.owner === owner && (kept === null || kept === (it.image.keptMs !== null)))
        .map(({ image }) => image)
        .sort((a, b) => b.createdMs - a.createdMs)
        .slice(0, limit);
    },

    async image(owner, id) {
      return ownImage(owner, id)?.image ?? null;
    },

    async png(owner, id) {
      return ownImage(owner, id)?.png.slice() ?? null;
    },

    async setKept(owner, id, keptMs) {
      const found = ownImage(owner, id);
      if (!found) return false;
      images.set(id, { ...found, image: { ...found.image, keptMs } });
      return true;
    },

    async removeImage(owner, id) {
      return ownImage(owner, id) !== null && images.delete(id);
    },

    async removeDrafts(beforeMs) {
      const drafts = [...images.values()].filter(({ image }) => image.keptMs === null && image.createdMs < beforeMs);
      for (const { image } of drafts) images.delete(image.id);
      return drafts.length;
    },

    async saveConversation(owner, conversation) {
      const known = talks.get(conversation.id);
      if (known && known.owner !== owner) return false;
      const createdMs = known?.conversation.createdMs ?? conversation.createdMs;
      talks.set(conversation.id, {
        owner,
        conversation: { ...conversation, createdMs },
        messages: known?.messages ?? [],
      });
      return true;
    },

    async conversations(owner, limit) {
      return [...talks.values()]
        .filter((talk) => talk.owner === owner)
        .map(({ conversation }) => conversation)
        .sort((a, b) => b.updatedMs - a.updatedMs)
        .slice(0, limit);
    },

    async conversation(owner, id) {
      const talk = ownTalk(owner, id);
      return talk && { conversation: talk.conversation, messages: talk.messages };
    },

    async saveMessages(owner, id, messages) {
      const talk = ownTalk(owner, id);
      if (!talk) return false;
      const byId = new Map(talk.messages.map((message) => [message.id, message]));
      for (const message of messages) byId.set(message.id, message); // a key that is there keeps its place
      const updatedMs = Math.max(talk.conversation.updatedMs, ...messages.map(({ createdMs }) => createdMs));
      talks.set(id, { owner, conversation: { ...talk.conversation, updatedMs }, messages: [...byId.values()] });
      return true;
    },

    async removeMessagesFrom(owner, id, from) {
      const talk = ownTalk(owner, id);
      const at = talk?.messages.findIndex((message) => message.id === from) ?? -1;
      if (!talk || at < 0) return false;
      talks.set(id, { ...talk, messages: talk.messages.slice(0, at) });
      return true;
    },

    async removeConversation(owner, id) {
      return ownTalk(owner, id) !== null && talks.delete(id);
    },

    async erase(owner) {
      for (const { owner: whose, image } of images.values()) if (whose === owner) images.delete(image.id);
      for (const { owner: whose, conversation } of talks.values()) if (whose === owner) talks.delete(conversation.id);
    },
  };
}

/** What is somebody else's is not there. */
function owned<Thing extends { readonly owner: VisitorId }>(owner: VisitorId, thing: Thing | undefined): Thing | null {
  return thing?.owner === owner ? thing : null;
}
