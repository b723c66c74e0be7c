import { inTurns } from "../asking/turns.ts";
import { type GatedLayer, isDenied, type JudgedWeek, strataCount } from "./gates.ts";
import { partOfIncentives, type ShareOfIncentives } from "./opportunity.ts";
import { causes } from "./week-code.ts";

export type Cause = (typeof causes)[number];
export type LostLayer = Exclude<GatedLayer, "verification" | "trust">;
/** In visitor-weeks. */
export type LostDemand = Readonly<Record<LostLayer, Readonly<Record<Cause, number>>>>;

type JudgedVisitors = { readonly visitors: number; readonly judged: readonly JudgedWeek[] };

/** The layer at whose gate a week of that level stopped; a week that never opened an app entered none, one that paid passed all. */
const firstFailed = [null, "applications", "models", "compute", "users", "payments", null] as const;

/**
 * Where demand was lost, and why: each visitor-week that did not pass has one cause, at its first failed gate. Silence is
 * `unknown`, not a lack of interest; who ran out of credits stopped at payments. What withdrawn capacity would have
 * served is of incentives, by its share of refusals.
 *
 * Of those who were served and did not come back, supply lost what their weeks with a lost request explain:
 *
 *   sum over strata of n_failed max(0, returned_ok - returned_failed)
 *
 * with n_failed the judged weeks in which supply lost a request of theirs. It is correlation; the rest is unknown. Only of
 * weeks whose next four are over it is known who stayed away; they count for every served week, as in the opportunity.
 */
export async function lostDemandOf(
  visitors: Iterable<JudgedVisitors>,
  shareOfIncentives: ShareOfIncentives = () => 0,
  signal?: AbortSignal,
): Promise<LostDemand> {
  const lost = Object.fromEntries(lostLayers.map((layer) => [layer, nothing()])) as Record<LostLayer, Count>;
  let served = 0;
  const strata = Array.from({ length: strataCount }, () => ({ ok: 0, okBack: 0, hurt: 0, hurtBack: 0 }));
  const add = ({ visitors: count, judged }: JudgedVisitors): void => {
    for (const { own, stratum, passed, week } of judged) {
      const layer = isDenied(own) ? "payments" : (firstFailed[own.level] ?? null);
      const cause = causes[own.cause] ?? "unknown";
      if (layer !== null) {
        const moved = layer === "compute" ? partOfIncentives(own, shareOfIncentives(week)) : 0;
        lost[layer][cause] += count * (1 - moved);
        lost.incentives[cause] += count * moved;
      }
      if (own.served > 0) served += count;
      const into = strata[stratum];
      if (passed.usage === null || into === undefined) continue;
      const [all, back] = own.lost > 0 ? (["hurt", "hurtBack"] as const) : (["ok", "okBack"] as const);
      into[all] += count;
      into[back] += count * Number(passed.usage);
    }
  };
  await inTurns(visitors, add, signal);
  const stayedAway = strata.reduce((sum, { ok, okBack, hurt, hurtBack }) => sum + ok + hurt - okBack - hurtBack, 0);
  const supply = strata.reduce((sum, { ok, okBack, hurt, hurtBack }) => {
    if (ok === 0 || hurt === 0) return sum;
    return sum + hurt * Math.max(0, okBack / ok - hurtBack / hurt);
  }, 0);
  const known = strata.reduce((sum, { ok, hurt }) => sum + ok + hurt, 0);
  const counted = known === 0 ? 0 : served / known;
  return { ...lost, usage: { supply: counted * supply, demand: 0, unknown: counted * (stayedAway - supply) } };
}

const lostLayers = ["applications", "models", "incentives", "compute", "users", "payments", "usage"] as const;
type Count = Record<Cause, number>;
const nothing = (): Count => ({ unknown: 0, supply: 0, demand: 0 });
