/** Gaps in weeks after which somebody who is active again still counts as having stayed. */
export const longestGapWeeks = 4;

export type Kind = "newcomer" | "established";

/** What active visitor-weeks of one kind came to; counts may be weighted, as in a bootstrap. */
export type Offspring = {
  /** By gap from 1 week: those who had not come before it and could be seen then, and those of them who came. */
  readonly atRisk: readonly number[];
  readonly returned: readonly number[];
  /** Active weeks whose links have had their time, and the visitors whom these links brought. */
  readonly activeWeeks: number;
  readonly referred: number;
};

export type Reproduction = {
  /** Chance to be active again within `longestGapWeeks`, by kind. */
  readonly stays: Readonly<Record<Kind, number>>;
  /** Visitors brought with an active week, by kind. */
  readonly brings: Readonly<Record<Kind, number>>;
  /** Offspring of an active week in the long run: 1 sustains itself. */
  readonly g: number;
  /** What is missing of it when nobody is brought, as a share. */
  readonly shareOfReferrals: number;
};

/**
 * The demand reproduction number: the dominant eigenvalue of
 *
 *   K = | f_n  f_e |     column: kind of the parent week; row: kind of the offspring week, newcomers first
 *       | H_n  H_e |
 *   H = 1 - product over gaps a <= 4 of (1 - h_a),   h_a = returned_a / at risk_a
 *   G = 1/2 [ (f_n + H_e) + sqrt( (f_n - H_e)^2 + 4 f_e H_n ) ]
 *
 * Null when somebody could not be seen at a gap at all, or nobody's links have had their time.
 * Next-generation matrix: Diekmann, Heesterbeek and Roberts (2010), J. R. Soc. Interface 7:873. Hazards: Kaplan and Meier
 * (1958), JASA 53:457. Reference values: fixtures/flywheel.json, made by fixtures/flywheel.py.
 */
export function reproductionOf(of: Readonly<Record<Kind, Offspring>>): Reproduction | null {
  const [newcomer, established] = [staysOf(of.newcomer), staysOf(of.established)];
  const brings = { newcomer: bringsOf(of.newcomer), established: bringsOf(of.established) };
  if (newcomer === null || established === null || brings.newcomer === null || brings.established === null) return null;
  const g = dominant(brings.newcomer, brings.established, newcomer, established);
  return {
    stays: { newcomer, established },
    brings: { newcomer: brings.newcomer, established: brings.established },
    g,
    shareOfReferrals: g === 0 ? 0 : 1 - established / g,
  };
}

function staysOf({ atRisk, returned }: Offspring): number | null {
  let away = 1;
  for (let gap = 0; gap < longestGapWeeks; gap += 1) {
    const seen = atRisk[gap] ?? 0;
    // Nobody is left to come again once everybody has.
    if (away === 0) break;
    if (seen === 0) return null;
    away *= 1 - (returned[gap] ?? 0) / seen;
  }
  return 1 - away;
}

const bringsOf = ({ referred, activeWeeks }: Offspring) => (activeWeeks === 0 ? null : referred / activeWeeks);

const dominant = (fNew: number, fOld: number, hNew: number, hOld: number) =>
  (fNew + hOld + Math.sqrt((fNew - hOld) ** 2 + 4 * fOld * hNew)) / 2;
