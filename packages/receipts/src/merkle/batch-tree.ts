import { toHex } from "../bytes/hex.ts";
import { hash32 } from "../bytes/word.ts";
import type { TeeProof } from "../receipt.ts";
import { leafOf } from "./leaf.ts";
import { parentOf } from "./root-from.ts";

export type BatchTree = {
  /** Hex without 0x. */
  readonly root: string;
  /** From the leaf of the receipt at this index up to the root: what its proof is made of. */
  siblingsOf(index: number): readonly string[];
};

export class WrongBatchError extends Error {
  override name = "WrongBatchError";

  constructor(readonly facts: { readonly size: number; readonly index: number }) {
    super(
      facts.size === 0
        ? "a batch needs at least one receipt"
        : `receipt ${facts.index} of a batch of ${facts.size} is not there, or has no leaf`,
    );
  }
}

/**
 * OpenZeppelin's StandardMerkleTree over receipts. Leaves are sorted by hash and fill one array from its end; the node at
 * i has its children at 2i + 1 and 2i + 2, and the root is first.
 */
export function batchTree(receipts: readonly TeeProof[]): BatchTree {
  const size = receipts.length;
  const leaves = receipts.map((receipt, index) => {
    const hash = leafOf(receipt);
    if (hash === null) throw new WrongBatchError({ size, index });
    return { hash, index };
  });
  // Hex of equal length sorts as the bytes do; of equal leaves the first stays first.
  leaves.sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0));

  const nodes = nodesAbove(leaves.map(({ hash }) => hash));
  const [root] = nodes;
  if (root === undefined) throw new WrongBatchError({ size, index: 0 });
  const places = new Map(leaves.map(({ index }, rank) => [index, nodes.length - 1 - rank]));
  return {
    root,
    siblingsOf(index) {
      const place = places.get(index);
      if (place === undefined) throw new WrongBatchError({ size, index });
      return siblingsFrom(nodes, place);
    },
  };
}

function nodesAbove(leaves: readonly string[]): readonly string[] {
  const nodes = new Array<Uint8Array>(Math.max(0, 2 * leaves.length - 1));
  leaves.forEach((hash, rank) => {
    nodes[nodes.length - 1 - rank] = hash32(hash) ?? new Uint8Array();
  });
  for (let at = leaves.length - 2; at >= 0; at -= 1) {
    const [left, right] = [nodes[2 * at + 1], nodes[2 * at + 2]];
    if (left && right) nodes[at] = parentOf(left, right);
  }
  return nodes.map(toHex);
}

function siblingsFrom(nodes: readonly string[], place: number): readonly string[] {
  const siblings: string[] = [];
  for (let at = place; at > 0; at = (at - 1) >> 1) siblings.push(nodes[at % 2 === 1 ? at + 1 : at - 1] ?? "");
  return siblings;
}
