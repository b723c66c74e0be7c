import classes from "./charts.module.css";
import { Legend } from "./legend.tsx";

export type Stack = {
  readonly key: string;
  /** Above the line, from it upwards; and below it, downwards. */
  readonly up: readonly number[];
  readonly down: readonly number[];
  /** Not over yet: drawn pale. */
  readonly partial: boolean;
};

export type StackChartProps = {
  readonly label: string;
  readonly stacks: readonly Stack[];
  /** Of the parts above, then of those below. */
  readonly names: readonly string[];
  readonly ends: readonly [string, string];
};

const [width, height] = [600, 200];

/** Parts that add up, interval by interval. */
export function StackChart({ label, stacks, names, ends }: StackChartProps) {
  const most = Math.max(1, ...stacks.map(({ up }) => total(up)));
  const least = Math.max(0, ...stacks.map(({ down }) => total(down)));
  const unit = height / (most + least);
  const step = width / Math.max(1, stacks.length);
  return (
    <div>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {stacks.map(({ key, up, down, partial }, at) => (
          <g key={key} data-partial={partial}>
            {up.map((size, part) => (
              <rect
                key={names[part]}
                data-series={part}
                className={classes.part}
                x={at * step + step * 0.1}
                width={step * 0.8}
                y={(most - total(up.slice(0, part + 1))) * unit}
                height={size * unit}
              />
            ))}
            {down.map((size, part) => (
              <rect
                key={names[up.length + part]}
                data-series={up.length + part}
                className={classes.part}
                x={at * step + step * 0.1}
                width={step * 0.8}
                y={(most + total(down.slice(0, part))) * unit}
                height={size * unit}
              />
            ))}
          </g>
        ))}
        <line className={classes.axis} x1={0} x2={width} y1={most * unit} y2={most * unit} />
      </svg>
      <p className={classes.ends}>
        <span>{ends[0]}</span>
        <span>{ends[0] === ends[1] ? null : ends[1]}</span>
      </p>
      {names.length > 1 ? <Legend of="parts" names={names} /> : null}
    </div>
  );
}

const total = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0);
