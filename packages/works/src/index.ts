export { createMemoryShelf } from "./memory.ts";
export { plainText } from "./plain-text.ts";
export type { Conversation, Image, Message, Shelf } from "./port.ts";
export { dimensionsOf, type Shape, shapes } from "./shapes.ts";
export { titleOf } from "./title.ts";
