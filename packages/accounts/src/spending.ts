import { type Funding, fundings } from "@flywheel/vocabulary";
import type { Balances, Posting } from "./port.ts";

/** Credits by funding; a funding without credits is left out. */
export type Parts = Readonly<Partial<Record<Funding, number>>>;

/** Takes credits from what is there in the order of spending (free, granted, purchased), and tells what stays. */
export function take(from: Parts, credits: number): { readonly taken: Parts; readonly left: Parts } {
  const taken: Partial<Record<Funding, number>> = {};
  const left: Partial<Record<Funding, number>> = {};
  let wanted = credits;
  for (const funding of fundings) {
    const there = from[funding] ?? 0;
    const part = Math.min(there, wanted);
    wanted -= part;
    if (part > 0) taken[funding] = part;
    if (there > part) left[funding] = there - part;
  }
  return { taken, left };
}

export const total = (parts: Parts): number => fundings.reduce((sum, funding) => sum + (parts[funding] ?? 0), 0);

export const availableParts = ({ free, granted, purchased }: Balances): Parts => ({
  free: free.available,
  granted: granted.available,
  purchased: purchased.available,
});

/** One posting for each funding that has a part. */
export const postEach = (parts: Parts, posting: (funding: Funding, credits: number) => Posting): Posting[] =>
  fundings.flatMap((funding) => {
    const credits = parts[funding] ?? 0;
    return credits === 0 ? [] : [posting(funding, credits)];
  });

/** Credits are whole. Asking for part of one, or for less than none, is a mistake in the program that asks. */
export class NotWholeCreditsError extends Error {
  override name = "NotWholeCreditsError";
  constructor(readonly facts: { readonly credits: number; readonly atLeast: number }) {
    super(`${facts.credits} is not a whole number of credits of at least ${facts.atLeast}`);
  }
}

export function requireWhole(credits: number, atLeast: 0 | 1): void {
  if (!Number.isSafeInteger(credits) || credits < atLeast) throw new NotWholeCreditsError({ credits, atLeast });
}
