import type { FunnelAnswer } from "@flywheel/api/type";
import { formatCount } from "@flywheel/ui";
import { IntervalLegend } from "../../asked/interval-legend.tsx";
import { chartRows } from "./chart-rows.ts";
import classes from "./funnel-chart.module.css";
import { gateNames } from "./gate-names.ts";

/** Draws an answer. The bars say nothing that the numbers beside them do not say. */
export function FunnelChart({ answer }: { readonly answer: FunnelAnswer }) {
  return (
    <>
      <ol className={classes.list} aria-label="Visitors at each step">
        {chartRows(answer).map((row, index) => (
          <li key={row.gate} className={classes.row}>
            <span className={classes.label}>
              <span className={classes.ordinal}>{index + 1}</span> {gateNames[row.gate]}
              <span className={classes.event}>{row.event}</span>
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
      {answer.steps.some((it) => it.intervalFromFirst !== null) ? <IntervalLegend where="In brackets, " /> : null}
    </>
  );
}
