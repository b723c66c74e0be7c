import type { Me } from "@flywheel/api/type";

export type CreditLine = { readonly label: string; readonly credits: number; readonly note?: string };

/** Where a visitor's credits come from, in the order in which they are spent. They add up to what can be spent. */
export function creditLines({ credits, allowance }: Pick<Me, "credits" | "allowance">): readonly CreditLine[] {
  const unclaimed = allowance.state === "available" ? allowance.credits : 0;
  const free: CreditLine = { label: "Free today", credits: credits.free + unclaimed };
  return [
    allowance.state === "taken-by-range"
      ? { ...free, note: "Today's free credits went to another browser on your network." }
      : free,
    { label: "Granted", credits: credits.granted },
    { label: "Purchased", credits: credits.purchased },
    ...(credits.held > 0
      ? [{ label: "Held, not included", credits: credits.held, note: "Set aside for requests under way." }]
      : []),
  ];
}
