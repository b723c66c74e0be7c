import type { LedgerCard } from "@flywheel/api/type";
import { formatUsd, Panel } from "@flywheel/ui";
import { Badge } from "@mantine/core";
import { Amount } from "./amount.tsx";
import { type Identity, identitiesOf, type SumName, sumNames } from "./identities.ts";
import classes from "./network.module.css";

type Money = { readonly ledger: LedgerCard; readonly opgPriceMicroUsd: number };

const sums = Object.keys(sumNames) as SumName[];

export function LedgerPanel({ ledger, opgPriceMicroUsd }: Money) {
  return (
    <Panel
      title="Ledger"
      lead={`Sums over everything that was ever paid in mOPG, the mock's asset. Dollars assume ${formatUsd(opgPriceMicroUsd)} for one.`}
    >
      <ul className={classes.list} aria-label="What always holds">
        {identitiesOf(ledger).map((identity) => (
          <IdentityItem key={identity.whole} identity={identity} ledger={ledger} opgPriceMicroUsd={opgPriceMicroUsd} />
        ))}
      </ul>
      <dl className={classes.sums}>
        {sums.map((sum) => (
          <div key={sum}>
            <dt>
              {sumNames[sum].title}
              <small>{sumNames[sum].about}</small>
            </dt>
            <dd>
              <Amount digits={ledger[sum]} opgPriceMicroUsd={opgPriceMicroUsd} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function IdentityItem({ identity, ledger, opgPriceMicroUsd }: Money & { readonly identity: Identity }) {
  const { whole, parts, holds } = identity;
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <h3 className={classes.name}>
          {sumNames[whole].title} = {parts.map((part) => sumNames[part].title.toLowerCase()).join(" + ")}
        </h3>
        <Badge color={holds ? "pine" : "red"}>{holds ? "Holds" : "Does not hold"}</Badge>
      </div>
      <p className={classes.equation}>
        <Amount digits={ledger[whole]} opgPriceMicroUsd={opgPriceMicroUsd} />
        {parts.map((part, index) => (
          <span key={part}>
            {index === 0 ? "= " : "+ "}
            <Amount digits={ledger[part]} opgPriceMicroUsd={opgPriceMicroUsd} />
          </span>
        ))}
      </p>
    </li>
  );
}
