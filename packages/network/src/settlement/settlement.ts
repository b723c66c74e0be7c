import { settleBeforeMs } from "../payment/terms.ts";
import type { NetworkState } from "../state.ts";
import { closeEpoch, type EarningNode } from "./close-epoch.ts";
import { confirmBatches } from "./confirm-batches.ts";
import { flushBatches } from "./flush-batches.ts";
import type { SettlementRules } from "./rules.ts";
import { createSettle, type Settle } from "./settle-session.ts";
import { createTellOnce } from "./tell-once.ts";

type SettlementParts = {
  readonly state: NetworkState;
  readonly nodes: () => readonly EarningNode[];
  readonly now: () => number;
  readonly rules: SettlementRules;
};

export type Settlement = { readonly settle: Settle; tend(): Promise<void> };

const atOnce = 1_000;

/**
 * From what was served to who was paid. Every step decides from what is kept and keeps its decision whole, or not at all
 * when another server was quicker: it may be stopped anywhere and begun again.
 */
export function createSettlement({ state, nodes, now, rules }: SettlementParts): Settlement {
  const tellOnce = createTellOnce(now);
  const settle = createSettle({ state, now, tellOnce, settleBeforeMs });
  const sinceMs = now();
  const parts = { state, nodes, now, sinceMs, tellOnce, rules };

  return {
    settle,
    async tend() {
      const nowMs = now();
      const due = await state.dueSessions({
        idleSinceMs: nowMs - rules.sessionIdleMs,
        deadlineByMs: nowMs + settleBeforeMs,
        limit: atOnce,
      });
      for (const session of due) await settle(session);
      await flushBatches(parts);
      await confirmBatches(parts);
      await closeEpoch(parts);
    },
  };
}
