import type { NodeSupply } from "../port.ts";
import type { RegisteredNode, Registry } from "./registry.ts";
import type { Router } from "./router.ts";

/** Every node as it is now, for the operator. */
export const supplyOf = (
  { nodes }: Pick<Registry, "nodes">,
  router: Pick<Router, "busyAt" | "othersAt">,
): readonly NodeSupply[] =>
  nodes.map((node) => ({
    record: node.record(),
    isActive: node.isActive(),
    condition: conditionOf(node),
    speedPercent: node.speedPercent(),
    busy: router.busyAt(node),
    busyWithOthers: router.othersAt(node),
  }));

function conditionOf(node: RegisteredNode): NodeSupply["condition"] {
  if (!node.answers()) return "down";
  return node.speedPercent() < 100 ? "slow" : "well";
}
