export { createMemoryShelf } from "./memory.ts";
export type { Conversation, Image, Message, Shelf } from "./port.ts";
