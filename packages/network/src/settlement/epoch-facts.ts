import { microUsdOf, opgOf } from "../serving/prices.ts";
import type { Epoch } from "../state.ts";
import type { SupplyFact } from "../supply-facts.ts";
import { wholeMicroUsd } from "./split.ts";

/** An epoch and its payouts as telemetry tells them, in whole micro-dollars that add up as the tokens do. */
export function factsOfEpoch(epoch: Omit<Epoch, "receipts">, receipts: number): readonly SupplyFact[] {
  const { number, gross, payouts } = epoch;
  const unit = opgOf(1);
  const fees = wholeMicroUsd(
    payouts.map((payout) => payout.fees),
    unit,
  );
  const rewards = wholeMicroUsd(
    payouts.map((payout) => payout.rewards),
    unit,
  );
  const closed: SupplyFact = {
    name: "epoch.closed",
    fields: {
      epoch: number,
      receipts,
      settledMicroUsd: microUsdOf(gross),
      rewardsMicroUsd: rewards.reduce((sum, reward) => sum + reward, 0),
    },
  };
  return [
    closed,
    ...payouts.map(({ party, cost }, index): SupplyFact => {
      const { kind, ...of } = party;
      return {
        name: "payout.made",
        fields: {
          epoch: number,
          party: kind,
          ...of,
          feesMicroUsd: fees[index] ?? 0,
          rewardsMicroUsd: rewards[index] ?? 0,
          costMicroUsd: microUsdOf(cost),
        },
      };
    }),
  ];
}
