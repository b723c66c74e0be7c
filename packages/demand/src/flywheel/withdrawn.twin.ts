import type { NetworkEvent, TakenEvent } from "@flywheel/vocabulary";
import { groupedBy, knownSlowly } from "../asking/asking.twin.ts";
import { calendarOf, numberAt } from "../asking/calendar.ts";
import { knownFactsSlowly } from "../asking/network.twin.ts";
import type { Scope } from "../asking/scope.ts";

const minuteMs = 60_000;

/** Of each week with refusals for want of capacity, the share that belongs to incentives: refusal by refusal, fact by fact. */
export function sharesOfIncentivesSlowly(
  scope: Scope,
  asOfMs: number,
  facts: readonly NetworkEvent[],
  taken: readonly TakenEvent[],
): ReadonlyMap<number, number> {
  const told = toldBy(knownFactsSlowly(scope, asOfMs, facts));
  const calendar = calendarOf(scope);
  // Capacity that went away was everybody's, whatever app and segment are asked for.
  const refusals = knownSlowly(scope, asOfMs, taken).filter(
    (it) => isForWantOfCapacity(it) && it.atMs >= scope.fromMs && it.atMs < scope.toMs,
  );
  const weeks = groupedBy(refusals, ({ atMs }) => numberAt(calendar, "week", atMs));
  return new Map(
    [...weeks].map(([week, those]) => {
      let ofIncentives = 0;
      for (const together of groupedBy(
        those,
        ({ atMs, model }) => `${Math.floor(atMs / minuteMs)} ${model}`,
      ).values()) {
        const [{ atMs, model } = { atMs: 0, model: null }] = together;
        const fromMs = atMs - (atMs % minuteMs);
        ofIncentives += Math.min(together.length, withdrawnRequests(told, fromMs, String(model)));
      }
      return [week, ofIncentives / those.length];
    }),
  );
}

const isForWantOfCapacity = ({ name, bot, model, fields }: TakenEvent): boolean =>
  name === "inference.refused" &&
  !bot &&
  model !== null &&
  (fields.reason === "no-capacity" || fields.reason === "no-active-node");

type Told = {
  readonly withdrawals: readonly NetworkEvent[];
  readonly registrations: readonly NetworkEvent[];
  /** What each node did for each model; `meanMs` is read many times, so it is kept. */
  readonly measured: ReadonlySet<string>;
  readonly meanMs: (model: string) => number;
};

function toldBy(known: readonly NetworkEvent[]): Told {
  const named = (name: string) => known.filter((it) => it.name === name);
  const measured = named("node.measured");
  const byModel = groupedBy(measured, ({ model }) => String(model));
  const means = new Map([...byModel].map(([model, those]) => [model, meanOf(those)]));
  const ofAll = meanOf(measured);
  return {
    withdrawals: named("node.withdrawn").filter(({ fields }) => fields.because === "unprofitable"),
    registrations: named("node.registered"),
    measured: new Set(measured.map(({ node, model }) => `${node} ${model}`)),
    meanMs: (model) => means.get(model) ?? ofAll ?? minuteMs,
  };
}

function meanOf(measured: readonly NetworkEvent[]): number | null {
  const busyMs = measured.reduce((sum, { value }) => sum + (value ?? 0), 0);
  const served = measured.reduce((sum, { fields }) => sum + Number(fields.served), 0);
  return busyMs > 0 && served > 0 ? busyMs / served : null;
}

/** What could have been served in the minute by capacity that was away because it did not earn. */
function withdrawnRequests(told: Told, minuteFromMs: number, model: string): number {
  const isBack = (left: NetworkEvent) =>
    told.registrations.some(({ node, atMs }) => node === left.node && atMs > left.atMs && atMs <= minuteFromMs);
  const away = told.withdrawals.filter(
    (it) =>
      it.atMs < minuteFromMs + minuteMs &&
      !isBack(it) &&
      (it.model === null ? told.measured.has(`${it.node} ${model}`) : it.model === model),
  );
  const slots = away.reduce((sum, { fields }) => sum + Number(fields.maxConcurrent), 0);
  return (slots * minuteMs) / told.meanMs(model);
}
