import type { Readout } from "@flywheel/api/type";

export type Choice = { readonly outcome: "ship" | "stop"; readonly variant: string };

/** What a decision says against the readout, for whoever is about to make it; null where both agree. */
export function againstVerdict({ outcome, variant }: Choice, { verdict }: Pick<Readout, "verdict">): string | null {
  if (verdict.outcome === "withheld") return "The results are withheld, so this rests on nothing that was measured.";
  if (verdict.outcome === "keep-running") return "The readout says to keep running: it has found nothing sure yet.";
  if (outcome !== verdict.outcome) return `The readout says to ${verdict.outcome}, and this is the opposite.`;
  if (outcome === "ship" && variant !== verdict.variant) return "The readout would ship another variant.";
  return null;
}
