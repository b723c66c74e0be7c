import { type GatedLayer, type JudgedWeek, strataCount } from "./gates.ts";
import { type ActiveWeeks, addParent, offspringOf, offspringWidth, type Seen } from "./offspring.ts";
import { type Reproduction, reproductionOf } from "./reproduction.ts";

/**
 * Layers whose gate an active week may pass or fail. What is before an answer makes weeks active rather than fruitful, so
 * it moves how many weeks there are and not what each comes to: of those, ask for Y. Usage is no gate of an active week but
 * the coming back that G itself counts, so a rate of it is not worked out here.
 */
export const growingLayers = ["users", "payments", "verification", "trust"] as const satisfies readonly GatedLayer[];
export type GrowingLayer = (typeof growingLayers)[number];

/** Failed, passed, and not in the gate. */
const sides = 3;
const perSide = offspringWidth + 1;
export const whatIfGrowthWidth = strataCount * sides * perSide;

/** Of one visitor, by stratum and side of the gate: active weeks and what they came to. Sums over visitors are sums. */
export function whatIfGrowthValues(
  active: Pick<ActiveWeeks, "weeks" | "seenUntil">,
  judged: readonly JudgedWeek[],
  layer: GrowingLayer,
  seen: Seen,
): Float64Array {
  const values = new Float64Array(whatIfGrowthWidth);
  for (const [place, { week }] of active.weeks.entries()) {
    const own = judged.find((it) => it.week === week);
    if (own === undefined || week < seen.first) continue;
    const passed = own.passed[layer];
    const start = (own.stratum * sides + (passed === null ? 2 : Number(passed))) * perSide;
    values[start] = (values[start] ?? 0) + 1;
    addParent(values, start + 1, active, place, seen);
  }
  return values;
}

/**
 * G if the layer's gate passed the share `target` of the active weeks that enter it: within strata those who passed count
 * r'/r and those who failed (1 - r') / (1 - r), where the same share of each stratum's failures passes (or the other way
 * round), as for opportunities. A stratum in which nobody passed has nobody to speak for those who would, so it stays as it
 * is. It is correlation. Null as G is, and when nobody entered the gate.
 */
export function whatIfGrowth(sums: Float64Array, target: number): Reproduction | null {
  const strata = strataOf(sums);
  const total = (side: number) => strata.reduce((sum, own) => sum + (own[side]?.weeks ?? 0), 0);
  const [failed, passed] = [total(0), total(1)];
  if (failed + passed === 0) return null;
  const more = target * (failed + passed) - passed;
  const share = more >= 0 ? more / failed : -more / passed;
  return growthOfWeeks(strata, (own) => weightsOf(own[0]?.weeks ?? 0, own[1]?.weeks ?? 0, more >= 0, share));
}

/** G of the same weeks, whatever they passed. */
export const growthAsItIs = (sums: Float64Array): Reproduction | null => growthOfWeeks(strataOf(sums), () => []);

type Side = { readonly weeks: number; readonly offspring: Float64Array };

const strataOf = (sums: Float64Array): readonly (readonly Side[])[] =>
  Array.from({ length: strataCount }, (_, stratum) =>
    Array.from({ length: sides }, (_, side) => {
      const start = (stratum * sides + side) * perSide;
      return { weeks: sums[start] ?? 0, offspring: sums.subarray(start + 1, start + perSide) };
    }),
  );

function growthOfWeeks(
  strata: readonly (readonly Side[])[],
  weigh: (own: readonly Side[]) => readonly number[],
): Reproduction | null {
  const weighted = new Float64Array(offspringWidth);
  for (const own of strata) {
    const weights = weigh(own);
    for (const [side, { offspring }] of own.entries()) {
      for (const [place, amount] of offspring.entries()) {
        weighted[place] = (weighted[place] ?? 0) + (weights[side] ?? 1) * amount;
      }
    }
  }
  return reproductionOf(offspringOf(weighted));
}

/** Of those who failed, and of those who passed. */
function weightsOf(failed: number, passed: number, up: boolean, share: number): readonly [number, number] {
  if (failed === 0 || passed === 0 || !Number.isFinite(share)) return [1, 1];
  const moved = share * (up ? failed : -passed);
  return [(failed - moved) / failed, (passed + moved) / passed];
}
