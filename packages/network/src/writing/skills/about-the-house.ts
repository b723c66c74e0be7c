import { paragraph } from "../draft.ts";
import { house } from "../knowledge/house.ts";
import type { Skill } from "../skill.ts";

const asking = /\b(what|how|why|who|where|explain|tell me|about|describe|is|are|does|do|can)\b/;
const making = /\b(write|draft|poem|haiku|story|code|function|name|slogan|translate|rewrite|summari[sz]e)\b/;

export const aboutTheHouse: Skill = ({ lower, dice }) => {
  if (!asking.test(lower) || making.test(lower) || lower.length > 160) return null;
  const entry = house.find(({ asks }) => asks.test(lower));
  return (
    (entry && {
      manner: "answer",
      title: entry.title,
      lead: entry.lead,
      blocks: [paragraph(entry.more)],
      next: dice.pick([
        "Ask about receipts, credits, nodes or proofs for the rest of the tour.",
        "This is one of the few things that I know first hand; ask on.",
      ]),
    }) ??
    null
  );
};
