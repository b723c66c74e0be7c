import { collapseInTurns } from "../flywheel/bootstrap-in-turns.ts";
import type { Equal, Rows } from "../flywheel/weighted-bootstrap.ts";

/** Visitors of one cohort who came back in the same weeks. */
export type Returns = {
  /** Number of the week in which they began. */
  readonly cohort: number;
  readonly visitors: number;
  /** Weeks after the cohort's, from 1, in which they were active. */
  readonly ages: readonly number[];
};

/** With the weeks, from 0, in which something they asked for was refused, broke or was given up. */
export type ServedReturns = Returns & { readonly shortAges: readonly number[] };

/**
 * Who was fully served until an age. Only weeks before the judged points count, because who comes more often then is also
 * refused more often: to leave them out would leave out those who stay.
 */
export const fullyServed = (returns: readonly ServedReturns[], untilAge: number): readonly Returns[] =>
  returns.filter(({ shortAges }) => shortAges.every((age) => age >= untilAge));

/** The same visitors at each of the judged points, so that no younger cohort makes a curve rise or fall. */
export type Panel = {
  readonly firstAge: number;
  readonly lastAge: number;
  readonly visitors: number;
  /** Visitors and, for each point, 1 if they were active in it: at most 2^points rows. */
  readonly rows: Rows;
};

export type PanelChoice = {
  /** The last week that is over. */
  readonly lastClosed: number;
  readonly points: number;
  /** An age counts once that many visitors have reached it, and this share of the most that have reached any. */
  readonly atLeast: number;
  readonly reachedBy: number;
  /** Only cohorts all of whose judged points lie after this week: what somebody declared could not follow from them. */
  readonly declaredIn?: number | null;
};

/** The last points that have matured; null when there are fewer than asked for, or too few visitors behind them. */
export async function panelOf(
  returns: readonly Returns[],
  choice: PanelChoice,
  signal?: AbortSignal,
): Promise<Panel | null> {
  const lastAge = lastMaturedAge(returns, choice);
  return lastAge === null ? null : panelAt(returns, lastAge, choice, signal);
}

/** The last of the last points that have matured. */
export function lastMaturedAge(returns: readonly Returns[], choice: PanelChoice): number | null {
  const { lastClosed, points, atLeast, reachedBy } = choice;
  const cohorts = cohortsOf(returns);
  const oldest = Math.max(0, ...cohorts.map(({ cohort }) => lastClosed - cohort));
  // From the latest down, so that the first that has enough is the last that has matured.
  const lastAges = Array.from({ length: Math.max(0, oldest - points + 1) }, (_, place) => oldest - place);
  const reached = lastAges.map((lastAge) => visitorsOf(maturedAt(cohorts, lastAge, choice)));
  const enough = Math.max(1, atLeast, reachedBy * Math.max(0, ...reached));
  return lastAges.find((_, place) => (reached[place] ?? 0) >= enough) ?? null;
}

/** The points that end with an age, of those who have reached it. */
export async function panelAt(
  returns: readonly Returns[],
  lastAge: number,
  choice: PanelChoice,
  signal?: AbortSignal,
): Promise<Panel> {
  const { points } = choice;
  const firstAge = lastAge - points + 1;
  const matured = maturedAt(returns, lastAge, choice);
  const rows = await collapseInTurns(activeAt(matured, firstAge, points), points + 1, signal);
  return { firstAge, lastAge, visitors: visitorsOf(matured), rows };
}

function* activeAt(returns: readonly Returns[], firstAge: number, points: number): Generator<Equal> {
  const ages = Array.from({ length: points }, (_, point) => firstAge + point);
  for (const { visitors, ages: own } of returns) {
    yield { count: visitors, values: [1, ...ages.map((age) => (own.includes(age) ? 1 : 0))] };
  }
}

type Cohort = Pick<Returns, "cohort" | "visitors">;

/** A few weeks with their visitors: these are looked at once for each age. */
function cohortsOf(returns: readonly Cohort[]): readonly Cohort[] {
  const found = new Map<number, number>();
  for (const { cohort, visitors } of returns) found.set(cohort, (found.get(cohort) ?? 0) + visitors);
  return [...found].map(([cohort, visitors]) => ({ cohort, visitors }));
}

function maturedAt<Of extends Cohort>(returns: readonly Of[], lastAge: number, choice: PanelChoice): readonly Of[] {
  const { lastClosed, points, declaredIn = null } = choice;
  const firstAge = lastAge - points + 1;
  return returns.filter(
    ({ cohort }) => cohort + lastAge <= lastClosed && (declaredIn === null || cohort + firstAge > declaredIn),
  );
}

const visitorsOf = (returns: readonly Cohort[]): number => returns.reduce((sum, { visitors }) => sum + visitors, 0);

/** Visitors of cohorts that have `points` weeks behind them, however late these are. */
export const maturedVisitors = (returns: readonly Returns[], lastClosed: number, points: number): number =>
  visitorsOf(returns.filter(({ cohort }) => cohort + points <= lastClosed));
