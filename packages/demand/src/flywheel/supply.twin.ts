import type { NetworkEvent } from "@flywheel/vocabulary";
import { groupedBy } from "../asking/asking.twin.ts";
import { knownFactsSlowly } from "../asking/network.twin.ts";
import type { CapacityQuestion } from "./capacity.ts";
import type { SupplyFacts } from "./supply-facts.ts";

const minuteMs = 60_000;

/** Requests that idle slots could have served, node by node and minute by minute. */
export function spareRequestsSlowly(
  question: CapacityQuestion,
  asOfMs: number,
  facts: readonly NetworkEvent[],
): number | null {
  const minutes = slotMinutes(question, knownFactsSlowly(question, asOfMs, facts));
  const sum = (of: (minute: SlotMinute) => number) => minutes.reduce((total, minute) => total + of(minute), 0);
  const [busyMs, served] = [sum((it) => it.usedMs), sum((it) => it.served)];
  if (served === 0 || busyMs === 0) return null;
  return sum(({ offeredMs, usedMs }) => (offeredMs > usedMs ? offeredMs - usedMs : 0)) / (busyMs / served);
}

type SlotMinute = { readonly offeredMs: number; readonly usedMs: number; readonly served: number };

/** Of each node and minute; its models share the slots of a node, so it offers them once. */
function slotMinutes(question: CapacityQuestion, known: readonly NetworkEvent[]): readonly SlotMinute[] {
  const measured = known.filter(({ name, atMs }) => name === "node.measured" && atMs >= question.fromMs);
  return [...groupedBy(measured, (it) => it.node)].flatMap(([node, own]) => {
    const registered = known.filter((it) => it.name === "node.registered" && it.node === node);
    const slots = registered.length === 0 ? 1 : most(registered, "maxConcurrent");
    return [...groupedBy(own, ({ atMs }) => Math.floor(atMs / minuteMs)).values()].map((models) => ({
      offeredMs: slots * most(models, "activeMs"),
      usedMs: models.reduce((sum, { value }) => sum + (value ?? 0), 0),
      served: total(models, "served"),
    }));
  });
}

/** Each model as the last word on it says, each payout of the range, and what nodes offered in it, added up. */
export function supplyFactsSlowly(
  question: CapacityQuestion,
  asOfMs: number,
  facts: readonly NetworkEvent[],
): SupplyFacts | null {
  const known = knownFactsSlowly(question, asOfMs, facts);
  if (known.length === 0) return null;
  const isHosted = new Map<string | null, boolean>();
  for (const { name, model } of known) {
    if (name === "model.listed") isHosted.set(model, true);
    if (name === "model.delisted") isHosted.set(model, false);
  }
  const payouts = known.filter(({ name, atMs }) => name === "payout.made" && atMs >= question.fromMs);
  return {
    hostedModels: [...isHosted.values()].filter((it) => it).length,
    feesMicroUsd: total(payouts, "feesMicroUsd"),
    rewardsMicroUsd: total(payouts, "rewardsMicroUsd"),
    offeredMs: slotMinutes(question, known).reduce((sum, { offeredMs }) => sum + offeredMs, 0),
  };
}

const total = (facts: readonly NetworkEvent[], field: string) =>
  facts.reduce((sum, { fields }) => sum + Number(fields[field]), 0);
const most = (facts: readonly NetworkEvent[], field: string) =>
  facts.reduce((most, { fields }) => Math.max(most, Number(fields[field])), 0);
