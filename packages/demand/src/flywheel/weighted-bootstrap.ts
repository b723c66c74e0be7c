import type { Random } from "@flywheel/statistics";

/**
 * Rows of equal visitors: `counts[i]` visitors whose values, `width` numbers each, are 0 but for `values[j]` at place
 * `places[j]`, for j from `starts[i]` up to `starts[i + 1]`.
 */
export type Rows = {
  readonly counts: Float64Array;
  readonly starts: Uint32Array;
  readonly places: Uint32Array;
  readonly values: Float64Array;
  readonly width: number;
};

/**
 * The Poisson bootstrap over visitors, given rows of equal ones: `count` visitors of a row are drawn Poisson(count) times
 * together, because a sum of `count` Poisson(1) draws is just that. Yields the sums of the values of each draw.
 * Cost: draws x (rows + values that are not 0).
 */
export function* drawRows(rows: Rows, draws: number, random: Random): Generator<Float64Array> {
  const tables = new Map<number, PoissonTable>();
  const tableOf = [...rows.counts].map((count) => {
    const table = tables.get(count) ?? poissonTable(count);
    tables.set(count, table);
    return table;
  });
  for (let draw = 0; draw < draws; draw += 1) {
    const sums = new Float64Array(rows.width);
    for (const [row, table] of tableOf.entries()) addRow(sums, rows, row, poissonQuantile(table, random()));
    yield sums;
  }
}

/** Sums of all rows as they are: the draw in which each visitor counts once. */
export function sumRows(rows: Rows): Float64Array {
  const sums = new Float64Array(rows.width);
  for (const [row, count] of rows.counts.entries()) addRow(sums, rows, row, count);
  return sums;
}

function addRow(sums: Float64Array, { starts, places, values }: Rows, row: number, times: number): void {
  if (times === 0) return;
  const end = starts[row + 1] ?? 0;
  for (let j = starts[row] ?? 0; j < end; j += 1) {
    const place = places[j] ?? 0;
    sums[place] = (sums[place] ?? 0) + times * (values[j] ?? 0);
  }
}

/**
 * Visitors that say the same are one row, which changes no draw's distribution and saves most of its work. Rows have an
 * order of their own: engines give theirs in any, and the same question with the same randomness has one answer.
 */
export function collapseRows(visitors: Iterable<Equal>, width: number): Rows {
  const collapsed = collapsing(width);
  for (const visitor of visitors) collapsed.add(visitor);
  return collapsed.rows();
}

export type Equal = { readonly count: number; readonly values: ArrayLike<number> };

/** The same for who has not all of them at hand. */
export function collapsing(width: number): { add(visitor: Equal): void; rows(): Rows } {
  const found = new Map<
    string,
    { count: number; readonly places: readonly number[]; readonly own: readonly number[] }
  >();
  return {
    add({ count, values }) {
      const places: number[] = [];
      const own: number[] = [];
      for (let place = 0; place < values.length; place += 1) {
        const value = values[place] ?? 0;
        if (value === 0) continue;
        places.push(place);
        own.push(value);
      }
      // Of hundreds of numbers nearly all are 0, so they are no part of the key.
      const key = `${places.join()};${own.join()}`;
      const known = found.get(key);
      if (known) known.count += count;
      else found.set(key, { count, places, own });
    },
    rows() {
      const rows = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
      const starts = new Uint32Array(rows.length + 1);
      for (const [row, { places }] of rows.entries()) starts[row + 1] = (starts[row] ?? 0) + places.length;
      return {
        counts: Float64Array.from(rows, ({ count }) => count),
        starts,
        places: Uint32Array.from(rows.flatMap(({ places }) => places)),
        values: Float64Array.from(rows.flatMap(({ own }) => own)),
        width,
      };
    },
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

/** Those of means up to 5. */
const shortTable = 40;

/** The least k with P(X <= k) > u, for u in [0, 1). */
export function poissonQuantile({ least, upTo }: PoissonTable, u: number): number {
  // Of a small mean nearly all of the chance lies at the start, so that looking there first takes fewer steps.
  if (upTo.length <= shortTable) {
    let k = 0;
    while (k < upTo.length - 1 && (upTo[k] ?? 1) <= u) k += 1;
    return least + k;
  }
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((upTo[middle] ?? 1) > u) high = middle;
    else low = middle + 1;
  }
  return least + low;
}
