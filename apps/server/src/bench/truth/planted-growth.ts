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
 * those of its active weeks: of each kind i the mean over habits k of H_ik and f_ik, weighted by the active weeks c_ik that
 * are expected of them in the weeks that are asked about, because whoever comes often is in many of them:
 *
 *   H_i = sum_k c_ik H_ik / sum_k c_ik,   f_i the same;   G = dominant eigenvalue of | f_n f_e |
 *                                                                                 | H_n H_e |
 *
 * It is found by iterating the matrix on a vector, not by the estimator's formula.
 */
export function plantedGrowth(habits: readonly PlantedHabit[]): number {
  const { newcomer, established } = expectedWeeks(habits);
  const mean = (counts: readonly number[], of: (habit: PlantedHabit) => number) => {
    const all = counts.reduce((sum, count) => sum + count, 0);
    return habits.reduce((sum, habit, place) => sum + ((counts[place] ?? 0) / all) * of(habit), 0);
  };
  const stays = (kind: Kind, counts: readonly number[]) => mean(counts, (habit) => habit.stays[kind].within);
  const brings = (kind: Kind, counts: readonly number[]) => mean(counts, (habit) => habit.brings[kind]);
  const [fNew, fOld] = [brings("newcomer", newcomer), brings("established", established)];
  const [hNew, hOld] = [stays("newcomer", newcomer), stays("established", established)];
  let [young, old, growth] = [1, 1, 1];
  for (let step = 0; step < 1_000; step += 1) {
    const next = [fNew * young + fOld * old, hNew * young + hOld * old] as const;
    growth = next[0] + next[1];
    [young, old] = [next[0] / growth, next[1] / growth];
  }
  return growth;
}

/**
 * Active weeks that are expected of each habit in the weeks that are asked about, by kind, for one visitor who comes by
 * themselves on any day alike. Counted day by day: newcomers are those who come by themselves and the guests of earlier
 * visits, who come at any moment of the seven days after one; established ones come on any day of their week alike.
 * All visits are at any hour alike, so a guest comes on the same day by 1/14, and so on the seventh.
 */
export function expectedWeeks(habits: readonly PlantedHabit[]): Readonly<Record<Kind | "all", readonly number[]>> {
  const days = 7 * weeks;
  const total = habits.reduce((sum, { weight }) => sum + weight, 0);
  const share = habits.map(({ weight }) => weight / total);
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
  const sum = (counts: readonly number[]) => counts.reduce((so, count) => so + count, 0);
  const newcomers = sum(inWeek.slice(weeks - asked));
  const newcomer = share.map((of) => of * newcomers);
  const established = back.map((own) => sum(own.slice(weeks - asked)));
  return { newcomer, established, all: share.map((of, k) => of * sum(inWeek) + sum(back[k] ?? [])) };
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
