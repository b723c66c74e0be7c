import { scaleOf } from "@flywheel/ui";
import classes from "./charts.module.css";
import { Legend } from "./legend.tsx";

export type LinePoint = {
  /** Null where nothing is known: the line has a gap there. */
  readonly value: number | null;
  /** Not over yet, or only a part of it is counted: a hollow dot apart from the line, so that nothing looks like a fall. */
  readonly partial?: boolean;
};
export type Line = { readonly name: string; readonly points: readonly LinePoint[] };

export type LineChartProps = {
  /** Says the whole course in words; the numbers stand in a table beside it. */
  readonly label: string;
  readonly lines: readonly Line[];
  /** What stands under the first and the last point. */
  readonly ends: readonly [string, string];
  readonly format: (value: number) => string;
};

type Dot = { readonly x: number; readonly value: number; readonly partial: boolean };

const [width, height] = [600, 180];
/** No more than can be told apart. */
export const mostLines = 6;

export function LineChart({ label, lines, ends, format }: LineChartProps) {
  const known = lines.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  const scale = scaleOf(known);
  const y = (value: number) => (1 - scale.at(value)) * height;
  return (
    <div>
      <p className={classes.ends}>
        <span>{known.length > 0 ? `Highest ${format(Math.max(...known))}` : null}</span>
      </p>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        <line className={classes.axis} x1={0} x2={width} y1={y(0)} y2={y(0)} />
        {lines.map(({ name, points }, at) => (
          <g key={name} data-series={at}>
            {runsOf(points).map((run) => (
              <polyline
                key={run[0]?.x}
                className={classes.line}
                points={run.map((dot) => `${dot.x},${y(dot.value)}`).join(" ")}
              />
            ))}
            {dotsOf(points).map((dot) => (
              <path key={dot.x} d={`M${dot.x} ${y(dot.value)}h0`} className={classes.dot} data-partial={dot.partial} />
            ))}
          </g>
        ))}
      </svg>
      <p className={classes.ends}>
        <span>{ends[0]}</span>
        <span>{ends[0] === ends[1] ? null : ends[1]}</span>
      </p>
      {lines.length > 1 ? <Legend of="lines" names={lines.map(({ name }) => name)} /> : null}
    </div>
  );
}

const xAt = (at: number, of: number) => (of > 1 ? (at / (of - 1)) * width : width / 2);

/** Neighbouring points that are whole. */
function runsOf(points: readonly LinePoint[]): readonly (readonly Dot[])[] {
  const runs: Dot[][] = [[]];
  for (const [at, { value, partial = false }] of points.entries()) {
    if (value === null || partial) runs.push([]);
    else runs.at(-1)?.push({ x: xAt(at, points.length), value, partial });
  }
  return runs.filter((run) => run.length > 1);
}

/** What no line shows: partial points, and whole ones without a whole neighbour. */
function dotsOf(points: readonly LinePoint[]): readonly Dot[] {
  const isWhole = (at: number) => points[at] !== undefined && points[at].value !== null && !points[at].partial;
  return points.flatMap(({ value, partial = false }, at) =>
    value === null || (!partial && (isWhole(at - 1) || isWhole(at + 1)))
      ? []
      : { x: xAt(at, points.length), value, partial },
  );
}
