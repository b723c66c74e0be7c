import type { Layer } from "@flywheel/vocabulary";
import { layerIds } from "../words/layer-names.ts";

/** Stated shares, from 0 to 1, that should pass a layer's gate; a layer that is not in it has the usual one. */
export type Targets = Readonly<Partial<Record<Layer, number>>>;

/** Of an address, whatever stands there; what is no share of a layer counts as not said. */
export function readTargets(stated: unknown): Targets {
  if (typeof stated !== "object" || stated === null) return {};
  const known = layerIds.flatMap((layer) => {
    const rate: unknown = Object.hasOwn(stated, layer) ? (stated as Record<string, unknown>)[layer] : undefined;
    return typeof rate === "number" && rate >= 0 && rate <= 1 ? [[layer, rate] as const] : [];
  });
  return Object.fromEntries(known);
}

/** Nothing where nothing is stated. */
export const writeTargets = (targets: Targets): { readonly targets?: Targets } =>
  areUsual(targets) ? {} : { targets };

const areUsual = (targets: Targets): boolean => Object.keys(targets).length === 0;
