import type { TakenEvent } from "@flywheel/vocabulary";
import { basisSlowly, fills, knownSlowly } from "../asking/asking.twin.ts";
import type { Basis } from "../asking/basis.ts";
import type { Retention } from "./retention-question.ts";

/** The same by striking out everything of those who had done it before the range. */
export function startsBasisSlowly(question: Retention, asOfMs: number, taken: readonly TakenEvent[]): Basis {
  const { app, fromMs, start, type } = question;
  const earlier = knownSlowly(question, asOfMs, taken).filter(
    (it) => !it.bot && (app === null || it.app === app) && it.atMs < fromMs && fills(start, it),
  );
  const old = new Set(earlier.map(({ visitorKey }) => visitorKey));
  const isOld = ({ bot, visitorKey }: TakenEvent) => type === "first_ever" && !bot && old.has(visitorKey);
  const kept = taken.filter((it) => !isOld(it));
  return basisSlowly(question, [start], asOfMs, kept);
}
