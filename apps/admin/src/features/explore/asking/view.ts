import { type EventFilter, journey, type Segment } from "@flywheel/vocabulary";
import { appIds } from "@flywheel/vocabulary/apps";
import { breakdownIds, orderIds, windowIds } from "../../../by-step/step-words.ts";
import { readSegment, writeSegment } from "../../../segments/segment-address.ts";
import { asText, type Choice, oneOf, orNone } from "./choice.ts";
import { parseEvent, parseEvents, printEvent, printEvents } from "./event-text.ts";
import { type AskedKind, askedKinds } from "./kinds.ts";
import { firstPeriod, parsePeriod, printPeriod } from "./period.ts";
import { isZone } from "./zone.ts";

const event = (first: EventFilter) => asText(first, parseEvent, printEvent);
const whichSegment: Choice<Segment | null> = {
  read: readSegment,
  write: (segment) => (segment === null ? undefined : writeSegment(segment)),
};
const eventOrNone = asText<EventFilter | null>(null, parseEvent, (it) => (it === null ? "" : printEvent(it)));
const opening: readonly EventFilter[] = [{ ...journey.visited }];
const firstSteps: readonly EventFilter[] = [journey.visited, journey.asked, journey.kept].map((it) => ({ ...it }));
/** So many the server takes. */
export const mostEvents = 20;
export const [fewestSteps, mostSteps] = [2, 10];

/** Everything that can be chosen, whatever is asked. */
const choices = {
  ask: oneOf(askedKinds, "trend"),
  period: asText(firstPeriod, parsePeriod, printPeriod),
  app: orNone(appIds),
  segment: whichSegment,
  traffic: oneOf(["real", "simulated"], "real"),
  zone: asText("UTC", (text) => (isZone(text) ? text : null), String),
  week: oneOf([1, 2, 3, 4, 5, 6, 0], 1),
  /** What counts, where any of several events does. */
  of: asText(opening, parseEvents({ least: 1, most: mostEvents }), printEvents),
  per: oneOf(["day", "hour", "week", "month"], "day"),
  by: orNone(["app", "name", "layer", "model", "funding", "device", "browser", "build"]),
  draw: oneOf(["visitors", "events", "per-visitor", "sum", "value-per-visitor", "mean", "p50", "p90"], "visitors"),
  /** The steps of a funnel, and how they follow each other. */
  through: asText(firstSteps, parseEvents({ least: fewestSteps, most: mostSteps }), printEvents),
  order: oneOf(orderIds, "ordered"),
  within: oneOf(windowIds, "1d"),
  without: eventOrNone,
  part: orNone(breakdownIds),
  start: event(journey.visited),
  back: event(journey.visited),
  who: oneOf(["first_ever", "first_in_range", "recurring"], "first_ever"),
  returns: oneOf(["exact", "on_or_after"], "exact"),
  clock: oneOf(["calendar", "rolling"], "calendar"),
  periods: oneOf([7, 4, 8, 12, 14, 28], 7),
  every: oneOf([7, 14, 28], 7),
  from: event(journey.visited),
  direction: oneOf(["next", "previous"], "next"),
  places: oneOf(["visitors", "all"], "visitors"),
  repeats: oneOf(["merged", "kept"], "merged"),
  steps: oneOf([3, 1, 2, 4, 5, 6], 3),
  amount: event(journey.asked),
  take: oneOf(["count", "value"], "count"),
  among: eventOrNone,
  wait: oneOf([30, 0, 10, 60, 120], 30),
} as const satisfies Record<string, unknown>;

type Choices = typeof choices;
export type View = { readonly [Name in keyof Choices]: ReturnType<Choices[Name]["read"]> };

const shared = ["ask", "period", "app", "segment", "traffic", "zone", "week"] as const;
/** What is chosen for one question only. */
const own = {
  trend: ["of", "per", "by", "draw"],
  funnel: ["through", "order", "within", "without", "part"],
  retention: ["start", "back", "who", "returns", "per", "clock", "periods"],
  lifecycle: ["of", "per"],
  stickiness: ["of", "every"],
  paths: ["from", "direction", "places", "repeats", "steps"],
  values: ["amount", "take", "among"],
  unmet: ["wait"],
} as const satisfies Record<AskedKind, readonly (keyof View)[]>;

export function readView(search: Readonly<Record<string, unknown>>): View {
  const read = Object.entries(choices).map(([name, choice]) => [name, choice.read(search[name])]);
  return Object.fromEntries(read) as View;
}

/** Only what is asked and differs from how the page opens. */
export function writeView(view: View): Record<string, string | number | object> {
  const named = [...shared, ...own[view.ask]].flatMap((name) => {
    const choice: Pick<Choice<never>, "write"> = choices[name];
    const written = choice.write(view[name] as never);
    return written === undefined ? [] : [[name, written] as const];
  });
  return Object.fromEntries(named);
}
