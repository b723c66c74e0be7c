import {
  type ConversationId,
  type ImageId,
  type MessageId,
  type ModelId,
  mint,
  type VisitorId,
} from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import type { Conversation, Image, Message, Shelf } from "./port.ts";

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

type Open = () => Promise<Shelf>;

function describeImages(open: Open): void {
  it("[WO1] gives an image and its picture back as they were saved", async () => {
    const shelf = await open();
    const image = exampleImage({ prompt: '  Ein Fuchs\nim Schnee 🦊 — "سلام" \\ % \'', seed: 4_294_967_295 });
    const picture = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    await shelf.saveImage(ada, image, picture);
    expect(await shelf.image(ada, image.id)).toEqual(image);
    expect(Buffer.from((await shelf.png(ada, image.id)) ?? []).equals(picture)).toBe(true);
    expect(await shelf.image(ada, mint("img", exampleBytes))).toBeNull();
    expect(await shelf.png(ada, mint("img", exampleBytes))).toBeNull();
  });

  it("[WO2] writes an image once: an id that is there already changes nothing", async () => {
    const shelf = await open();
    const image = exampleImage({});
    await shelf.saveImage(ada, image, png(1));
    await shelf.saveImage(ada, { ...image, prompt: "another" }, png(2));
    expect(await shelf.images(ada, { kept: null, limit: 10 })).toEqual([image]);
    expect([...((await shelf.png(ada, image.id)) ?? [])]).toEqual([...png(1)]);
  });

  it("[WO3] lists images newest first: all, kept ones, or drafts", async () => {
    const shelf = await open();
    const [draft, kept, newest] = [3_000, 1_000, 9_000].map((createdMs) => exampleImage({ createdMs })) as Three<Image>;
    for (const image of [draft, kept, newest]) await shelf.saveImage(ada, image, png(1));
    expect(await shelf.setKept(ada, kept.id, 5_000)).toBe(true);

    const ids = async (filter: { kept: boolean | null; limit: number }) =>
      (await shelf.images(ada, filter)).map(({ id }) => id);
    expect(await ids({ kept: null, limit: 10 })).toEqual([newest.id, draft.id, kept.id]);
    expect(await ids({ kept: true, limit: 10 })).toEqual([kept.id]);
    expect(await ids({ kept: false, limit: 10 })).toEqual([newest.id, draft.id]);
    expect(await ids({ kept: null, limit: 2 })).toEqual([newest.id, draft.id]);
  });

  it("[WO4] keeps an image and makes it a draft again", async () => {
    const shelf = await open();
    const image = exampleImage({});
    await shelf.saveImage(ada, image, png(1));
    expect(await shelf.setKept(ada, image.id, 1_700_000_000_123)).toBe(true);
    expect((await shelf.image(ada, image.id))?.keptMs).toBe(1_700_000_000_123);
    expect(await shelf.setKept(ada, image.id, null)).toBe(true);
    expect(await shelf.image(ada, image.id)).toEqual(image);
    expect(await shelf.setKept(ada, mint("img", exampleBytes), 1)).toBe(false);
  });

  it("[WO5] removes an image with its picture, once", async () => {
    const shelf = await open();
    const [image, other] = [exampleImage({}), exampleImage({})];
    await shelf.saveImage(ada, image, png(1));
    await shelf.saveImage(ada, other, png(2));
    expect(await shelf.removeImage(ada, image.id)).toBe(true);
    expect(await shelf.removeImage(ada, image.id)).toBe(false);
    expect(await shelf.image(ada, image.id)).toBeNull();
    expect(await shelf.png(ada, image.id)).toBeNull();
    expect(await shelf.images(ada, { kept: null, limit: 10 })).toEqual([other]);
  });
}

function describeDrafts(open: Open): void {
  it("[WO6] removes drafts made before a time, of everybody, and never what was kept", async () => {
    const shelf = await open();
    const of = (owner: VisitorId, createdMs: number, keptMs: number | null = null) => {
      const image = exampleImage({ createdMs, keptMs });
      return { owner, image, saved: shelf.saveImage(owner, image, png(1)) };
    };
    const [old, kept, edge, young, othersOld] = [
      of(ada, 1_000),
      of(ada, 1_000, 1_500),
      of(ada, 2_000),
      of(ada, 2_001),
      of(bob, 1_999),
    ];
    await Promise.all([old, kept, edge, young, othersOld].map(({ saved }) => saved));

    expect(await shelf.removeDrafts(2_000)).toBe(2);
    expect(await shelf.removeDrafts(2_000)).toBe(0);
    expect(await shelf.images(bob, { kept: null, limit: 10 })).toEqual([]);
    const left = (await shelf.images(ada, { kept: null, limit: 10 })).map(({ id }) => id);
    expect(left).toEqual([young.image.id, edge.image.id, kept.image.id]);
    expect(await shelf.png(ada, old.image.id)).toBeNull();
    expect(await shelf.png(ada, kept.image.id)).not.toBeNull();
  });
}

function describeConversations(open: Open): void {
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

function describeMessages(open: Open): void {
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

function describeOwnership(open: Open): void {
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

function describeErasure(open: Open): void {
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

type Three<Item> = [Item, Item, Item];

const ada = "vis_ada00000000000000000" as VisitorId;
const bob = "vis_bob00000000000000000" as VisitorId;
const exampleModel = "example/fox-1.0" as ModelId;

/** The shelf keeps bytes; whether they are a picture is not its business. */
const png = (mark: number): Uint8Array => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0xff, mark);

function exampleImage(given: Partial<Image>): Image {
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

function exampleConversation(given: Partial<Conversation>): Conversation {
  return {
    id: mint<ConversationId>("cnv", exampleBytes),
    title: "What is a fox?",
    model: exampleModel,
    createdMs: 1_000,
    updatedMs: 1_000,
    ...given,
  };
}

function message(given: Partial<Message>): Message {
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
function exampleBytes(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => {
    exampleState = (Math.imul(exampleState, 1_664_525) + 1_013_904_223) >>> 0;
    return exampleState >>> 24;
  });
}
