/** Chances that the next visit comes 1, 2, ... weeks after the last; what is missing to 1 is the chance of none. */
export type Gaps = readonly number[];
/** As the generator has it: the chance to come at a gap if not before, and that of every gap beyond the list. */
export type Hazards = { readonly hazard: readonly number[]; readonly later: number };

/** Of so many weeks, with every hazard times `felt`: gap a has h_a (1 - h_1) ... (1 - h_(a-1)). */
export function gapsOf({ hazard, later }: Hazards, weeks: number, felt = 1): Gaps {
  let away = 1;
  return Array.from({ length: weeks }, (_, place) => {
    const chance = Math.min(1, (hazard[place] ?? later) * felt) * away;
    away -= chance;
    return chance;
  });
}

/** Gaps of which each visit has one kind or another by chance. */
export const mixed = (parts: readonly { readonly share: number; readonly gaps: Gaps }[]): Gaps =>
  (parts[0]?.gaps ?? []).map((_, place) => parts.reduce((sum, { share, gaps }) => sum + share * (gaps[place] ?? 0), 0));

/**
 * Chance to be there k weeks after the first visit, k = 0, 1, ...: the renewal equation
 *
 *   r_0 = 1,   r_k = g_k + sum over 0 < j < k of r_j f_(k-j)
 *
 * with g the gaps after a first visit and f those after every later one. One visit a week.
 */
function presenceOf(first: Gaps, later: Gaps): readonly number[] {
  const there: number[] = [1];
  for (let k = 1; k <= first.length; k += 1) {
    let chance = first[k - 1] ?? 0;
    for (let j = 1; j < k; j += 1) chance += (there[j] ?? 0) * (later[k - j - 1] ?? 0);
    there.push(chance);
  }
  return there;
}

/** Visitors who come again alike. */
export type Group = {
  readonly share: number;
  readonly first: Gaps;
  readonly later: Gaps;
  readonly there: readonly number[];
};

export const groupOf = (share: number, first: Gaps, later: Gaps): Group => ({
  ...{ share, first, later },
  there: presenceOf(first, later),
});

/** Chance to be there k weeks after the first visit. */
export const thereAt = (groups: readonly Group[], k: number): number =>
  groups.reduce((sum, { share, there }) => sum + share * (there[k] ?? 0), 0);

/** Chance to be there both k - 1 and k weeks after it. */
export const twiceAt = (groups: readonly Group[], k: number): number =>
  groups.reduce((sum, { share, first, later, there }) => {
    const [next = 0] = k === 1 ? first : later;
    return sum + share * (there[k - 1] ?? 0) * next;
  }, 0);

/** Chance to be there at least once in `weeks` weeks from k > 0 on: of one visit before them, the next one lies in them. */
export const sometimeFrom = (groups: readonly Group[], k: number, weeks: number): number =>
  groups.reduce((sum, { share, first, later, there }) => {
    const each = there.slice(0, k).map((chance, before) => {
      const gaps = before === 0 ? first : later;
      const from = k - before - 1;
      return chance * gaps.slice(from, from + weeks).reduce((all, it) => all + it, 0);
    });
    return sum + share * each.reduce((all, it) => all + it, 0);
  }, 0);

/** exp of the least-squares slope of the logarithm: what is left of a week's value a week later. */
export function weeklyRatioOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const [along, across] = values.reduce(
    ([sum, squares], value, place) =>
      [sum + (place - middle) * Math.log(value), squares + (place - middle) ** 2] as const,
    [0, 0] as readonly [number, number],
  );
  return Math.exp(along / across);
}
