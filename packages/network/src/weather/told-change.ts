import type { NodeId } from "@flywheel/vocabulary";
import type { SupplyFact } from "../supply-facts.ts";
import type { Trouble } from "./spells.ts";

export type Change = {
  readonly fact: SupplyFact<"node.slowed" | "node.failed" | "node.recovered">;
  /** The trouble that began or ended: several servers see the same change, and it is kept once. */
  readonly about: string;
};

/** What there is to tell when trouble gives way to other trouble, or to none. Null while nothing changed. */
export function changeOf(
  { node, seed }: { readonly node: NodeId; readonly seed: number },
  before: Trouble | null,
  after: Trouble | null,
): Change | null {
  if (keyOf(before) === keyOf(after)) return null;
  const about = `weather ${seed}: ${keyOf(after ?? before)}`;
  if (!after) return { fact: { name: "node.recovered", fields: { node } }, about };
  if (after.kind === "down") return { fact: { name: "node.failed", fields: { node } }, about };
  return { fact: { name: "node.slowed", fields: { node, percent: after.speedPercent } }, about };
}

const keyOf = (trouble: Trouble | null) => (trouble ? `${trouble.kind} since ${trouble.sinceMs}` : "well");
