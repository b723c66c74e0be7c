import type { Answer } from "../asking/questions.ts";

type PathsAnswer = Answer<"paths">;
type Link = PathsAnswer["links"][number];

/** `of`: the sessions that were at its origin in that step, which is what its share is of. */
export type CountedLink = Link & { readonly from: string; readonly to: string; readonly of: number };
export type PathStep = { readonly step: number; readonly links: readonly CountedLink[] };

/** Step by step; within a step the most frequent first. */
export function pathSteps({ links, question }: Pick<PathsAnswer, "links" | "question">): readonly PathStep[] {
  const start = question.from.name;
  const end = question.direction === "next" ? "end of the session" : "start of the session";
  const sums = new Map<string, number>();
  const place = ({ step, origin }: Link) => `${step} ${origin}`;
  for (const link of links) sums.set(place(link), (sums.get(place(link)) ?? 0) + link.sessions);
  const counted = links.map((link) => ({
    ...link,
    from: link.origin ?? start,
    to: link.target ?? end,
    of: sums.get(place(link)) ?? 0,
  }));
  return [...new Set(counted.map(({ step }) => step))]
    .toSorted((a, b) => a - b)
    .map((step) => ({ step, links: counted.filter((link) => link.step === step) }));
}
