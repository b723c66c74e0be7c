import { deviceClasses, type EventFilter, type EventName, Segment, type VisitorCondition } from "@flywheel/vocabulary";
import { appIds } from "@flywheel/vocabulary/apps";
import { suggestKey } from "../form-parts/suggest-key.ts";

/** What was chosen for one condition of a segment that somebody writes. */
export type ConditionChoice = {
  readonly attribute: "device" | "app" | "browser" | "build" | "tenure" | "event" | "seen" | "first";
  /** False: is not, or did not. */
  readonly is: boolean;
  /** Of a closed list. */
  readonly values: readonly string[];
  /** Of an open one, with commas between. */
  readonly text: string;
  readonly event: EventName;
  /** What the event's fields must be: of a segment that was not written here. Null: anything. */
  readonly where: NonNullable<EventFilter["where"]> | null;
  readonly atLeast: number;
  /** NaN: ever. */
  readonly withinDays: number;
  /** Of a cohort, [fromMs, toMs). NaN: not said yet. */
  readonly fromMs: number;
  readonly toMs: number;
};

export const blankCondition: ConditionChoice = {
  attribute: "device",
  is: true,
  values: [],
  text: "",
  event: "prompt.submitted",
  where: null,
  atLeast: 1,
  withinDays: Number.NaN,
  fromMs: Number.NaN,
  toMs: Number.NaN,
};

export type WrittenSegment =
  | { readonly outcome: "ready"; readonly segment: Segment }
  | { readonly outcome: "refused"; readonly reason: string };

/** Whom the choices mean, or what is missing of them. */
export function writtenSegment(name: string, choices: readonly ConditionChoice[]): WrittenSegment {
  if (suggestKey(name) === "") return refused("Name the segment, with a letter or a digit in it.");
  const empty = choices.findIndex((choice) => !isFilled(choice));
  if (empty >= 0) return refused(`Choose or write at least one value in condition ${empty + 1}.`);
  const odd = choices.findIndex((choice) => choice.attribute === "event" && !isPossible(choice));
  if (odd >= 0) {
    return refused(`Fill in a whole number of times, 1 or more, and at most 400 days, in condition ${odd + 1}.`);
  }
  const undated = choices.findIndex((choice) => isCohort(choice) && !(choice.fromMs < choice.toMs));
  if (undated >= 0) return refused(`Say between which two moments, the later one last, in condition ${undated + 1}.`);
  const both = choices.findIndex(({ attribute, values }) => attribute === "tenure" && values.length > 1);
  if (both >= 0) return refused(`Everybody is in it, or nobody: choose one of the two in condition ${both + 1}.`);
  const all = choices.map(conditionOf);
  const nobody = all.findIndex((it) => it.kind === "property" && it.in.length === 0);
  if (nobody >= 0) return refused(`Nobody is in it: condition ${nobody + 1} leaves every value out.`);
  const { data } = Segment.safeParse({ key: suggestKey(name), name: name.trim(), all });
  return data
    ? { outcome: "ready", segment: data }
    : refused("Use at most 80 characters for the name, and at most 64 for each value.");
}

const refused = (reason: string): WrittenSegment => ({ outcome: "refused", reason });

const isFilled = ({ attribute, values, text }: ConditionChoice): boolean => {
  if (attribute === "event" || attribute === "seen" || attribute === "first") return true;
  return attribute === "browser" || attribute === "build" ? listOf(text).length > 0 : values.length > 0;
};

const isCohort = ({ attribute }: ConditionChoice): boolean => attribute === "seen" || attribute === "first";

const isPossible = ({ atLeast, withinDays }: ConditionChoice): boolean =>
  Number.isInteger(atLeast) &&
  atLeast >= 1 &&
  atLeast <= 10_000 &&
  (Number.isNaN(withinDays) || (withinDays * dayMs >= 60_000 && withinDays <= 400));

const dayMs = 86_400_000;

function conditionOf(choice: ConditionChoice): VisitorCondition {
  const { attribute, is, values, text, atLeast, withinDays, fromMs, toMs } = choice;
  // What is not of a list is the rest of it: a condition itself has no "not".
  const rest = (all: readonly string[]) => all.filter((it) => values.includes(it) === is);
  switch (attribute) {
    case "device":
      return { kind: "property", property: "device", in: rest(deviceClasses) };
    case "app":
      return { kind: "property", property: "app", in: rest(appIds) };
    case "browser":
    case "build":
      return { kind: "property", property: attribute, in: listOf(text) };
    case "tenure":
      return { kind: "tenure", is: values.includes("new") === is ? "new" : "returning" };
    case "event":
      return {
        kind: "behaviour",
        of: filterOf(choice),
        did: is,
        atLeast,
        withinMs: Number.isNaN(withinDays) ? null : Math.round(withinDays * dayMs),
      };
    case "seen":
      return { kind: "cohort", of: null, fromMs, toMs };
    case "first":
      return { kind: "cohort", of: filterOf(choice), fromMs, toMs };
  }
}

const filterOf = ({ event, where }: ConditionChoice): EventFilter =>
  where === null ? { name: event } : { name: event, where };

/** Each once, in the order in which they were written. */
const listOf = (text: string): string[] => [
  ...new Set(
    text
      .split(",")
      .map((it) => it.trim())
      .filter(Boolean),
  ),
];
