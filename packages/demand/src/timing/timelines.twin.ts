import type { TakenEvent } from "@flywheel/vocabulary";
import { countedSlowly, knownSlowly } from "../asking/asking.twin.ts";
import { calendarOf, numberAt } from "../asking/calendar.ts";
import type { Timeline, TimelineWeek } from "./timelines.ts";
import type { Timelines } from "./timelines-question.ts";

/** The same from raw events, one visitor at a time; visitors are not put together. */
export function timelinesSlowly(
  question: Timelines,
  asOfMs: number,
  taken: readonly TakenEvent[],
): readonly Timeline[] {
  const { app, toMs } = question;
  const known = knownSlowly(question, asOfMs, taken).filter((it) => !it.bot && it.atMs < toMs);
  const calendar = calendarOf(question);
  const weekOf = (events: readonly TakenEvent[]) =>
    numberAt(calendar, "week", Math.min(...events.map(({ atMs }) => atMs)));
  const grants = known.filter((it) => it.name === "credits.granted" && it.fields.funding === "granted");
  const until = (campaign: unknown) => Math.max(...grants.filter((it) => it.fields.campaign === campaign).map(week));
  const week = (event: TakenEvent) => weekOf([event]);

  const telling = known.filter((it) => tells.has(it.name) && (app === null || it.app === app));
  const members = membersSlowly(question, asOfMs, taken);
  return [...new Set(telling.map(({ visitorKey }) => visitorKey))]
    .filter((visitor) => members === null || members.has(visitor))
    .flatMap((visitor): Timeline[] => {
      const theirs = telling.filter(({ visitorKey }) => visitorKey === visitor);
      const weeks = new Map<number, TimelineWeek>();
      for (const events of requestsOf(theirs, week)) {
        const number = weekOf(events);
        const old = weeks.get(number) ?? { ...nothing, week: number };
        weeks.set(number, together(old, judged(events, question.statedWaitMs)));
      }
      const mine = grants.filter(({ visitorKey }) => visitorKey === visitor);
      const came = known.some((it) => it.visitorKey === visitor && isCampaignVisit(it));
      const campaigns = mine.flatMap(({ fields }) => fields.campaign ?? []);
      const line = [...weeks.values()]
        .filter((it) => it.own || it.granted || it.purchased || it.short)
        .sort((a, b) => a.week - b.week);
      if (line.length === 0) return [];
      return [
        {
          visitors: 1,
          incentivised: mine.length > 0 || (question.incentives === "grants-and-campaigns" && came),
          grantsUntil: campaigns.length === 0 ? null : Math.max(...campaigns.map(until)),
          weeks: line,
        },
      ];
    });
}

/** Null when everybody is. */
function membersSlowly(question: Timelines, asOfMs: number, taken: readonly TakenEvent[]): ReadonlySet<bigint> | null {
  if (question.segment === null) return null;
  const entering = [...tells].map((name) => ({ name }));
  return new Set(countedSlowly(question, entering, asOfMs, taken).map(({ visitorKey }) => visitorKey));
}

function requestsOf(events: readonly TakenEvent[], week: (event: TakenEvent) => number) {
  const requests = new Map<string, TakenEvent[]>();
  for (const event of events) {
    const key = event.requestId ?? `none ${week(event)}`;
    requests.set(key, [...(requests.get(key) ?? []), event]);
  }
  return requests.values();
}

const nothing = { own: false, granted: false, purchased: false, short: false };

function judged(request: readonly TakenEvent[], statedWaitMs: number) {
  const some = (name: string, holds: (event: TakenEvent) => boolean = () => true) =>
    request.some((event) => event.name === name && holds(event));
  const delivered = some("inference.completed") && !some("answer.awaited");
  const onGrants = some("inference.completed", ({ fields }) => fields.funding === "granted");
  const missed =
    some("model.missed") ||
    some("inference.failed") ||
    some("inference.refused", ({ fields }) => supplyReasons.includes(String(fields.reason))) ||
    some("answer.awaited", ({ value }) => (value ?? 0) >= statedWaitMs);
  return {
    own: delivered && !onGrants,
    granted: delivered && onGrants,
    purchased:
      some("payment.settled", ({ fields }) => fields.funding === "purchased") &&
      some("inference.requested", ({ fields }) => fields.hosted === true),
    short: missed && !delivered,
  };
}

const together = (a: TimelineWeek, b: typeof nothing): TimelineWeek => ({
  week: a.week,
  own: a.own || b.own,
  granted: a.granted || b.granted,
  purchased: a.purchased || b.purchased,
  short: a.short || b.short,
});

const isCampaignVisit = ({ name, fields }: TakenEvent) =>
  name === "session.started" && fields.entry === "campaign" && fields.first === true;

const supplyReasons = ["no-capacity", "no-active-node", "unknown-model"];
const tells = new Set<TakenEvent["name"]>([
  "inference.requested",
  "inference.completed",
  "payment.settled",
  "answer.awaited",
  "inference.refused",
  "model.missed",
  "inference.failed",
]);
