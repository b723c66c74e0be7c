import type { JudgedWeek } from "./gates.ts";

/**
 * What a gate lost because of other layers, so that no loss is counted twice. `users` and `payments` are standardised to
 * the requests that were wanted: fewer answers are fewer chances to keep one, and leave the allowance unspent, which is
 * no lack of a will to pay. `usage` is standardised to verification and trust at their targets.
 *
 * All of it is correlation within the same weeks, as is V_pass - V_fail. Somebody who was refused and asked again wanted
 * one thing and counts as two; what is taken from users and payments is then too much, never too little.
 */
export type Standardised = Readonly<Record<"users" | "payments" | "usage", number>>;

/** Lower ends of the groups by number of requests in a week. */
const doses = [0, 1, 2, 3, 5, 9] as const;
const dosed = ["users", "payments"] as const;
const perDose = 3;

/** Tenures, and how a week stands with each side layer: not in it, failed, passed. */
const tenures = 3;
const standings = 3;
const perCell = 2;
const usageFrom = dosed.length * doses.length * perDose;
export const standardisedWidth = usageFrom + tenures * standings * standings * perCell;

/** Of one visitor; sums over visitors are sums. */
export function standardisedValues(weeks: readonly JudgedWeek[]): Float64Array {
  const values = new Float64Array(standardisedWidth);
  const add = (place: number, amount: number) => {
    values[place] = (values[place] ?? 0) + amount;
  };
  for (const { own, passed, stratum } of weeks) {
    for (const [index, layer] of dosed.entries()) {
      if (passed[layer] === null) continue;
      const from = (dose: number) => (index * doses.length + dose) * perDose;
      const got = from(doseOf(own.served));
      add(got, 1);
      add(got + 1, Number(passed[layer]));
      add(from(doseOf(own.served + own.lost)) + 2, 1);
    }
    if (passed.usage === null) continue;
    const cell = cellAt(Math.floor(stratum / 4), standing(passed.verification), standing(passed.trust));
    add(cell, 1);
    add(cell + 1, Number(passed.usage));
  }
  return values;
}

/** In visitor-weeks that would have passed the gate besides. */
export function standardisedOf(
  sums: Float64Array,
  targets: Readonly<Record<"verification" | "trust", number>>,
): Standardised {
  return { users: dosedLoss(sums, 0), payments: dosedLoss(sums, 1), usage: usageLoss(sums, targets) };
}

/** Sum over doses of (weeks that wanted it - weeks that got it) x rate at that dose. */
function dosedLoss(sums: Float64Array, index: number): number {
  let rate = 0;
  return doses.reduce<number>((loss, _, dose) => {
    const from = (index * doses.length + dose) * perDose;
    const [got = 0, passed = 0, wanted = 0] = sums.subarray(from, from + perDose);
    // Where nobody got so many, the rate is at least what fewer come to.
    if (got > 0) rate = passed / got;
    return loss + (wanted - got) * rate;
  }, 0);
}

/**
 * Weeks are moved from failed to passed (or back, above the target) in verification, then in trust, in the same share of
 * every cell; whoever is moved returns as those who were there. Of a cell that nobody was in nothing is known, so whoever
 * would be moved there stays. A week that passes verification has met its proof, so its standing with trust becomes that
 * of the weeks which passed.
 */
function usageLoss(sums: Float64Array, targets: Readonly<Record<"verification" | "trust", number>>): number {
  const weeks = grid((tenure, v, t) => sums[cellAt(tenure, v, t)] ?? 0);
  const rates = grid((tenure, v, t) => {
    const n = sums[cellAt(tenure, v, t)] ?? 0;
    return n === 0 ? 0 : (sums[cellAt(tenure, v, t) + 1] ?? 0) / n;
  });
  const byVerification = moved(
    weeks,
    targets.verification,
    (cell) => cell.v,
    (cell, to) => {
      const there = all.filter((it) => it.tenure === cell.tenure && it.v === to);
      const total = there.reduce((sum, it) => sum + at(weeks, it), 0);
      return there.map((it) => [it, total === 0 ? 0 : at(weeks, it) / total]);
    },
  );
  const byTrust = moved(
    byVerification,
    targets.trust,
    (cell) => cell.t,
    (cell, to) => [[{ ...cell, t: to }, at(weeks, { ...cell, t: to }) === 0 ? 0 : 1]],
  );
  return all.reduce((loss, cell) => loss + (at(byTrust, cell) - at(weeks, cell)) * at(rates, cell), 0);
}

type Cell = { readonly tenure: number; readonly v: number; readonly t: number };
type Grid<T> = readonly T[];
const all: readonly Cell[] = Array.from({ length: tenures * standings * standings }, (_, place) => ({
  tenure: Math.floor(place / (standings * standings)),
  v: Math.floor(place / standings) % standings,
  t: place % standings,
}));
const placeOf = ({ tenure, v, t }: Cell) => (tenure * standings + v) * standings + t;
const at = <T>(of: Grid<T>, cell: Cell): T => of[placeOf(cell)] as T;
const grid = <T>(of: (tenure: number, v: number, t: number) => T): Grid<T> =>
  all.map(({ tenure, v, t }) => of(tenure, v, t));
const cellAt = (tenure: number, v: number, t: number) => usageFrom + placeOf({ tenure, v, t }) * perCell;

const [failed, passedIt] = [1, 2];
const standing = (passed: boolean | null) => (passed === null ? 0 : passed ? passedIt : failed);

function moved(
  weeks: Grid<number>,
  target: number,
  standingIn: (cell: Cell) => number,
  into: (cell: Cell, to: number) => readonly (readonly [Cell, number])[],
): Grid<number> {
  const count = (which: number) => all.reduce((sum, it) => sum + (standingIn(it) === which ? at(weeks, it) : 0), 0);
  const [fails, passes] = [count(failed), count(passedIt)];
  const more = target * (fails + passes) - passes;
  const [from, to, share] = more >= 0 ? [failed, passedIt, more / fails] : [passedIt, failed, -more / passes];
  if (more === 0 || !Number.isFinite(share)) return weeks;
  const next = [...weeks];
  for (const cell of all) {
    if (standingIn(cell) !== from) continue;
    for (const [there, part] of into(cell, to)) {
      const leaving = share * part * at(weeks, cell);
      next[placeOf(cell)] = (next[placeOf(cell)] ?? 0) - leaving;
      next[placeOf(there)] = (next[placeOf(there)] ?? 0) + leaving;
    }
  }
  return next;
}

const doseOf = (requests: number): number => doses.findLastIndex((least) => requests >= least);
