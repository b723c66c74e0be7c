import type { NetworkState } from "../state.ts";
import type { SettlementRules } from "./rules.ts";
import type { TellOnce } from "./tell-once.ts";

type ConfirmParts = {
  readonly state: Pick<NetworkState, "unconfirmedBatches" | "confirmBatch">;
  readonly now: () => number;
  readonly tellOnce: TellOnce;
  readonly rules: Pick<SettlementRules, "confirmMs">;
};

const atOnce = 1_000;
const dayMs = 86_400_000;

/** Roots that were published long enough ago can be relied on. A chain would say so; here the clock does. */
export async function confirmBatches({ state, now, tellOnce, rules }: ConfirmParts): Promise<void> {
  const atMs = now();
  for (const { root, flushedMs } of await state.unconfirmedBatches(atOnce)) {
    const waitedMs = atMs - flushedMs;
    if (waitedMs < rules.confirmMs) continue;
    const facts = tellOnce(root, [
      { name: "batch.confirmed", fields: { root, confirmedMs: Math.min(waitedMs, dayMs) } },
    ]);
    await state.confirmBatch(root, atMs, facts);
  }
}
