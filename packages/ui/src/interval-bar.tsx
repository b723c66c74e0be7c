import classes from "./intervals.module.css";
import type { Scale } from "./scale.ts";

export type IntervalBarProps = {
  readonly scale: Scale;
  readonly low: number;
  readonly high: number;
  readonly value: number;
  readonly tone?: "good" | "bad" | "plain";
};

/** An estimate and its interval on a scale that others share. The numbers stand beside it, so a screen reader skips it. */
export function IntervalBar({ scale, low, high, value, tone = "plain" }: IntervalBarProps) {
  const [from, to] = [scale.at(low), scale.at(high)];
  return (
    <span className={classes.track} data-tone={tone} aria-hidden="true">
      <span className={classes.zero} style={{ left: percent(scale.at(0)) }} />
      <span
        className={classes.interval}
        data-cut-low={low < scale.low || undefined}
        data-cut-high={high > scale.high || undefined}
        style={{ left: percent(from), width: percent(to - from) }}
      />
      <span className={classes.point} style={{ left: percent(scale.at(value)) }} />
    </span>
  );
}

const percent = (share: number) => `${share * 100}%`;
