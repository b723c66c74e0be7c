import type { RefusalCard } from "@flywheel/api/type";
import { formatCredits } from "@flywheel/ui";

/** What a visitor can do about a no. */
export type Advice = {
  readonly title: string;
  readonly text: string;
  readonly act: "buy" | "wait" | "pick-model" | "change-prompt";
};

const titles = {
  "no-capacity": "All nodes are busy",
  "no-active-node": "No node is online for this model",
  "unknown-model": "Nobody hosts this model",
  "over-budget": "Not enough credits",
  blocked: "This prompt was not served",
} as const satisfies Record<RefusalCard["code"], string>;

const acts = {
  "no-capacity": "wait",
  "no-active-node": "pick-model",
  "unknown-model": "pick-model",
  "over-budget": "buy",
  blocked: "change-prompt",
} as const satisfies Record<RefusalCard["code"], Advice["act"]>;

/** From the network's healthy no to the next step. Nothing was charged in any of these cases. */
export function adviceFor(refusal: RefusalCard): Advice {
  const { code, message, neededCredits, availableCredits } = refusal;
  const text =
    code === "over-budget" && neededCredits !== undefined && availableCredits !== undefined
      ? `This needs ${formatCredits(neededCredits)} and you have ${formatCredits(availableCredits)}.`
      : message;
  return { title: titles[code], text, act: acts[code] };
}
