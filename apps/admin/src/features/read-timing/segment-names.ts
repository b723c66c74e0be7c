import { formatDay } from "../../words/moments.ts";
import type { TimingAnswer, Verdict } from "./answer.ts";

type Declared = TimingAnswer["question"]["declared"];

/**
 * The first curve is of everybody, and then each declared one in its place: two may have one key and be of different
 * conditions. With the day of the declaration, because only what came after it judges.
 */
export const segmentNames = (segments: Verdict["curves"]["segments"], declared: Declared): readonly string[] =>
  segments.map(({ key }, place) => {
    if (place === 0) return "Everybody";
    const own = declared[place - 1];
    return own ? `${own.segment.name}, declared ${formatDay(own.declaredAtMs)}` : key;
  });
