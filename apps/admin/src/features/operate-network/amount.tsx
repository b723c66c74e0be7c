import { formatOpg, formatOpgInUsd } from "./amounts.ts";
import classes from "./network.module.css";

/** An amount in both units. */
export function Amount({ digits, opgPriceMicroUsd }: { readonly digits: string; readonly opgPriceMicroUsd: number }) {
  return (
    <span className={classes.amount}>
      {formatOpg(digits)} <span className={classes.dollars}>{formatOpgInUsd(digits, opgPriceMicroUsd)}</span>
    </span>
  );
}
