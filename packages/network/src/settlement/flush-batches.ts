import { batchTree, keccakOfText } from "@flywheel/receipts";
import type { BatchedReceipt, NetworkState } from "../state.ts";
import type { SettlementRules } from "./rules.ts";
import type { TellOnce } from "./tell-once.ts";

type FlushParts = {
  readonly state: Pick<NetworkState, "unbatched" | "saveBatch">;
  readonly now: () => number;
  readonly tellOnce: TellOnce;
  readonly rules: SettlementRules;
};

export type DueBatch = {
  readonly because: "size" | "idle" | "age";
  readonly receipts: readonly BatchedReceipt[];
};

/**
 * Which batches are due among receipts that wait, oldest first. An individual one is a batch of its own; the others go by
 * `size` at a time, and what is left when nothing came for a while, or when the oldest has waited long enough.
 */
export function dueBatches(
  waiting: readonly BatchedReceipt[],
  nowMs: number,
  { size, idleMs, ageMs }: SettlementRules["batch"],
): readonly DueBatch[] {
  const alone = waiting.filter(({ settlement }) => settlement === "individual");
  const shared = waiting.filter(({ settlement }) => settlement === "batch");
  const full = Array.from({ length: Math.floor(shared.length / size) }, (_, index) =>
    shared.slice(index * size, (index + 1) * size),
  );
  const rest = shared.slice(full.length * size);
  const due: DueBatch[] = [...alone.map((receipt) => [receipt]), ...full].map((receipts) => ({
    because: "size",
    receipts,
  }));
  const [oldest, newest] = [rest[0], rest.at(-1)];
  if (!oldest || !newest) return due;
  if (nowMs - oldest.issuedMs >= ageMs) return [...due, { because: "age", receipts: rest }];
  if (nowMs - newest.issuedMs >= idleMs) return [...due, { because: "idle", receipts: rest }];
  return due;
}

/** So many are looked at in one turn; what is left is due in the next. */
const atOnce = 1_000;

/** Publishes the root of every batch that is due. */
export async function flushBatches({ state, now, tellOnce, rules }: FlushParts): Promise<void> {
  const flushedMs = now();
  for (const { because, receipts } of dueBatches(await state.unbatched(atOnce), flushedMs, rules.batch)) {
    const { root } = batchTree(receipts.map(({ receipt }) => receipt));
    const batch = { root, because, flushedMs, blobId: keccakOfText(`mock blob of ${root}`) };
    const facts = tellOnce(root, [{ name: "batch.flushed", fields: { root, receipts: receipts.length, because } }]);
    await state.saveBatch(
      batch,
      receipts.map(({ requestId }) => requestId),
      facts,
    );
  }
}
