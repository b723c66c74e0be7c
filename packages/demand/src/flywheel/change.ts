/** What a cohort did in a period. `rates` are of nested gates, each over those who passed the one before. */
export type Cohort = {
  readonly cohort: string;
  /** Visitors who entered the first gate. */
  readonly entered: number;
  /** Visitors who passed each gate, in order; never more than passed the one before. */
  readonly passed: readonly number[];
  /** What those who passed the last gate came to, in the unit of Y: purchased requests. */
  readonly amount: number;
};

/** Parts of the change of Y, in its unit. They add up to it. */
export type Change = {
  readonly before: number;
  readonly after: number;
  readonly visitors: number;
  readonly mix: number;
  readonly gates: readonly number[];
  /** Of the amount of each who passed the last gate. */
  readonly perBuyer: number;
};

/**
 * Where the change of Y came from, exactly and without a rest. It is accounting and says nothing of causes.
 *
 *   Y = sum over c of Y_c,   Y_c = N share_c r_1c ... r_kc q_c
 *   part of x = sum over c of L(Y_c', Y_c) ln(x_c' / x_c),   L(a, b) = (a - b) / (ln a - ln b),   L(a, a) = a
 *
 * A zero takes the analytical limit: the factor that came from nothing has the whole change. A rate over nobody is no
 * rate, so it changes nothing and whatever emptied it carries the change.
 *
 * LMDI I, additive: Ang (2005), Energy Policy 33:867. Zeros: Ang and Liu (2007), Energy Policy 35:238.
 * Reference values: fixtures/flywheel.json, made by fixtures/flywheel.py.
 */
export function attributeChange(before: readonly Cohort[], after: readonly Cohort[]): Change {
  const names = [...new Set([...before, ...after].map(({ cohort }) => cohort))];
  const gates = Math.max(0, ...[...before, ...after].map(({ passed }) => passed.length));
  const [entered, enteredAfter] = [enteredOf(before), enteredOf(after)];
  const parts = Array.from({ length: gates + 3 }, () => 0);
  for (const name of names) {
    const [old, now] = [cohortIn(before, name, gates), cohortIn(after, name, gates)];
    const [factors, factorsAfter] = [factorsOf(old, entered), factorsOf(now, enteredAfter)];
    for (const [place, part] of partsOf(old.amount, now.amount, factors, factorsAfter).entries()) {
      parts[place] = (parts[place] ?? 0) + part;
    }
  }
  return {
    before: amountOf(before),
    after: amountOf(after),
    visitors: parts[0] ?? 0,
    mix: parts[1] ?? 0,
    gates: parts.slice(2, 2 + gates),
    perBuyer: parts[2 + gates] ?? 0,
  };
}

/** N, share, rates, amount per buyer; null where nobody could tell. */
type Factors = readonly (number | null)[];

function factorsOf({ entered, passed, amount }: Cohort, everybody: number): Factors {
  const tried = [entered, ...passed];
  const rates = passed.map((count, gate) => share(count, tried[gate] ?? 0));
  return [everybody, share(entered, everybody), ...rates, share(amount, passed.at(-1) ?? entered)];
}

function partsOf(before: number, after: number, factors: Factors, factorsAfter: Factors): readonly number[] {
  if (before === 0 && after === 0) return factors.map(() => 0);
  if (before === 0) return fromNothing(after, factors);
  if (after === 0) return fromNothing(-before, factorsAfter);
  const weight = logarithmicMean(after, before);
  return factors.map((factor, place) => weight * Math.log((factorsAfter[place] ?? 1) / (factor ?? 1)));
}

/** Gates are nested, so past the one that was empty there are no rates: exactly one factor is 0. */
const fromNothing = (change: number, empty: Factors) => empty.map((factor) => (factor === 0 ? change : 0));

/** Of two positive numbers. Close to each other, the quotient loses its digits and the series 1 + u^2/24 around their geometric mean has them. */
export function logarithmicMean(a: number, b: number): number {
  const apart = Math.log(a / b);
  return Math.abs(apart) < 1e-4 ? Math.sqrt(a * b) * (1 + apart ** 2 / 24) : (a - b) / apart;
}

const cohortIn = (cohorts: readonly Cohort[], name: string, gates: number): Cohort =>
  cohorts.find(({ cohort }) => cohort === name) ?? {
    cohort: name,
    entered: 0,
    passed: Array.from({ length: gates }, () => 0),
    amount: 0,
  };
const enteredOf = (cohorts: readonly Cohort[]) => cohorts.reduce((sum, { entered }) => sum + entered, 0);
const amountOf = (cohorts: readonly Cohort[]) => cohorts.reduce((sum, { amount }) => sum + amount, 0);
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
