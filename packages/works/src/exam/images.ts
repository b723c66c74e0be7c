import { mint, type VisitorId } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import type { Image } from "../port.ts";
import { ada, bob, exampleBytes, exampleImage, type Open, png, type Three } from "./examples.ts";

export function describeImages(open: Open): void {
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

export function describeDrafts(open: Open): void {
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
