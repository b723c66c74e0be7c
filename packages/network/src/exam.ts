import { type ModelId, mint, type NodeId, type RequestId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import type { NetworkState, NodeKey, StoredReceipt } from "./port.ts";

/** What every keeper of the network's state promises. A new backend is finished when this passes. `open` gives an empty one each time. */
export function describeNetworkState(backend: string, open: () => Promise<NetworkState>): void {
  describe(`network state on ${backend}`, () => {
    describeKeys(open);
    describeReceipts(open);
  });
}

type Open = () => Promise<NetworkState>;

function describeKeys(open: Open): void {
  it("[NE1] starts without keys, and gives them back by name, whatever the order they came in", async () => {
    const state = await open();
    expect(await state.nodeKeys()).toEqual([]);
    for (const name of ["quartz", "alder", "Zinc"]) await state.saveNodeKey(keyOf(name, "a"));
    expect(await state.nodeKeys()).toEqual([keyOf("Zinc", "a"), keyOf("alder", "a"), keyOf("quartz", "a")]);
  });

  it("[NE2] keeps the first key of a node: a second one would orphan every receipt signed before", async () => {
    const state = await open();
    await state.saveNodeKey(keyOf("alder", "first"));
    await state.saveNodeKey(keyOf("alder", "second"));
    expect(await state.nodeKeys()).toEqual([keyOf("alder", "first")]);
  });

  it("[NE2] lets one of two servers win that make a node's key at the same time", async () => {
    const state = await open();
    const offered = Array.from({ length: 8 }, (_, turn) => keyOf("alder", `turn-${turn}`));
    await Promise.all(offered.map((key) => state.saveNodeKey(key)));
    const kept = await state.nodeKeys();
    expect(kept).toHaveLength(1);
    expect(offered).toContainEqual(kept[0]);
  });
}

function describeReceipts(open: Open): void {
  it("[NE3] gives a receipt back exactly as it was kept, and null for a request without one", async () => {
    const state = await open();
    const kept = receiptOf("a", { issuedMs: 1_790_000_123_456, cost: "1" });
    expect(await state.receipt(kept.requestId)).toBeNull();
    await state.saveReceipt(kept);
    expect(await state.receipt(kept.requestId)).toEqual(kept);
    expect(await state.receipt(receiptOf("b", {}).requestId)).toBeNull();
  });

  it("[NE4] keeps the first receipt of a request", async () => {
    const state = await open();
    const first = receiptOf("a", { cost: "1000000000000000000" });
    await state.saveReceipt(first);
    await state.saveReceipt(receiptOf("a", { cost: "2000000000000000000", issuedMs: 1_790_000_999_000 }));
    await state.saveReceipt(receiptOf("b", { cost: "3000000000000000000" }));
    expect(await state.receipt(first.requestId)).toEqual(first);
  });
}

const keyOf = (name: string, mark: string): NodeKey => ({
  name,
  privateKey: `private+of/${name}.${mark}=`,
  publicKey: `public+of/${name}.${mark}=`,
});

function receiptOf(request: "a" | "b", { issuedMs = 1_790_000_000_000, cost = "4200000000000000" }): StoredReceipt {
  const requestId = mint<RequestId>("req", (count) => new Uint8Array(count).fill(request === "a" ? 1 : 2));
  return {
    requestId,
    issuedMs,
    receipt: {
      origin: "mock",
      teeId: "ab".repeat(32) as NodeId,
      teeRequestHash: "01".repeat(32),
      teeOutputHash: "02".repeat(32),
      teeTimestamp: Math.floor(issuedMs / 1_000),
      teeSignature: "c2lnbmF0dXJl+/==",
      flywheel: {
        request_id: requestId,
        session_id: "ses_00000000000000000000",
        payment_hash: "03".repeat(32),
        app_id: "image-studio",
        model: "atelier/aquarelle-2" as ModelId,
        cost_opg: cost,
        output_commitment: "content+images-v1",
      },
      flywheelSignature: "am9pbmVk",
    },
  };
}
