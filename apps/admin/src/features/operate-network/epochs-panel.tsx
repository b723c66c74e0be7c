import type { EpochCard, PayoutCard } from "@flywheel/api/type";
import { EmptyState, formatCount, Panel } from "@flywheel/ui";
import { Badge } from "@mantine/core";
import { formatMoment } from "../../words/moments.ts";
import { Amount } from "./amount.tsx";
import { isBelowCost, sumsOf } from "./epoch-sums.ts";
import { Facts } from "./facts.tsx";
import classes from "./network.module.css";

const partyNames = {
  node: "Nodes",
  publisher: "Publishers",
  "full-nodes": "Full nodes",
} as const satisfies Record<PayoutCard["party"], string>;

type EpochsPanelProps = { readonly epochs: readonly EpochCard[]; readonly opgPriceMicroUsd: number };

export function EpochsPanel({ epochs, opgPriceMicroUsd }: EpochsPanelProps) {
  return (
    <Panel title="Latest epochs" lead="What was paid out, newest first: fees from demand, and rewards beside them.">
      {epochs.length === 0 ? (
        <EmptyState title="No epochs yet">The first is closed at the end of its ten minutes.</EmptyState>
      ) : (
        <ul className={classes.list} aria-label="Epochs, newest first">
          {epochs.map((epoch) => (
            <EpochItem key={epoch.number} epoch={epoch} opgPriceMicroUsd={opgPriceMicroUsd} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function EpochItem({ epoch, opgPriceMicroUsd }: { readonly epoch: EpochCard } & Omit<EpochsPanelProps, "epochs">) {
  const inBoth = (digits: string) => <Amount digits={digits} opgPriceMicroUsd={opgPriceMicroUsd} />;
  const below = epoch.payouts.filter(({ party }) => party === "node").filter(isBelowCost);
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <h3 className={classes.name}>Epoch {epoch.number}</h3>
        {below.length > 0 ? <Badge color="yellow">{formatCount(below.length)} nodes below their cost</Badge> : null}
      </div>
      <Facts
        facts={[
          { label: "Closed", value: formatMoment(epoch.closedMs) },
          { label: "Receipts paid", value: formatCount(epoch.receipts) },
          { label: "Gross", value: inBoth(epoch.gross) },
          { label: "Withheld", value: inBoth(epoch.withheld) },
        ]}
      />
      <ul className={classes.parties} aria-label={`Payouts of epoch ${epoch.number}`}>
        {sumsOf(epoch).map(({ party, fees, rewards, cost }) => (
          <li key={party}>
            <h4 className={classes.party}>{partyNames[party]}</h4>
            <Facts
              facts={[
                { label: "Fees", value: inBoth(fees) },
                { label: "Rewards", value: inBoth(rewards) },
                { label: "Cost", value: inBoth(cost) },
              ]}
            />
          </li>
        ))}
      </ul>
    </li>
  );
}
