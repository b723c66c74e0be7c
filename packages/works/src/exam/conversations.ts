import { mint } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import { ada, exampleBytes, exampleConversation, message, type Open } from "./examples.ts";

export function describeConversations(open: Open): void {
  it("[WO7] makes a conversation, renames it, and lists the last used first", async () => {
    const shelf = await open();
    const [first, second] = [exampleConversation({ updatedMs: 1_000 }), exampleConversation({ updatedMs: 2_000 })];
    expect(await shelf.saveConversation(ada, first)).toBe(true);
    expect(await shelf.saveConversation(ada, second)).toBe(true);
    expect(await shelf.conversations(ada, 10)).toEqual([second, first]);
    expect(await shelf.conversations(ada, 1)).toEqual([second]);

    const renamed = { ...first, title: "Foxes 🦊", updatedMs: 3_000 };
    expect(await shelf.saveConversation(ada, renamed)).toBe(true);
    expect(await shelf.conversations(ada, 10)).toEqual([renamed, second]);
    expect(await shelf.conversation(ada, first.id)).toEqual({ conversation: renamed, messages: [] });
    expect(await shelf.conversation(ada, mint("cnv", exampleBytes))).toBeNull();
  });

  it("[WO7] keeps when a conversation was made, and its messages, when it is renamed", async () => {
    const shelf = await open();
    const conversation = exampleConversation({ createdMs: 1_000 });
    await shelf.saveConversation(ada, conversation);
    await shelf.saveMessages(ada, conversation.id, [message({})]);
    await shelf.saveConversation(ada, { ...conversation, title: "Foxes", createdMs: 5_000 });
    const read = await shelf.conversation(ada, conversation.id);
    expect(read?.conversation).toMatchObject({ title: "Foxes", createdMs: 1_000 });
    expect(read?.messages).toHaveLength(1);
  });

  it("[WO8] removes a conversation with its messages, once", async () => {
    const shelf = await open();
    const conversation = exampleConversation({});
    await shelf.saveConversation(ada, conversation);
    await shelf.saveMessages(ada, conversation.id, [message({})]);
    expect(await shelf.removeConversation(ada, conversation.id)).toBe(true);
    expect(await shelf.removeConversation(ada, conversation.id)).toBe(false);
    expect(await shelf.conversation(ada, conversation.id)).toBeNull();
    expect(await shelf.conversations(ada, 10)).toEqual([]);

    await shelf.saveConversation(ada, conversation);
    expect((await shelf.conversation(ada, conversation.id))?.messages).toEqual([]);
  });
}
