import type { Answer } from "../asking/questions.ts";
import type { View } from "../asking/view.ts";
import { type Line, mostLines } from "../charts/line-chart.tsx";
import { formatNumber } from "./amounts.ts";
import { isPartial } from "./interval-words.ts";

type TrendAnswer = Answer<"trend">;
type Point = TrendAnswer["points"][number];

export type Drawn = {
  readonly title: string;
  /** In the unit of the events' value, rather than a number of things. */
  readonly isAmount: boolean;
  readonly format: (value: number) => string;
  /** Null where there is nothing to divide by; where there is no point at all, `none`. */
  readonly of: (point: Point) => number | null;
  readonly none: 0 | null;
};

const percentile = (title: string, at: number): Drawn => ({
  title,
  isAmount: true,
  format: formatNumber,
  of: ({ percentiles }) => percentiles[at] ?? null,
  none: null,
});

const drawings: Readonly<Record<View["draw"], Drawn>> = {
  visitors: { title: "Visitors", isAmount: false, format: formatNumber, of: ({ visitors }) => visitors, none: 0 },
  events: { title: "Events", isAmount: false, format: formatNumber, of: ({ events }) => events, none: 0 },
  "per-visitor": {
    title: "Events per visitor",
    isAmount: false,
    format: formatNumber,
    of: ({ events, visitors }) => (visitors > 0 ? events / visitors : null),
    none: null,
  },
  sum: { title: "Sum of the values", isAmount: true, format: formatNumber, of: ({ sum }) => sum, none: 0 },
  "value-per-visitor": {
    title: "Value per visitor",
    isAmount: true,
    format: formatNumber,
    of: ({ sum, visitors }) => (visitors > 0 ? sum / visitors : null),
    none: null,
  },
  mean: {
    title: "Mean of events with a value",
    isAmount: true,
    format: formatNumber,
    of: ({ sum, valued }) => (valued > 0 ? sum / valued : null),
    none: null,
  },
  p50: percentile("Median value", 0),
  p90: percentile("Value that 90 % do not exceed", 1),
};

/** Events without a value have nothing else to draw than how many there are. */
export const drawnOf = ({ question }: Pick<TrendAnswer, "question">, draw: View["draw"]): Drawn =>
  drawings[drawings[draw].isAmount && question.percentiles.length === 0 ? "visitors" : draw];

/** One line for each group, those with the most events first; `left` are not drawn. */
export function linesOf({ intervals, points }: TrendAnswer, drawn: Drawn): { lines: readonly Line[]; left: number } {
  const groups = groupsOf(points);
  const byPlace = new Map(points.map((point) => [`${point.interval} ${point.group}`, point]));
  const lines = groups.slice(0, mostLines).map((group) => ({
    name: group ?? "not said",
    points: intervals.map((interval) => {
      const point = byPlace.get(`${interval.number} ${group}`);
      return { value: point ? drawn.of(point) : drawn.none, partial: isPartial(interval) };
    }),
  }));
  return { lines, left: groups.length - lines.length };
}

function groupsOf(points: readonly Point[]): readonly (string | null)[] {
  const sizes = new Map<string | null, number>();
  for (const { group, events } of points) sizes.set(group, (sizes.get(group) ?? 0) + events);
  return [...sizes].toSorted((a, b) => b[1] - a[1]).map(([group]) => group);
}
