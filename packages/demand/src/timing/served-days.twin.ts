import { journey, type TakenEvent } from "@flywheel/vocabulary";
import { countedSlowly, knownSlowly } from "../asking/asking.twin.ts";
import type { ActiveDays } from "./power-users.ts";
import type { Timelines } from "./timelines-question.ts";

const dayMs = 86_400_000;

/** The same by going through the requests of each visitor with a calendar of plain dates. */
export function servedDaysSlowly(question: Timelines, asOfMs: number, taken: readonly TakenEvent[]): ActiveDays | null {
  const { app, timeZone, fromMs, toMs } = question;
  const dates = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  const dayAt = (atMs: number) => Date.parse(`${dates.format(atMs)}T00:00:00Z`) / dayMs;
  const last = dayAt(Math.min(toMs, asOfMs)) - 1;
  if (dayAt(fromMs - 1) >= last - 27) return null;

  const here = knownSlowly(question, asOfMs, taken).filter(
    (it) => !it.bot && it.atMs < toMs && (app === null || it.app === app),
  );
  const members = new Set(countedSlowly(question, [journey.served], asOfMs, taken).map((it) => it.visitorKey));
  const daysOf = [...members].map((visitor) => {
    const theirs = here.filter(({ visitorKey, requestId }) => visitorKey === visitor && requestId !== null);
    const wasGivenUp = (request: TakenEvent["requestId"]) =>
      theirs.some(({ name, requestId }) => name === "answer.awaited" && requestId === request);
    const completed = theirs.filter(({ name, atMs }) => {
      const day = dayAt(atMs);
      return name === "inference.completed" && day >= last - 27 && day <= last;
    });
    const served = [...new Set(completed.map(({ requestId }) => requestId))].filter((it) => !wasGivenUp(it));
    return new Set(
      served.map((request) =>
        Math.min(...completed.filter((it) => it.requestId === request).map(({ atMs }) => dayAt(atMs))),
      ),
    ).size;
  });
  return { visitors: Array.from({ length: 28 }, (_, place) => daysOf.filter((days) => days === place + 1).length) };
}
