import { mint, type VisitorId } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import { ada, bob, exampleBytes, exampleConversation, exampleImage, message, type Open, png } from "./examples.ts";

export function describeOwnership(open: Open): void {
  it("[WO14] lets nobody read or change another visitor's image", async () => {
    const shelf = await open();
    const image = exampleImage({});
    await shelf.saveImage(ada, image, png(1));

    expect(await shelf.image(bob, image.id)).toBeNull();
    expect(await shelf.png(bob, image.id)).toBeNull();
    expect(await shelf.images(bob, { kept: null, limit: 10 })).toEqual([]);
    expect(await shelf.setKept(bob, image.id, 5_000)).toBe(false);
    expect(await shelf.removeImage(bob, image.id)).toBe(false);
    await shelf.saveImage(bob, { ...image, prompt: "taken over" }, png(2));

    expect(await shelf.image(ada, image.id)).toEqual(image);
    expect([...((await shelf.png(ada, image.id)) ?? [])]).toEqual([...png(1)]);
    expect(await shelf.image(bob, image.id)).toBeNull();
    expect(await shelf.png(bob, image.id)).toBeNull();
  });

  it("[WO15] lets nobody read or change another visitor's conversation", async () => {
    const shelf = await open();
    const conversation = exampleConversation({});
    const said = message({});
    await shelf.saveConversation(ada, conversation);
    await shelf.saveMessages(ada, conversation.id, [said]);
    const [before] = await shelf.conversations(ada, 10);

    expect(await shelf.conversation(bob, conversation.id)).toBeNull();
    expect(await shelf.conversations(bob, 10)).toEqual([]);
    expect(await shelf.saveConversation(bob, { ...conversation, title: "taken over" })).toBe(false);
    expect(await shelf.saveMessages(bob, conversation.id, [message({}), { ...said, text: "forged" }])).toBe(false);
    expect(await shelf.removeMessagesFrom(bob, conversation.id, said.id)).toBe(false);
    expect(await shelf.removeConversation(bob, conversation.id)).toBe(false);

    expect(await shelf.conversation(ada, conversation.id)).toEqual({ conversation: before, messages: [said] });
    expect(await shelf.conversations(bob, 10)).toEqual([]);
  });

  it("[WO15] gives a conversation that two visitors make at once to one of them", async () => {
    const shelf = await open();
    const conversation = exampleConversation({});
    const [adas, bobs] = await Promise.all([ada, bob].map((owner) => shelf.saveConversation(owner, conversation)));
    expect([adas, bobs].toSorted()).toEqual([false, true]);
    expect((await shelf.conversation(ada, conversation.id)) !== null).toBe(adas);
    expect((await shelf.conversation(bob, conversation.id)) !== null).toBe(bobs);
  });

  it("[WO16] refuses messages for a conversation that nobody made", async () => {
    const shelf = await open();
    expect(await shelf.saveMessages(ada, mint("cnv", exampleBytes), [message({})])).toBe(false);
  });
}

export function describeErasure(open: Open): void {
  it("[WO17] forgets everything of one visitor and leaves the others", async () => {
    const shelf = await open();
    const things = new Map(
      [ada, bob].map((owner) => [owner, { image: exampleImage({ keptMs: 5 }), talk: exampleConversation({}) }]),
    );
    for (const [owner, { image, talk }] of things) {
      await shelf.saveImage(owner, image, png(1));
      await shelf.saveConversation(owner, talk);
      await shelf.saveMessages(owner, talk.id, [message({})]);
    }
    await shelf.erase(ada);
    await shelf.erase(ada);

    const found = async (owner: VisitorId) => {
      const { image, talk } = things.get(owner) ?? { image: exampleImage({}), talk: exampleConversation({}) };
      return {
        images: (await shelf.images(owner, { kept: null, limit: 10 })).length,
        picture: (await shelf.png(owner, image.id)) !== null,
        conversations: (await shelf.conversations(owner, 10)).length,
        messages: (await shelf.conversation(owner, talk.id))?.messages.length ?? 0,
      };
    };
    expect(await found(ada)).toEqual({ images: 0, picture: false, conversations: 0, messages: 0 });
    expect(await found(bob)).toEqual({ images: 1, picture: true, conversations: 1, messages: 1 });
  });
}
