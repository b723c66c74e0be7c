import classes from "./intervals.module.css";
import { type Scale, scaleOf } from "./scale.ts";

/** Null where there was nothing to say on that day: the line has a gap there and guesses nothing. */
export type BandPoint = {
  readonly label: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
};

export type BandSeriesProps = {
  /** Says the whole course in words; the numbers are to stand in a table beside it. */
  readonly label: string;
  readonly points: readonly BandPoint[];
  readonly format: (value: number) => string;
};

type Known = { readonly x: number; readonly value: number; readonly low: number; readonly high: number };

/** A value from day to day with the band that it may lie in. */
export function BandSeries({ label, points, format }: BandSeriesProps) {
  const step = 600 / Math.max(1, points.length - 1);
  const runs = runsOf(points, step);
  const known = runs.flat();
  // The first days know little: their band is cut instead of pressing the later ones flat.
  const last = known.at(-1);
  const most = last ? 4 * Math.max(Math.abs(last.low), Math.abs(last.high), Number.MIN_VALUE) : undefined;
  const scale = scaleOf(
    known.flatMap(({ value, low, high }) => [value, low, high]),
    most,
  );
  return (
    <div>
      <p className={classes.ends}>
        <span>{format(scale.high)}</span>
      </p>
      <svg className={classes.chart} viewBox="0 0 600 180" preserveAspectRatio="none" role="img" aria-label={label}>
        <line className={classes.axis} x1={0} x2={600} y1={y(scale, 0)} y2={y(scale, 0)} />
        {runs.map((run) => (
          <g key={run[0]?.x}>
            <polygon className={classes.band} points={band(scale, run)} />
            <polyline className={classes.line} points={run.map((at) => `${at.x},${y(scale, at.value)}`).join(" ")} />
          </g>
        ))}
      </svg>
      <p className={classes.ends}>
        <span>{format(scale.low)}</span>
      </p>
      <p className={classes.ends}>
        <span>{points[0]?.label}</span>
        <span>{points.length > 1 ? points.at(-1)?.label : null}</span>
      </p>
    </div>
  );
}

function runsOf(points: readonly BandPoint[], step: number): readonly (readonly Known[])[] {
  const runs: Known[][] = [[]];
  for (const [index, { value, low, high }] of points.entries()) {
    if (value === null || low === null || high === null) runs.push([]);
    else runs.at(-1)?.push({ x: index * step, value, low, high });
  }
  return runs.filter((run) => run.length > 0);
}

const y = (scale: Scale, value: number) => (1 - scale.at(value)) * 180;

const band = (scale: Scale, run: readonly Known[]) =>
  [
    ...run.map(({ x, high }) => `${x},${y(scale, high)}`),
    ...run.toReversed().map(({ x, low }) => `${x},${y(scale, low)}`),
  ].join(" ");
