import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { stateOf, verifyReceipt } from "@flywheel/receipts";
import type { ModelId } from "@flywheel/vocabulary";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chunksOf, pngSignature } from "../painting/canvas/png-chunks.ts";
import { edit } from "../painting/editing/edit.ts";
import { paint } from "../painting/paint.ts";
import type { Network } from "../port.ts";
import { createRenderPool } from "../render-pool.ts";
import { all, imageAsk, never, only, openNetwork } from "../testing/open-network.ts";
import { WrongAskError } from "./desk.ts";

let network: Network;
beforeAll(async () => {
  ({ network } = await openNetwork());
});
afterAll(() => network.close());

describe("a picture", () => {
  it("[NE15] is routed, shows as many previews as were asked for, and ends with its bytes", async () => {
    const parts = await all(network.image(imageAsk({ previews: 4 }), never));
    expect(parts.map(({ kind }) => kind)).toEqual(["verified", "routed", "step", "step", "step", "step", "completed"]);
    const steps = parts.filter((part) => part.kind === "step");
    expect(steps.map(({ step, steps: of }) => `${step}/${of}`)).toEqual(["1/4", "2/4", "3/4", "4/4"]);
    expect(steps.every(({ preview }) => preview !== null)).toBe(true);

    const silent = await all(network.image(imageAsk({ previews: 0 }), never));
    const silentSteps = silent.filter((part) => part.kind === "step");
    expect(silentSteps.length).toBeGreaterThan(1);
    expect(silentSteps.every(({ preview }) => preview === null)).toBe(true);
  });

  it("[NE16] has a receipt that binds its bytes, its size and its seed", async () => {
    const ask = imageAsk();
    const { images, served } = only(await all(network.image(ask, never)), "completed");
    const node = network.nodes().find(({ teeId }) => teeId === served.node) ?? null;
    const { model, prompt, width, height, seed } = ask;
    const request = { model, prompt, width, height, seed };
    const evidence = {
      requestId: ask.requestId,
      receipt: served.receipt,
      node,
      request,
      output: { commitment: "content+images-v1", content: "", images } as const,
    };
    expect(stateOf(await verifyReceipt(evidence))).toBe("pending_batch");
    expect(stateOf(await verifyReceipt({ ...evidence, request: { ...request, seed: 8 } }))).toBe("failed");
    expect(stateOf(await verifyReceipt({ ...evidence, request: { ...request, width: 640 } }))).toBe("failed");
    const altered = { commitment: "content+images-v1", content: "", images: [Uint8Array.of(1)] } as const;
    expect(stateOf(await verifyReceipt({ ...evidence, output: altered }))).toBe("failed");
  });

  it("[NE8] costs its model's price, as quoted", async () => {
    const ask = imageAsk({ model: "northlight/impasto-xl" as ModelId });
    expect(network.quote(ask)).toEqual({ outcome: "quoted", quote: { capMicroUsd: 90_000 } });
    expect(only(await all(network.image(ask, never)), "completed").served.costMicroUsd).toBe(90_000);
  });

  it("[NE17] that is stopped before it is finished owes nothing", async () => {
    const stop = new AbortController();
    const ask = imageAsk({ previews: 6 });
    const parts = [];
    for await (const part of network.image(ask, stop.signal)) {
      parts.push(part);
      if (part.kind === "step" && part.step === 3) stop.abort();
    }
    expect(parts.at(-1)).toMatchObject({ kind: "failed", failure: { source: "gateway" } });
    expect(await network.receipt(ask.requestId)).toBeNull();
  });

  it("[NE18] that its node fails to paint is a failure of supply, owes nothing, and leaves the node's place free", async () => {
    const { network: broken } = await openNetwork({
      renderer: { paint: () => Promise.reject(new Error("out of paint")), close: async () => {} },
    });
    for (let turn = 0; turn < 20; turn += 1) {
      const ask = imageAsk();
      const end = only(await all(broken.image(ask, never)), "failed");
      expect(end.failure).toEqual({ source: "provider", retryable: true });
      expect(broken.nodes().map(({ teeId }) => teeId)).toContain(end.node);
      expect(await broken.receipt(ask.requestId)).toBeNull();
    }
    await broken.close();
  });

  it.each([
    { width: 63 },
    { height: 4_096 },
    { width: 100.5 },
    { previews: -1 },
    { previews: 99 },
    { seed: Number.NaN },
    { count: 0 },
    { count: 5 },
    { count: 1.5 },
    { count: 2, seed: Number.MAX_SAFE_INTEGER },
    { reference: Uint8Array.of(1, 2, 3) },
  ])("[NE13] asked wrongly (%j) is our own mistake and throws", (wrong) => {
    expect(() => network.image(imageAsk(wrong), never)).toThrow(WrongAskError);
    expect(() => network.quote(imageAsk(wrong))).toThrow(WrongAskError);
  });

  it("[NE70] of several is one request: seeds in a row, previews of each in turn, one receipt, the price of each", async () => {
    const seeds: number[] = [];
    const { network: counting } = await openNetwork({
      renderer: {
        paint: async ({ seed, previews }) => {
          seeds.push(seed);
          return {
            png: Uint8Array.of(seed),
            previews: Array.from({ length: previews }, (_, step) => Uint8Array.of(seed, step)),
          };
        },
        close: async () => {},
      },
    });
    const ask = imageAsk({ count: 3, previews: 2, seed: 40, model: "saltbox/papercut" as ModelId });
    expect(counting.quote(ask)).toEqual({ outcome: "quoted", quote: { capMicroUsd: 120_000 } });
    const parts = await all(counting.image(ask, never));
    const steps = parts.filter((part) => part.kind === "step");
    expect(steps.map(({ step, steps: of, preview }) => [step, of, ...(preview ?? [])])).toEqual([
      [1, 6, 40, 0],
      [2, 6, 40, 1],
      [3, 6, 41, 0],
      [4, 6, 41, 1],
      [5, 6, 42, 0],
      [6, 6, 42, 1],
    ]);
    const { images, served } = only(parts, "completed");
    expect(images).toEqual([Uint8Array.of(40), Uint8Array.of(41), Uint8Array.of(42)]);
    expect(served).toMatchObject({ costMicroUsd: 120_000, images: 3 });
    expect(seeds).toEqual([40, 41, 42]);
    const node = counting.nodes().find(({ teeId }) => teeId === served.node) ?? null;
    const request = { model: ask.model, prompt: ask.prompt, width: ask.width, height: ask.height, seed: 40, count: 3 };
    const evidence = {
      requestId: ask.requestId,
      receipt: served.receipt,
      node,
      request,
      output: { commitment: "content+images-v1", content: "", images } as const,
    };
    expect(stateOf(await verifyReceipt(evidence))).toBe("pending_batch");
    expect(stateOf(await verifyReceipt({ ...evidence, request: { ...request, count: 2 } }))).toBe("failed");
    const fewer = { commitment: "content+images-v1", content: "", images: images.slice(0, 2) } as const;
    expect(stateOf(await verifyReceipt({ ...evidence, output: fewer }))).toBe("failed");
    await counting.close();
  });

  it("[NE70] of several of which one breaks, or the caller leaves before the last, owes nothing", async () => {
    let painted = 0;
    const { network: breaking } = await openNetwork({
      renderer: {
        paint: async () => {
          painted += 1;
          if (painted === 3) throw new Error("out of paint");
          return { png: Uint8Array.of(1), previews: [] };
        },
        close: async () => {},
      },
    });
    const broken = imageAsk({ count: 3 });
    expect(only(await all(breaking.image(broken, never)), "failed").failure.source).toBe("provider");
    expect(await breaking.receipt(broken.requestId)).toBeNull();

    const leaving = new AbortController();
    const left = imageAsk({ count: 3, previews: 2 });
    painted = 10;
    for await (const part of breaking.image(left, leaving.signal))
      if (part.kind === "step" && part.step === 3) leaving.abort();
    expect(await breaking.receipt(left.requestId)).toBeNull();
    // The third was not begun.
    expect(painted).toBe(12);
    await breaking.close();
  });

  it("[NE71] that was changed has a receipt that binds the picture it was worked from", async () => {
    const { png: reference } = paint({ style: "ink", prompt: "a cat", width: 96, height: 96, seed: 1, previews: 0 });
    const { network: painting } = await openNetwork({ renderer: createRenderPool(1) });
    const ask = imageAsk({
      reference,
      prompt: "make it night",
      width: 96,
      height: 96,
      model: "hollow-pine/inkline" as ModelId,
    });
    const { images, served } = only(await all(painting.image(ask, never)), "completed");
    const [image] = images;
    if (!image) throw new Error("no picture");
    const again = await edit(
      { style: "ink", prompt: "make it night", width: 96, height: 96, seed: 7, previews: 0 },
      reference,
    );
    expect(image).toEqual(again.png);
    const { requestId, model, prompt, width, height, seed } = ask;
    const request = {
      model,
      prompt,
      width,
      height,
      seed,
      reference: createHash("sha256").update(reference).digest("hex"),
    };
    const node = painting.nodes().find(({ teeId }) => teeId === served.node) ?? null;
    const output = { commitment: "content+images-v1", content: "", images } as const;
    const evidence = { requestId, receipt: served.receipt, node, request, output };
    expect(stateOf(await verifyReceipt(evidence))).toBe("pending_batch");
    const other = { ...request, reference: createHash("sha256").update(image).digest("hex") };
    expect(stateOf(await verifyReceipt({ ...evidence, request: other }))).toBe("failed");
    const { reference: _, ...without } = request;
    expect(stateOf(await verifyReceipt({ ...evidence, request: without }))).toBe("failed");
    await painting.close();
  });

  it("[NE72] whose reference nobody can decode is the fault of the one who sent it, owes nothing, and is not worth another try", async () => {
    const { png } = paint({ style: "ink", prompt: "a cat", width: 96, height: 96, seed: 1, previews: 0 });
    const { network: painting } = await openNetwork({ renderer: createRenderPool(1) });
    const ask = imageAsk({ reference: withBrokenPixels(png), width: 96, height: 96 });
    expect(only(await all(painting.image(ask, never)), "failed").failure).toEqual({
      source: "gateway",
      retryable: false,
    });
    expect(await painting.receipt(ask.requestId)).toBeNull();
    await painting.close();
  });
});

/** A PNG whose checksums are right and whose pixels are not: half of its data is missing. */
function withBrokenPixels(png: Uint8Array): Uint8Array {
  const chunks = chunksOf(png) ?? [];
  const parts = chunks.map(({ type, data }) => {
    const kept = type === "IDAT" ? data.subarray(0, data.length / 2) : data;
    const body = Buffer.concat([Buffer.from(type, "latin1"), kept]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(kept.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  });
  return Uint8Array.from(Buffer.concat([pngSignature, ...parts, png.subarray(-12)]));
}
