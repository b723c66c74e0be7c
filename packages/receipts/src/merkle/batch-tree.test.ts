import type { NodeId } from "@flywheel/vocabulary";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import batches from "../../fixtures/batches.json" with { type: "json" };
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { toHex } from "../bytes/hex.ts";
import type { TeeProof } from "../receipt.ts";
import { batchTree, WrongBatchError } from "./batch-tree.ts";
import { leafOf } from "./leaf.ts";
import { rootFrom } from "./root-from.ts";

const encoding = ["bytes32", "bytes32", "bytes32", "bytes", "uint256"];
const theirs = (receipts: readonly TeeProof[]) => StandardMerkleTree.of(receipts.map(tupleOf), encoding);
const tupleOf = (it: TeeProof) => [
  `0x${it.teeId}`,
  `0x${it.teeRequestHash}`,
  `0x${it.teeOutputHash}`,
  fromBase64(it.teeSignature),
  BigInt(it.teeTimestamp),
];
const bare = (hex: string) => hex.replace(/^0x/, "");

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const hash = bytes(32).map(toHex);
const receipt: fc.Arbitrary<TeeProof> = fc.record({
  teeId: hash.map((hex) => hex as NodeId),
  teeRequestHash: hash,
  teeOutputHash: hash,
  teeTimestamp: fc.maxSafeNat(),
  teeSignature: fc.oneof(bytes(256), fc.uint8Array({ maxLength: 70 })).map(toBase64),
});
const batch = fc.array(receipt, { minLength: 1, maxLength: 40 });

describe("a batch's tree", () => {
  it.each(batches.map((it) => [it.receipts.length, it] as const))(
    "[RC18] has the root and the proofs of an independent program, for %i receipts",
    (_, { receipts, root, proofs }) => {
      const proven = receipts.map((it) => ({ ...it, teeId: it.teeId as NodeId }));
      const tree = batchTree(proven);
      expect(tree.root).toBe(root);
      expect(proven.map((it, index) => ({ leaf: leafOf(it), siblings: tree.siblingsOf(index) }))).toEqual(proofs);
    },
  );

  it("[RC17] is OpenZeppelin's: the same leaves, root and proofs for any batch of 1 to 40", () => {
    fc.assert(
      fc.property(batch, (receipts) => {
        const [ours, reference] = [batchTree(receipts), theirs(receipts)];
        expect(ours.root).toBe(bare(reference.root));
        receipts.forEach((it, index) => {
          expect(leafOf(it)).toBe(bare(reference.leafHash(tupleOf(it))));
          expect(ours.siblingsOf(index)).toEqual(reference.getProof(index).map(bare));
        });
      }),
      { numRuns: 60 },
    );
  });

  it("[RC17] proves each of two receipts that are the same", () => {
    fc.assert(
      fc.property(batch, (some) => {
        const receipts = [...some, ...some];
        const tree = batchTree(receipts);
        expect(tree.root).toBe(bare(theirs(receipts).root));
        for (const [index, it] of receipts.entries())
          expect(rootFrom(leafOf(it) ?? "", tree.siblingsOf(index))).toBe(tree.root);
      }),
      { numRuns: 20 },
    );
  });

  it("[RC19] is proven by each receipt's own proof, and by no other, shorter, longer or altered one", () => {
    const distinct = fc.uniqueArray(receipt, { minLength: 2, maxLength: 20, selector: leafOf });
    fc.assert(
      fc.property(distinct, fc.nat(), fc.nat(), (receipts, at, bit) => {
        const index = at % receipts.length;
        const tree = batchTree(receipts);
        const leaves = receipts.map((it) => leafOf(it) ?? "");
        const siblings = tree.siblingsOf(index);
        const leaf = leaves[index] ?? "";
        expect(rootFrom(leaf, siblings)).toBe(tree.root);
        expect(rootFrom(leaf, siblings.slice(1))).not.toBe(tree.root);
        expect(rootFrom(leaf, siblings.slice(0, -1))).not.toBe(tree.root);
        expect(rootFrom(leaf, [...siblings, tree.root])).not.toBe(tree.root);
        expect(rootFrom(flipped(leaf, bit), siblings)).not.toBe(tree.root);
        const altered = siblings.map((it, place) => (place === bit % siblings.length ? flipped(it, bit) : it));
        expect(rootFrom(leaf, altered)).not.toBe(tree.root);
        // In a tree of two, the sibling's proof is the leaf itself: a proof says what is in the batch, not where.
        const [next = ""] = leaves.slice((index + 1) % leaves.length);
        if (siblings[0] !== next) expect(rootFrom(next, siblings)).not.toBe(tree.root);
      }),
      { numRuns: 60 },
    );
  });

  it.each(["", "ab", "zz".repeat(32), `0x${"ab".repeat(32)}`, "ab".repeat(33)])(
    "[RC19] has no root from a leaf or a sibling like %j",
    (wrong) => {
      const right = "ab".repeat(32);
      expect(rootFrom(right, [])).toBe(right);
      expect(rootFrom(wrong, [])).toBeNull();
      expect(rootFrom(wrong, [right])).toBeNull();
      expect(rootFrom(right, [right, wrong])).toBeNull();
      expect(rootFrom(right, [wrong, right])).toBeNull();
    },
  );

  it("[RC20] is refused for nothing, for a receipt without a leaf, and for an index that is not in it", () => {
    const [good] = batches.flatMap(({ receipts }) => receipts).map((it) => ({ ...it, teeId: it.teeId as NodeId }));
    if (!good) throw new Error("there is no vector");
    expect(() => batchTree([])).toThrow(WrongBatchError);
    for (const change of [
      { teeId: "ab" as NodeId },
      { teeRequestHash: "" },
      { teeOutputHash: "zz".repeat(32) },
      { teeSignature: "?" },
      { teeTimestamp: -1 },
      { teeTimestamp: 0.5 },
    ]) {
      expect(leafOf({ ...good, ...change })).toBeNull();
      expect(() => batchTree([good, { ...good, ...change }])).toThrow("receipt 1 of a batch of 2");
    }
    expect(() => batchTree([good]).siblingsOf(1)).toThrow(WrongBatchError);
    expect(() => batchTree([good]).siblingsOf(-1)).toThrow(WrongBatchError);
  });
});

function flipped(hex: string, bit: number): string {
  const at = bit % hex.length;
  const digit = Number.parseInt(hex.charAt(at), 16) ^ 1;
  return hex.slice(0, at) + digit.toString(16) + hex.slice(at + 1);
}
