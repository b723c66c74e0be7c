import { type DeviceClass, deviceClasses, type Segment, type VisitorCondition } from "@flywheel/vocabulary";
import { type AppId, appIds, apps } from "@flywheel/vocabulary/apps";
import { sayDeed } from "./deed-words.ts";
import { deviceNames } from "./device-names.ts";
import { sayLength } from "./length-words.ts";

/** Who is in a segment, in one sentence. All of it is of the moment at which a visitor was first exposed. */
export const saySegment = ({ all }: Pick<Segment, "all">): string =>
  `Visitors who, at their first exposure, ${all.map(sayCondition).join(", and ")}.`;

/** After "visitors who". */
export function sayCondition(condition: VisitorCondition): string {
  switch (condition.kind) {
    case "property":
      return sayProperty(condition.property, condition.in);
    case "tenure":
      return condition.is === "new"
        ? "are new (first met less than a day before)"
        : "are returning (first met a day or more before)";
    case "behaviour":
      return sayBehaviour(condition);
  }
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

function sayBehaviour({ of, did, atLeast, withinMs }: Extract<VisitorCondition, { kind: "behaviour" }>): string {
  const deed = sayDeed(of);
  const time = withinMs === null ? "before" : `in the ${sayLength(withinMs)} before`;
  if (atLeast === 1) return `${did ? "" : "never "}${deed} ${time}`;
  return `${deed} ${did ? "at least" : "fewer than"} ${atLeast} times ${time}`;
}
