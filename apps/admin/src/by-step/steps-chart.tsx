import type { FunnelAnswer } from "@flywheel/api/type";
import { formatCount } from "@flywheel/ui";
import { IntervalLegend } from "../asked/interval-legend.tsx";
import { type StepName, stepRows } from "./step-rows.ts";
import classes from "./steps.module.css";

export type StepsProps = { readonly answer: FunnelAnswer; readonly names: readonly StepName[] };

/** Draws a funnel. The bars say nothing that the numbers beside them do not say. */
export function StepsChart({ answer: { steps }, names }: StepsProps) {
  return (
    <>
      <ol className={classes.list} aria-label="Visitors at each step">
        {stepRows(steps, names).map((row, index) => (
          // Two steps may be called alike, so only its place names one.
          <li key={index} className={classes.row}>
            <span className={classes.label}>
              <span className={classes.ordinal}>{index + 1}</span> {row.title}
              {row.event === null ? null : <span className={classes.event}>{row.event}</span>}
            </span>
            <span className={classes.count}>
              {formatCount(row.reached)}
              {row.open > 0 ? <span className={classes.open}> + {formatCount(row.open)} not over yet</span> : null}
            </span>
            <span className={classes.track} aria-hidden="true">
              <span className={classes.reached} style={{ width: `${row.reachedShare * 100}%` }} />
              <span className={classes.stillOpen} style={{ width: `${row.openShare * 100}%` }} />
            </span>
            {row.lines.map((line) => (
              <span key={line} className={classes.note}>
                {line}
              </span>
            ))}
          </li>
        ))}
      </ol>
      {steps.some((it) => it.intervalFromFirst !== null) ? <IntervalLegend where="In brackets, " /> : null}
    </>
  );
}
