import { collapseRows, type Rows } from "../flywheel/weighted-bootstrap.ts";

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
export function panelOf(returns: readonly Returns[], choice: PanelChoice): Panel | null {
  const { lastClosed, points, atLeast, reachedBy } = choice;
  const oldest = Math.max(0, ...returns.map(({ cohort }) => lastClosed - cohort));
  // From the latest down, so that the first that has enough is the last that has matured.
  const lastAges = Array.from({ length: Math.max(0, oldest - points + 1) }, (_, place) => oldest - place);
  const reached = lastAges.map((lastAge) => visitorsOf(maturedAt(returns, lastAge, choice)));
  const enough = Math.max(1, atLeast, reachedBy * Math.max(0, ...reached));
  const lastAge = lastAges.find((_, place) => (reached[place] ?? 0) >= enough);
  return lastAge === undefined ? null : panelAt(returns, lastAge, choice);
}

/** The points that end with an age, of those who have reached it. */
export function panelAt(returns: readonly Returns[], lastAge: number, choice: PanelChoice): Panel {
  const { points } = choice;
  const firstAge = lastAge - points + 1;
  const ages = Array.from({ length: points }, (_, point) => firstAge + point);
  const matured = maturedAt(returns, lastAge, choice);
  const rows = collapseRows(
    matured.map(({ visitors, ages: own }) => ({
      count: visitors,
      values: [1, ...ages.map((age) => (own.includes(age) ? 1 : 0))],
    })),
    points + 1,
  );
  return { firstAge, lastAge, visitors: visitorsOf(matured), rows };
}

function maturedAt(returns: readonly Returns[], lastAge: number, choice: PanelChoice): readonly Returns[] {
  const { lastClosed, points, declaredIn = null } = choice;
  const firstAge = lastAge - points + 1;
  return returns.filter(
    ({ cohort }) => cohort + lastAge <= lastClosed && (declaredIn === null || cohort + firstAge > declaredIn),
  );
}

const visitorsOf = (returns: readonly Returns[]): number => returns.reduce((sum, { visitors }) => sum + visitors, 0);

/** Visitors of cohorts that have `points` weeks behind them, however late these are. */
export const maturedVisitors = (returns: readonly Returns[], lastClosed: number, points: number): number =>
  visitorsOf(returns.filter(({ cohort }) => cohort + points <= lastClosed));
