import { type Funding, fundings } from "@flywheel/vocabulary";

/** What a simulated visitor holds; spent in the order free, granted, purchased, as the ledger does. */
export type Purse = Record<Funding, number>;

export const held = (purse: Purse): number => fundings.reduce((sum, funding) => sum + purse[funding], 0);

/** Takes credits out; one part for each funding that paid. Null, and nothing taken, if the purse holds too little. */
export function spend(purse: Purse, credits: number): readonly { funding: Funding; credits: number }[] | null {
  if (held(purse) < credits) return null;
  let owed = credits;
  return fundings.flatMap((funding) => {
    const part = Math.min(purse[funding], owed);
    purse[funding] -= part;
    owed -= part;
    return part > 0 ? [{ funding, credits: part }] : [];
  });
}
