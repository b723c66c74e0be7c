import type { EpochCard, PayoutCard } from "@flywheel/api/type";
import { addUp } from "./amounts.ts";

export type PartySum = Pick<PayoutCard, "fees" | "rewards" | "cost"> & { readonly party: PayoutCard["party"] };

const parties = ["node", "publisher", "full-nodes"] as const satisfies readonly PayoutCard["party"][];

/** What each kind of party got in an epoch, and what it cost them. */
export const sumsOf = ({ payouts }: EpochCard): readonly PartySum[] =>
  parties.map((party) => {
    const theirs = payouts.filter((payout) => payout.party === party);
    const sum = (of: (payout: PayoutCard) => string) => addUp(theirs.map(of));
    return {
      party,
      fees: sum(({ fees }) => fees),
      rewards: sum(({ rewards }) => rewards),
      cost: sum(({ cost }) => cost),
    };
  });

/** Whether fees and rewards together leave a party with less than its machines cost. */
export const isBelowCost = ({ fees, rewards, cost }: Pick<PayoutCard, "fees" | "rewards" | "cost">): boolean =>
  BigInt(fees) + BigInt(rewards) < BigInt(cost);
