import { asShare, type CountedRow, contrastInterval, logContrast } from "./log-contrast.ts";
import { type Maturity, measured, type Signal } from "./signal.ts";

/** Visitors who came into activity and went out of it equally often in the weeks asked for. */
export type Turnover = { readonly visitors: number; readonly came: number; readonly went: number };

/** Quick ratio: (new + resurrected) / dormant, summed over closed weeks. Above 1 the active become more. */
export const quickRatio = (
  turnover: readonly Turnover[],
  maturity: Maturity,
  threshold: number,
  alpha: number,
): Signal =>
  ratioSignal(
    turnover.map(({ visitors, came, went }) => ({ visitors, values: [came, went] })),
    { maturity, threshold, alpha, as: "ratio" },
  );

/** Rebased retention, W12/W3: of the same cohorts, who was active in the late week by who was in the early one. */
export const rebasedRetention = (
  panel: readonly { readonly visitors: number; readonly early: 0 | 1; readonly late: 0 | 1 }[],
  maturity: Maturity,
  threshold: number,
  alpha: number,
): Signal =>
  ratioSignal(
    panel.map(({ visitors, early, late }) => ({ visitors, values: [late, early] })),
    { maturity, threshold, alpha, as: "ratio" },
  );

/** Visitors with equally many of something that counts and of the rest: purchased requests and all others, say. */
export type Part = { readonly visitors: number; readonly part: number; readonly rest: number };

/** A share of what visitors do, whose interval knows that one visitor's requests are alike. */
export const shareSignal = (parts: readonly Part[], maturity: Maturity, threshold: number, alpha: number): Signal =>
  ratioSignal(
    parts.map(({ visitors, part, rest }) => ({ visitors, values: [part, rest] })),
    { maturity, threshold, alpha, as: "share" },
  );

type Asked = {
  readonly maturity: Maturity;
  readonly threshold: number;
  readonly alpha: number;
  readonly as: "ratio" | "share";
};

function ratioSignal(rows: readonly CountedRow[], { maturity, threshold, alpha, as }: Asked): Signal {
  const n = rows.reduce((sum, { visitors }) => sum + visitors, 0);
  if (maturity.have < maturity.need) return { is: "withheld", because: "not-matured", n, maturity };
  const [over = 0, under = 0] = [0, 1].map((j) => rows.reduce((sum, it) => sum + it.visitors * (it.values[j] ?? 0), 0));
  const whole = as === "share" ? over + under : under;
  if (whole === 0) return { is: "withheld", because: "too-few", n, maturity };
  const contrast = contrastInterval(logContrast(rows, [1, -1]), alpha);
  const { low, high } = as === "share" ? asShare(contrast) : contrast;
  const estimate = over / whole;
  // The half in the contrast keeps its ends off 0 and 1, which an estimate may reach.
  const interval = { low: Math.min(low, estimate), high: Math.max(high, estimate) };
  return measured({ n, estimate, interval, maturity, threshold });
}
