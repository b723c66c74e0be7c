/** Draws one of several items in proportion to their weights. */
export class Deal<Item> {
  private readonly items: readonly Item[];
  /** Where each item's part of the line from 0 to 1 ends. */
  private readonly ends: readonly number[];

  constructor(what: string, weighted: readonly (readonly [Item, number])[]) {
    const possible = weighted.filter(([, weight]) => weight > 0);
    const total = possible.reduce((sum, [, weight]) => sum + weight, 0);
    if (possible.length === 0) throw new NothingToDealError({ what });
    let reached = 0;
    this.items = possible.map(([item]) => item);
    this.ends = possible.map(([, weight]) => {
      reached += weight;
      return reached / total;
    });
  }

  /** The item at a point of the line; points are at least 0 and below 1. */
  at(point: number): Item {
    const { ends, items } = this;
    let index = 0;
    while (index < ends.length - 1 && point >= (ends[index] ?? 1)) index += 1;
    return items[index] as Item;
  }
}

export class NothingToDealError extends Error {
  override name = "NothingToDealError";

  constructor(readonly facts: { readonly what: string }) {
    super(`${facts.what}: no weight is above 0, so there is nothing to choose from`);
  }
}
