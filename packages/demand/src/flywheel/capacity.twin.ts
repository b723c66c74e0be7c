import type { NetworkEvent } from "@flywheel/vocabulary";
import { knownFactsSlowly } from "../asking/network.twin.ts";
import { type CapacityQuestion, type ModelCapacity, tightFrom } from "./capacity.ts";

/** The same, minute by minute in plain code. */
export function capacitySlowly(
  { traffic, fromMs, toMs }: CapacityQuestion,
  asOfMs: number,
  facts: readonly NetworkEvent[],
): readonly ModelCapacity[] {
  const known = knownFactsSlowly({ traffic, toMs }, asOfMs, facts);
  const slotsOf = (node: string | null) => {
    const registered = known.filter((it) => it.name === "node.registered" && it.node === node);
    return registered.length === 0 ? 1 : Math.max(...registered.map((it) => Number(it.fields.maxConcurrent)));
  };
  const measured = known.filter((it) => it.name === "node.measured" && it.atMs >= fromMs);
  const models = [...new Set(measured.map(({ model }) => String(model)))].sort();
  return models.map((model) => {
    const own = measured.filter((it) => it.model === model);
    const sum = (those: readonly NetworkEvent[], of: (it: NetworkEvent) => number) =>
      those.reduce((total, it) => total + of(it), 0);
    const served = (it: NetworkEvent) => Number(it.fields.served);
    const refused = (it: NetworkEvent) => Number(it.fields.refused);
    const active = (it: NetworkEvent) => Number(it.fields.activeMs) * slotsOf(it.node);
    const busy = (it: NetworkEvent) => it.value ?? 0;
    const allServed = sum(own, served);
    const meanMs = allServed === 0 ? Number.POSITIVE_INFINITY : sum(own, busy) / allServed;
    const rhos = [...new Set(own.map(({ atMs }) => Math.floor(atMs / 60_000)))].flatMap((minute) => {
      const those = own.filter(({ atMs }) => Math.floor(atMs / 60_000) === minute);
      const wanted = sum(those, served) + sum(those, refused);
      const offered = sum(those, active);
      if (wanted === 0) return offered > 0 ? [0] : [];
      return [offered > 0 ? (wanted * meanMs) / offered : Number.POSITIVE_INFINITY];
    });
    const ascending = rhos.sort((a, b) => a - b);
    const p95 = ascending[Math.ceil((19 * ascending.length) / 20) - 1] ?? Number.POSITIVE_INFINITY;
    return {
      model,
      minutes: rhos.length,
      p95: Number.isFinite(p95) ? p95 : null,
      tightMinutes: rhos.filter((rho) => rho >= tightFrom).length,
      served: sum(own, served),
      refused: sum(own, refused),
      busyMs: sum(own, busy),
      activeMs: sum(own, active),
    };
  });
}
