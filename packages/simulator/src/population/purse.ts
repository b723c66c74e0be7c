/** Credits by funding, in the order of spending: free, granted, purchased. */
export type Parts = { free: number; granted: number; purchased: number };

export const noParts = (): Parts => ({ free: 0, granted: 0, purchased: 0 });
export const total = ({ free, granted, purchased }: Readonly<Parts>): number => free + granted + purchased;

/** Moves credits from one place to another in the order of spending. More than is there is a mistake of the caller. */
export function move(from: Parts, to: Parts, credits: number): void {
  const free = Math.min(from.free, credits);
  const granted = Math.min(from.granted, credits - free);
  const purchased = credits - free - granted;
  if (purchased > from.purchased) throw new RangeError(`${credits} credits are wanted and ${total(from)} are there`);
  from.free -= free;
  from.granted -= granted;
  from.purchased -= purchased;
  to.free += free;
  to.granted += granted;
  to.purchased += purchased;
}
