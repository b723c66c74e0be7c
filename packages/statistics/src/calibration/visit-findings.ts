import type { Random } from "../bootstrap/random.ts";
import { estimateAdjusted } from "../estimates/adjusted.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimateMean } from "../estimates/mean.ts";
import { estimateQuantile } from "../estimates/quantile.ts";
import { estimateRatio } from "../estimates/ratio.ts";
import { relativeLift } from "../estimates/relative-lift.ts";
import { type Interval, normalInterval } from "../intervals/interval.ts";
import { welchTest } from "../intervals/welch.ts";
import { isUndecided, type Undecided } from "../undecided.ts";
import { alpha, holds } from "./daily-looks.ts";
import { aroundShare, countShare, type Effort, type Finding } from "./finding.ts";
import { drawVisits, levels, planted, rSquared, type VisitArm, variables } from "./visits.ts";

type Drawn = { readonly control: VisitArm; readonly treatment: VisitArm };

const observations = 4000;
const { outcome, before, hadBefore, clicks, sessions } = variables;

const plain = ({ control, treatment }: Drawn) => estimateMean(control.moments, treatment.moments, outcome);
const adjusted = ({ control, treatment }: Drawn) =>
  estimateAdjusted(control.moments, treatment.moments, { outcome, covariates: [before, hadBefore] });

/** Each kind of estimate, with the interval that is shown at the planned end and the difference that was planted. */
const kinds: Record<string, { readonly interval: (drawn: Drawn) => Interval | Undecided; readonly planted: number }> = {
  mean: { interval: (drawn) => welch(plain(drawn)), planted: planted.outcome },
  CUPED: { interval: (drawn) => welch(adjusted(drawn)), planted: planted.outcome },
  "relative lift": {
    interval: (drawn) => normalOf(then(plain(drawn), relativeLift)),
    planted: planted.outcome / levels.outcome,
  },
  ratio: {
    interval: ({ control, treatment }) =>
      normalOf(estimateRatio(control.moments, treatment.moments, { numerator: clicks, denominator: sessions })),
    planted: planted.clickRate,
  },
  quantile: {
    interval: ({ control, treatment }) => normalOf(estimateQuantile(control.waits, treatment.waits, 0.5)),
    planted: levels.medianWait * (planted.waitFactor - 1),
  },
};

/** Every other estimate at the planned end, and how much CUPED narrows the error. */
export function* visitFindings(
  { worlds, tolerance }: Effort,
  treatmentShare: number,
  random: Random,
): Generator<Finding> {
  const treated = Math.round(observations * treatmentShare);
  const draw = (effect: boolean): Drawn => ({
    control: drawVisits(observations - treated, false, random),
    treatment: drawVisits(treated, effect, random),
  });
  const held: Record<string, (boolean | null)[]> = {};
  let narrowed = 0;
  for (let world = 0; world < worlds; world += 1) {
    for (const effect of [false, true]) {
      const drawn = draw(effect);
      for (const [kind, { interval, planted }] of Object.entries(kinds)) {
        const answer = interval(drawn);
        held[`${kind} ${effect}`] ??= [];
        held[`${kind} ${effect}`]?.push(isUndecided(answer) ? null : holds(answer, effect ? planted : 0));
      }
      if (!effect) narrowed += narrowing(drawn) / worlds;
    }
  }
  for (const kind of Object.keys(kinds)) {
    const answers = (effect: boolean) => held[`${kind} ${effect}`] ?? [];
    const rejections = answers(false).map((it) => (it === null ? null : !it));
    const about = (what: string) => ({ what, outcome: kind, treatmentShare });
    yield countShare(about("fixed-horizon A/A rejections"), rejections, (n) => aroundShare(alpha, n, tolerance));
    yield countShare(about("fixed-horizon coverage"), answers(true), (n) => aroundShare(1 - alpha, n, tolerance));
  }
  const about = {
    what: "CUPED's standard error over sqrt(1 - R^2) of the plain one",
    outcome: "CUPED",
    treatmentShare,
  };
  yield { ...about, observed: narrowed / Math.sqrt(1 - rSquared), worlds, atLeast: 0.98, atMost: 1.02 };
}

function narrowing(drawn: Drawn): number {
  const [wide, narrow] = [plain(drawn), adjusted(drawn)];
  return isUndecided(wide) || isUndecided(narrow) ? Number.NaN : narrow.standardError / wide.standardError;
}

const then = <A extends object, B>(answer: A | Undecided, next: (answer: A) => B): B | Undecided =>
  isUndecided(answer) ? answer : next(answer);
const welch = (estimate: Estimate | Undecided) => then(estimate, (it) => welchTest(it, alpha));
const normalOf = (contrast: Parameters<typeof normalInterval>[0] | Undecided) =>
  then(contrast, (it) => normalInterval(it, alpha));
