import { stateOf, verifyReceipt } from "@flywheel/receipts";
import type { ModelId } from "@flywheel/vocabulary";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Network } from "../port.ts";
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
    expect(parts.map(({ kind }) => kind)).toEqual(["routed", "step", "step", "step", "step", "completed"]);
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
    const { png, served } = only(await all(network.image(ask, never)), "completed");
    const node = network.nodes().find(({ teeId }) => teeId === served.node) ?? null;
    const evidence = {
      requestId: ask.requestId,
      receipt: served.receipt,
      node,
      request: ask,
      output: { commitment: "content+images-v1", content: "", images: [png] } as const,
    };
    expect(stateOf(await verifyReceipt(evidence))).toBe("pending_batch");
    expect(stateOf(await verifyReceipt({ ...evidence, request: { ...ask, seed: 8 } }))).toBe("failed");
    expect(stateOf(await verifyReceipt({ ...evidence, request: { ...ask, width: 640 } }))).toBe("failed");
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
  ])("[NE13] asked wrongly (%j) is our own mistake and throws", (wrong) => {
    expect(() => network.image(imageAsk(wrong), never)).toThrow(WrongAskError);
    expect(() => network.quote(imageAsk(wrong))).toThrow(WrongAskError);
  });
});
