import classes from "./bars.module.css";
import { Track } from "./bars.tsx";
import { formatCount, formatShare } from "./numbers.ts";

export type FunnelStep = {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  /** Something more about the step, such as its median time. */
  readonly detail?: string;
};

/** A funnel. Every share stands beside the two numbers that it is made of. */
export function FunnelBars({
  steps,
  unit,
  label,
}: {
  readonly steps: readonly FunnelStep[];
  /** What is counted, in the plural: "visitors". */
  readonly unit: string;
  readonly label: string;
}) {
  const first = steps[0]?.count ?? 0;
  return (
    <ol className={classes.list} aria-label={label}>
      {steps.map((step, index) => {
        const before = steps[index - 1];
        return (
          <li key={step.key} className={classes.row}>
            <span className={classes.label}>
              <span className={classes.ordinal}>{index + 1}</span> {step.label}
            </span>
            <span className={classes.count}>
              {formatCount(step.count)} {unit}
            </span>
            <Track share={first > 0 ? step.count / first : 0} />
            <span className={classes.note}>
              {before ? fromBefore(step.count, before, first, index) : "start"}
              {step.detail ? ` · ${step.detail}` : ""}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function fromBefore(count: number, before: FunnelStep, first: number, index: number): string {
  const ofBefore = `${formatCount(count)} of ${formatCount(before.count)} from ${before.label}: ${formatShare(count, before.count) ?? "no share, nobody came this far"}`;
  // At the second step the previous one is the first, and one sentence says both.
  if (index < 2) return ofBefore;
  return `${ofBefore} · ${formatShare(count, first) ?? "no share"} of the first step's ${formatCount(first)}`;
}
