import type { Random } from "@flywheel/statistics";

/** Rows of equal visitors: `counts[i]` visitors whose values are row i of `values`, `width` numbers each. */
export type Rows = { readonly counts: Float64Array; readonly values: Float64Array; readonly width: number };

/**
 * The Poisson bootstrap over visitors, given rows of equal ones: `count` visitors of a row are drawn Poisson(count) times
 * together, because a sum of `count` Poisson(1) draws is just that. Yields the sums of the values of each draw.
 * Cost: draws x rows x width.
 */
export function* drawRows({ counts, values, width }: Rows, draws: number, random: Random): Generator<Float64Array> {
  const tables = new Map<number, PoissonTable>();
  const tableOf = [...counts].map((count) => {
    const table = tables.get(count) ?? poissonTable(count);
    tables.set(count, table);
    return table;
  });
  for (let draw = 0; draw < draws; draw += 1) {
    const sums = new Float64Array(width);
    for (const [row, table] of tableOf.entries()) {
      const times = poissonQuantile(table, random());
      const from = row * width;
      for (let i = 0; times > 0 && i < width; i += 1) sums[i] = (sums[i] ?? 0) + times * (values[from + i] ?? 0);
    }
    yield sums;
  }
}

/** Sums of all rows as they are: the draw in which each visitor counts once. */
export function sumRows({ counts, values, width }: Rows): Float64Array {
  const sums = new Float64Array(width);
  for (const [row, count] of counts.entries()) {
    for (let i = 0; i < width; i += 1) sums[i] = (sums[i] ?? 0) + count * (values[row * width + i] ?? 0);
  }
  return sums;
}

/** Rows that say the same are one, which changes no draw's distribution and saves most of its work. */
export function collapseRows(rows: Iterable<{ readonly count: number; readonly values: readonly number[] }>): Rows {
  const found = new Map<string, { count: number; readonly values: readonly number[] }>();
  for (const { count, values } of rows) {
    const key = values.join();
    const known = found.get(key);
    if (known) known.count += count;
    else found.set(key, { count, values });
  }
  const distinct = [...found.values()];
  return {
    counts: Float64Array.from(distinct, ({ count }) => count),
    values: Float64Array.from(distinct.flatMap(({ values }) => values)),
    width: distinct[0]?.values.length ?? 0,
  };
}

/** P(X <= least + i) of a Poisson variable, over the values that can come up. */
export type PoissonTable = { readonly least: number; readonly upTo: Float64Array };

/** Ten standard deviations and ten to each side: beyond lies less than a double can tell. */
export function poissonTable(mean: number): PoissonTable {
  const reach = 10 * Math.sqrt(mean) + 10;
  const mode = Math.floor(mean);
  const [least, most] = [Math.max(0, Math.floor(mean - reach)), Math.ceil(mean + reach)];
  const chances = new Float64Array(most - least + 1);
  // From the mode outwards by ratios, so that no factorial is needed; the sum makes them chances.
  chances[mode - least] = 1;
  for (let k = mode + 1; k <= most; k += 1) chances[k - least] = ((chances[k - 1 - least] ?? 0) * mean) / k;
  for (let k = mode - 1; k >= least; k -= 1) chances[k - least] = ((chances[k + 1 - least] ?? 0) * (k + 1)) / mean;
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  let reached = 0;
  return {
    least,
    upTo: chances.map((chance) => {
      reached += chance;
      return reached / total;
    }),
  };
}

/** The least k with P(X <= k) > u, for u in [0, 1). */
export function poissonQuantile({ least, upTo }: PoissonTable, u: number): number {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((upTo[middle] ?? 1) > u) high = middle;
    else low = middle + 1;
  }
  return least + low;
}
