import { describe } from "vitest";
import { describeConversations } from "./exam/conversations.ts";
import { describeDrafts, describeImages } from "./exam/images.ts";
import { describeMessages } from "./exam/messages.ts";
import { describeErasure, describeOwnership } from "./exam/ownership.ts";
import type { Shelf } from "./port.ts";

/** What every shelf promises. A new backend is finished when this passes. `open` gives an empty shelf each time. */
export function describeShelf(backend: string, open: () => Promise<Shelf>): void {
  describe(`shelf on ${backend}`, () => {
    describeImages(open);
    describeDrafts(open);
    describeConversations(open);
    describeMessages(open);
    describeOwnership(open);
    describeErasure(open);
  });
}
