import type { EventName, TakenEvent } from "@flywheel/vocabulary";
import { countedSlowly, fills, inOrder, knownSlowly } from "../asking/asking.twin.ts";
import { byStepAndSessions, type PathLink, type Paths, type PathsAnswer } from "./paths.ts";
import { longestSessionMs } from "./paths-sql.ts";

type Step = { readonly visitor: bigint; readonly step: number } & Pick<PathLink, "origin" | "target">;

/** The same by walking through every session, place by place. */
export function pathsSlowly(
  question: Paths,
  asOfMs: number,
  taken: readonly TakenEvent[],
): Pick<PathsAnswer, "sessions" | "open" | "links"> {
  const starts = startsSlowly(question, asOfMs, taken);
  const over = starts.filter(({ startMs }) => startMs <= asOfMs - longestSessionMs);
  const walked = over.flatMap(({ visitor, places }) => {
    const steps: Step[] = [];
    for (let at = 0; at < question.steps; at += 1) {
      if (at > 0 && places[at - 1] === undefined) break;
      steps.push({ visitor, step: at + 1, origin: places[at - 1] ?? null, target: places[at] ?? null });
    }
    return steps;
  });
  const links = new Map<string, Step[]>();
  for (const one of walked) {
    const key = JSON.stringify([one.step, one.origin, one.target]);
    links.set(key, [...(links.get(key) ?? []), one]);
  }
  return {
    sessions: over.length,
    open: starts.length - over.length,
    links: [...links.values()]
      .flatMap(([first, ...more]): PathLink[] => {
        if (first === undefined) return [];
        const { visitor, ...link } = first;
        const visitors = new Set([visitor, ...more.map((one) => one.visitor)]).size;
        return [{ ...link, sessions: more.length + 1, visitors }];
      })
      .sort(byStepAndSessions),
  };
}

/** Of each session with a start in the range: when that was, and the places behind it. */
function startsSlowly(question: Paths, asOfMs: number, taken: readonly TakenEvent[]) {
  const { app, from, places, fromMs, toMs, direction, repeats } = question;
  const members = new Set(countedSlowly(question, [from], asOfMs, taken).map(({ visitorKey }) => visitorKey));
  const sessions = new Map<string, TakenEvent[]>();
  for (const event of inOrder(knownSlowly(question, asOfMs, taken))) {
    const isPlace = places === null || places.includes(event.name) || fills(from, event);
    const isNear = event.atMs >= fromMs - longestSessionMs && event.atMs < toMs + longestSessionMs;
    const isHere = app === null || event.app === app;
    if (event.sessionId === null || event.bot || !isPlace || !isNear || !isHere) continue;
    if (!members.has(event.visitorKey)) continue;
    const key = `${event.visitorKey} ${event.sessionId}`;
    sessions.set(key, [...(sessions.get(key) ?? []), event]);
  }
  return [...sessions.values()].flatMap((forth) => {
    const all = direction === "next" ? forth : forth.toReversed();
    const first = all.findIndex((event) => fills(from, event));
    const start = all[first];
    if (start === undefined || start.atMs < fromMs || start.atMs >= toMs) return [];
    const label = (event: TakenEvent) => `${event.name} ${fills(from, event)}`;
    const names: EventName[] = [];
    for (let at = first + 1; at < all.length; at += 1) {
      const [event, before] = [all[at], all[at - 1]];
      if (!event || !before) continue;
      if (repeats === "kept" || label(event) !== label(before)) names.push(event.name);
    }
    return [{ visitor: start.visitorKey, startMs: start.atMs, places: names }];
  });
}
