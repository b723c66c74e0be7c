import { mint } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import type { Message } from "../port.ts";
import { ada, bob, exampleBytes, exampleConversation, exampleModel, message, type Open } from "./examples.ts";

export function describeMessages(open: Open): void {
  it("[WO9] appends messages in the order given, whatever their times, and gives them back as they were", async () => {
    const shelf = await open();
    const conversation = exampleConversation({});
    await shelf.saveConversation(ada, conversation);
    const asked = message({ text: "What is a fox? 🦊\n\n\tSay \"it\" 'well'.", createdMs: 5_000 });
    const answered = message({
      role: "model",
      text: "",
      state: "failed",
      requestId: mint("req", exampleBytes),
      model: exampleModel,
      createdMs: 5_000,
    });
    const earlier = message({ createdMs: 4_000 });
    expect(await shelf.saveMessages(ada, conversation.id, [asked, answered])).toBe(true);
    expect(await shelf.saveMessages(ada, conversation.id, [earlier])).toBe(true);
    expect((await shelf.conversation(ada, conversation.id))?.messages).toEqual([asked, answered, earlier]);
  });

  it("[WO10] replaces a message that is there already, in its place", async () => {
    const shelf = await open();
    const conversation = exampleConversation({});
    await shelf.saveConversation(ada, conversation);
    const [asked, answered, next] = [message({}), message({ role: "model", state: "failed" }), message({})];
    await shelf.saveMessages(ada, conversation.id, [asked, answered, next]);
    const whole: Message = { ...answered, text: "A fox is an animal.", state: "complete" };
    await shelf.saveMessages(ada, conversation.id, [whole]);
    expect((await shelf.conversation(ada, conversation.id))?.messages).toEqual([asked, whole, next]);
  });

  it("[WO11] moves a conversation's last use to its newest message, and never back", async () => {
    const shelf = await open();
    const conversation = exampleConversation({ createdMs: 1_000, updatedMs: 2_000 });
    await shelf.saveConversation(ada, conversation);
    await shelf.saveMessages(ada, conversation.id, [message({ createdMs: 9_000 }), message({ createdMs: 8_000 })]);
    expect((await shelf.conversations(ada, 1))[0]?.updatedMs).toBe(9_000);
    await shelf.saveMessages(ada, conversation.id, [message({ createdMs: 3_000 })]);
    await shelf.saveMessages(ada, conversation.id, []);
    expect((await shelf.conversations(ada, 1))[0]?.updatedMs).toBe(9_000);
  });

  it("[WO12] takes a message and all that follows away, so that the conversation goes on from there", async () => {
    const shelf = await open();
    const conversation = exampleConversation({});
    await shelf.saveConversation(ada, conversation);
    const [first, second, third] = [message({}), message({}), message({})];
    await shelf.saveMessages(ada, conversation.id, [first, second, third]);
    expect(await shelf.removeMessagesFrom(ada, conversation.id, second.id)).toBe(true);
    expect(await shelf.removeMessagesFrom(ada, conversation.id, second.id)).toBe(false);
    expect(await shelf.removeMessagesFrom(ada, conversation.id, mint("msg", exampleBytes))).toBe(false);

    const again = message({});
    await shelf.saveMessages(ada, conversation.id, [again, third]);
    expect((await shelf.conversation(ada, conversation.id))?.messages).toEqual([first, again, third]);
  });

  it("[WO13] knows a message by its conversation: an id chosen elsewhere reaches nothing here", async () => {
    const shelf = await open();
    const [mine, alsoMine, theirs] = [exampleConversation({}), exampleConversation({}), exampleConversation({})];
    await shelf.saveConversation(ada, mine);
    await shelf.saveConversation(ada, alsoMine);
    await shelf.saveConversation(bob, theirs);
    const original = message({ text: "original" });
    await shelf.saveMessages(bob, theirs.id, [original]);
    await shelf.saveMessages(ada, mine.id, [original]);
    const forged = { ...original, text: "forged" };
    expect(await shelf.saveMessages(ada, alsoMine.id, [forged])).toBe(true);
    expect(await shelf.removeMessagesFrom(ada, mine.id, original.id)).toBe(true);

    expect((await shelf.conversation(bob, theirs.id))?.messages).toEqual([original]);
    expect((await shelf.conversation(ada, alsoMine.id))?.messages).toEqual([forged]);
    expect((await shelf.conversation(ada, mine.id))?.messages).toEqual([]);
  });
}
