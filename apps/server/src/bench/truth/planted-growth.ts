/** Chance to be active again within four weeks, by which gap then, and the chance of every week after the fourth. */
export type Stay = {
  readonly within: number;
  readonly gaps: readonly [number, number, number, number];
  readonly later: number;
};
type Kind = "newcomer" | "established";
export type PlantedHabit = {
  readonly weight: number;
  readonly stays: Readonly<Record<Kind, Stay>>;
  /** Visitors whom an active week brings. */
  readonly brings: Readonly<Record<Kind, number>>;
};

/** Weeks of a population, of which the last eight are asked about. */
export const weeks = 16;
export const asked = 8;

/**
 * The hazard of each gap a, that is the chance to be back then if not back before:
 *
 *   h_a = H q_a / (1 - H (q_1 + ... + q_(a-1)))       H: `within`, q: `gaps`
 */
export function hazardsOf({ within, gaps }: Stay): readonly number[] {
  let back = 0;
  return gaps.map((share) => {
    const hazard = (within * share) / (1 - back);
    back += within * share;
    return Math.min(1, hazard);
  });
}

/**
 * The reproduction number of a world of habits, from its knobs alone. With one habit H and f are the knobs. A mixture has
 * other hazards than each of its habits, because whoever comes often is in many active weeks, and whoever is still away
 * is more and more often somebody who seldom comes. So the definition is worked out on the weeks that are expected: with
 * c_k(w) active weeks of habit k in week w (of one kind), and S_k(a) its chance to be away for longer than a weeks,
 *
 *   h_a = sum_k n_k S_k(a-1) h_ka / sum_k n_k S_k(a-1),  n_k = sum of c_k(w) over asked weeks w with w + a closed
 *   f   = sum_k m_k f_k / sum_k m_k,                     m_k the same for a = 4
 *   H   = 1 - (1 - h_1) ... (1 - h_4);   G = dominant eigenvalue of | f_n f_e | , found by iterating it on a vector
 *                                                                  | H_n H_e |
 */
export function plantedGrowth(habits: readonly PlantedHabit[]): number {
  const expected = expectedWeeks(habits);
  const of = (kind: Kind) => {
    const seenFor = (gap: number) => expected[kind].map((weekly) => total(weekly.slice(weeks - asked, weeks - gap)));
    const hazards = habits.map(({ stays }) => hazardsOf(stays[kind]));
    let away = 1;
    for (let gap = 1; gap <= 4; gap += 1) {
      const atRisk = seenFor(gap).map((count, k) => {
        const before = (hazards[k] ?? []).slice(0, gap - 1);
        return before.reduce((left, hazard) => left * (1 - hazard), count);
      });
      away *= 1 - meanOf(atRisk, (k) => hazards[k]?.[gap - 1] ?? 0);
    }
    return { stays: 1 - away, brings: meanOf(seenFor(4), (k) => habits[k]?.brings[kind] ?? 0) };
  };
  const [newcomer, established] = [of("newcomer"), of("established")];
  let [young, old, growth] = [0.5, 0.5, 1];
  for (let step = 0; step < 1_000; step += 1) {
    const next = [
      newcomer.brings * young + established.brings * old,
      newcomer.stays * young + established.stays * old,
    ] as const;
    growth = next[0] + next[1];
    [young, old] = [next[0] / growth, next[1] / growth];
  }
  return growth;
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

function meanOf(weights: readonly number[], value: (place: number) => number): number {
  return total(weights.map((weight, place) => weight * value(place))) / total(weights);
}

/**
 * Active weeks that are expected of each habit in each week, by kind, for one visitor who comes by themselves on any day
 * alike. Counted day by day: newcomers are those who come by themselves and the guests of earlier
 * visits, who come at any moment of the seven days after one; established ones come on any day of their week alike.
 * All visits are at any hour alike, so a guest comes on the same day by 1/14, and so on the seventh.
 */
export function expectedWeeks(habits: readonly PlantedHabit[]): Readonly<Record<Kind, readonly (readonly number[])[]>> {
  const days = 7 * weeks;
  const whole = total(habits.map(({ weight }) => weight));
  const share = habits.map(({ weight }) => weight / whole);
  const came = Array.from({ length: days }, () => 0); // newcomers of all habits, by day
  const inWeek = came.slice(0, weeks).map(() => 0);
  const back = habits.map(() => Array.from({ length: weeks }, () => 0)); // established, by habit and week
  const waits = habits.map(({ stays }) => ({
    newcomer: waitsOf(stays.newcomer),
    established: waitsOf(stays.established),
  }));
  const guestsOfNew = habits.reduce((sum, { brings }, k) => sum + (share[k] ?? 0) * brings.newcomer, 0);
  const invites = (day: number): number =>
    habits.reduce((sum, { brings }, k) => sum + ((back[k]?.[Math.floor(day / 7)] ?? 0) / 7) * brings.established, 0);

  for (let week = 0; week < weeks; week += 1) {
    for (const [k, own] of back.entries()) {
      for (let gap = 1; gap <= week; gap += 1) {
        const before = week - gap;
        const fromNew = (inWeek[before] ?? 0) * (share[k] ?? 0) * (waits[k]?.newcomer[gap] ?? 0);
        own[week] = (own[week] ?? 0) + fromNew + (own[before] ?? 0) * (waits[k]?.established[gap] ?? 0);
      }
    }
    for (let day = 7 * week; day < 7 * week + 7; day += 1) {
      let guests = invites(day) / 14;
      for (let after = 1; after <= Math.min(7, day); after += 1) {
        guests += (after === 7 ? 1 / 14 : 1 / 7) * (guestsOfNew * (came[day - after] ?? 0) + invites(day - after));
      }
      came[day] = (1 / days + guests) / (1 - guestsOfNew / 14);
      inWeek[week] = (inWeek[week] ?? 0) + (came[day] ?? 0);
    }
  }
  return { newcomer: share.map((of) => inWeek.map((count) => of * count)), established: back };
}

/** Of all habits and both kinds in the weeks that are asked about, for one visitor who comes by themselves. */
export function expectedOfEach(habits: readonly PlantedHabit[]): number {
  const { newcomer, established } = expectedWeeks(habits);
  return total([...newcomer, ...established].map((weekly) => total(weekly.slice(weeks - asked))));
}

/** The chance to be back after exactly so many weeks; the first place is of none. */
function waitsOf(stay: Stay): readonly number[] {
  const hazards = hazardsOf(stay);
  let away = 1;
  return Array.from({ length: weeks }, (_, gap) => {
    if (gap === 0) return 0;
    const hazard = hazards[gap - 1] ?? stay.later;
    const chance = away * hazard;
    away -= chance;
    return chance;
  });
}
