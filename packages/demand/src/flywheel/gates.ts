import type { Trajectory } from "./visitor-weeks.ts";
import { causes, journeyLevels, type VisitorWeek } from "./week-code.ts";

/** Layers whose gate a visitor-week passes or not, in the order in which a week meets them. */
export const gatedLayers = [
  "applications",
  "models",
  "incentives",
  "compute",
  "users",
  "payments",
  "verification",
  "trust",
  "usage",
] as const;
export type GatedLayer = (typeof gatedLayers)[number];

/**
 * Tenure, whether they came the week before, and app: who is compared with whom. To come is before all gates. Were it to
 * be served, whoever always fails a gate would be compared with those alone who pass it and fail a later one, and two
 * layers that hold back alike would not look alike (decision 0065).
 */
export const strataCount = 3 * 4;

/** Within so many weeks somebody who is active again has come back. */
export const returnWeeks = 4;

/** One visitor-week as the opportunities see it. */
export type JudgedWeek = {
  readonly week: number;
  readonly stratum: number;
  readonly own: VisitorWeek;
  /**
   * By layer: whether its gate was passed; null for who did not enter it, or cannot be judged yet. Incentives and compute
   * share one gate, served: a week that supply failed there is one of either, which only the network's facts can tell.
   */
  readonly passed: Readonly<Record<GatedLayer, boolean | null>>;
  /** Purchased requests of the week after. */
  readonly outcome: number;
};

/** The weeks of a visitor in [first, last] whose next week is closed; `lastClosed` is the last week that is over. */
export function judgedWeeks(
  { weeks }: Pick<Trajectory, "weeks">,
  { first, lastClosed }: { readonly first: number; readonly lastClosed: number },
): readonly JudgedWeek[] {
  return weeks.flatMap((own, place) => {
    const { week } = own;
    if (week < first || week >= lastClosed) return [];
    const next = weeks[place + 1];
    const before = weeks[place - 1];
    const cameBefore = before !== undefined && before.week === week - 1 && before.level >= levelOf("reached");
    const tenure = place === 0 ? 0 : cameBefore ? 2 : 1;
    return [
      {
        week,
        own,
        stratum: tenure * 4 + own.apps,
        passed: passedOf(own, returnedOf(weeks, place, lastClosed)),
        outcome: next?.week === week + 1 ? next.purchased : 0,
      },
    ];
  });
}

/** Null while somebody who has not come back still may. */
function returnedOf(weeks: Trajectory["weeks"], place: number, lastClosed: number): boolean | null {
  const from = weeks[place]?.week ?? 0;
  if (from + returnWeeks > lastClosed) return null;
  return weeks.slice(place + 1).some(({ week, served }) => served > 0 && week <= from + returnWeeks);
}

const levelOf = (level: (typeof journeyLevels)[number]): number => journeyLevels.indexOf(level) + 1;

/** Turned away at the gate of supply for what is no matter of supply: for want of credits, or as not allowed. */
export const isDenied = (week: VisitorWeek): boolean =>
  week.level === levelOf("hosted") && week.denied === 1 && causes[week.cause] !== "supply";

function passedOf(week: VisitorWeek, returned: boolean | null): JudgedWeek["passed"] {
  const between = (from: (typeof journeyLevels)[number], to: (typeof journeyLevels)[number]) =>
    week.level < levelOf(from) ? null : week.level >= levelOf(to);
  const hosting = isDenied(week) ? null : between("hosted", "served");
  return {
    applications: between("reached", "asked"),
    models: between("asked", "hosted"),
    incentives: hosting,
    compute: hosting,
    users: between("served", "kept"),
    payments: between("kept", "paid"),
    verification: week.level < levelOf("kept") ? null : week.verified === 1,
    trust: week.metProof === 0 ? null : week.trusted === 1,
    usage: week.served === 0 ? null : returned,
  };
}
