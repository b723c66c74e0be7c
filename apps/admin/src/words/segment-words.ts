import { type DeviceClass, deviceClasses, type Segment, type VisitorCondition } from "@flywheel/vocabulary";
import { type AppId, appIds, apps } from "@flywheel/vocabulary/apps";
import { sayDeed } from "./deed-words.ts";
import { deviceNames } from "./device-names.ts";
import { sayLength } from "./length-words.ts";
import { formatDay, formatMoment } from "./moments.ts";

/** Who is in a segment, in one sentence: what they are at a moment, what they did before it, and when they came first. */
export function saySegment({ all }: Pick<Segment, "all">, moment: string = atExposure): string {
  const states = all.flatMap((it) => (it.kind === "property" || it.kind === "tenure" ? [sayState(it)] : []));
  const deeds = all.filter((it) => it.kind === "behaviour");
  const cohorts = all.filter((it) => it.kind === "cohort");
  const clauses = [
    ...(states.length > 0 ? [`, at ${moment}, ${states.join(", and ")}`] : []),
    ...deeds.map((it, at) => ` ${sayBehaviour(it, states.length === 0 && at === 0 ? moment : "it")}`),
    ...cohorts.map((it) => ` ${sayCohort(it)}`),
  ];
  return `Visitors who${clauses.join(", and who")}.`;
}

/** When an experiment judges who is in a segment, and when a question does. */
const atExposure = "their first exposure";
export const atFirstEvent = "the first event of theirs that counts in the period";

type Behaviour = Extract<VisitorCondition, { kind: "behaviour" }>;
type Cohort = Extract<VisitorCondition, { kind: "cohort" }>;

function sayState(condition: Exclude<VisitorCondition, Behaviour | Cohort>): string {
  if (condition.kind === "property") return sayProperty(condition.property, condition.in);
  return condition.is === "new"
    ? "are new (first met less than a day before)"
    : "are returning (first met a day or more before)";
}

function sayProperty(property: "device" | "browser" | "app" | "build", values: readonly string[]): string {
  const either = (names: readonly string[]) => names.join(" or ");
  switch (property) {
    case "device":
      return sayOneOf("on", deviceClasses, values, (it) => deviceNames[it as DeviceClass]?.on ?? it);
    case "app":
      return sayOneOf("in", appIds, values, (it) => apps[it as AppId]?.title ?? it);
    case "browser":
      return `use ${either(values)}`;
    case "build":
      return `have build ${either(values)}`;
  }
}

/** Of a closed list; where most of it is meant, what is left out says it shorter. */
function sayOneOf(
  where: string,
  all: readonly string[],
  values: readonly string[],
  name: (value: string) => string,
): string {
  const others = all.filter((it) => !values.includes(it));
  return others.length > 0 && others.length < values.length
    ? `are not ${where} ${others.map(name).join(" or ")}`
    : `are ${where} ${values.map(name).join(" or ")}`;
}

function sayBehaviour({ of, did, atLeast, withinMs }: Behaviour, moment: string): string {
  const deed = sayDeed(of);
  const time = withinMs === null ? `before ${moment}` : `in the ${sayLength(withinMs)} before ${moment}`;
  if (atLeast === 1) return `${did ? "" : "never "}${deed} ${time}`;
  return `${deed} ${did ? "at least" : "fewer than"} ${atLeast} times ${time}`;
}

function sayCohort({ of, fromMs, toMs }: Cohort): string {
  return `${of === null ? "were first seen" : `first ${sayDeed(of)}`} ${sayBetween(fromMs, toMs)}`;
}

const dayMs = 86_400_000;

/** Whole days by their first and last, everything else to the minute. */
const sayBetween = (fromMs: number, toMs: number): string =>
  fromMs % dayMs === 0 && toMs % dayMs === 0
    ? `from ${formatDay(fromMs)} to ${formatDay(toMs - dayMs)} (UTC)`
    : `from ${formatMoment(fromMs)} until before ${formatMoment(toMs)}`;
