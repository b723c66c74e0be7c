import { afterAll, describe, expect, it } from "vitest";
import type { PaintStyle } from "./painting/styles.ts";
import { createRenderPool, PaintingFailedError } from "./render-pool.ts";

const pool = createRenderPool(1);
afterAll(() => pool.close());

const commission = { style: "pixel", prompt: "a whale", width: 128, height: 96, seed: 1, previews: 2 } as const;

describe("the render pool", () => {
  it("[NE49] paints in a worker thread, from source", async () => {
    const { png, previews } = await pool.paint(commission);
    expect(sizeOf(png)).toEqual([128, 96]);
    expect(previews).toHaveLength(2);
  });

  it("[NE49] leaves this thread free while it paints", async () => {
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 1);
    await pool.paint({ ...commission, style: "oil", width: 512, height: 512 });
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(20);
  });

  it("[NE50] serves everybody who waits, whatever became of the one before", async () => {
    const impossible = { ...commission, style: "fresco" as PaintStyle };
    const results = await Promise.allSettled([pool.paint(commission), pool.paint(impossible), pool.paint(commission)]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    const [, refused] = results;
    expect(refused).toMatchObject({ reason: new PaintingFailedError({ because: "refused" }) });
  });

  it("[NE72] decodes a picture to work from in the worker thread, and says when nobody can", async () => {
    const { png } = await pool.paint(commission);
    const changed = await pool.paint({ ...commission, prompt: "make it night", reference: png });
    expect(sizeOf(changed.png)).toEqual([128, 96]);
    expect(changed.previews).toHaveLength(2);
    await expect(pool.paint({ ...commission, reference: png.subarray(0, 200) })).rejects.toMatchObject({
      facts: { because: "unreadable" },
    });
    expect(sizeOf((await pool.paint(commission)).png)).toEqual([128, 96]);
  });

  it("[NE50] gives up whatever waits when it closes, and takes nothing more", async () => {
    const closing = createRenderPool(1);
    const waiting = [closing.paint(commission), closing.paint(commission)];
    const ended = Promise.allSettled(waiting);
    await closing.close();
    for (const result of await ended)
      expect(result).toMatchObject({ status: "rejected", reason: { facts: { because: "closed" } } });
    await expect(closing.paint(commission)).rejects.toThrow("closed");
  });
});

/** Width and height as a PNG says them itself. */
function sizeOf(png: Uint8Array): readonly [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}
