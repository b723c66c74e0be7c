import type { BatchCard } from "@flywheel/api/type";
import { EmptyState, formatCount, Panel } from "@flywheel/ui";
import { Badge } from "@mantine/core";
import { formatMoment } from "../../words/moments.ts";
import { Facts } from "./facts.tsx";
import classes from "./network.module.css";

const reasons = {
  size: "it was full",
  idle: "no receipt came for a while",
  age: "its first receipt had waited long enough",
} as const satisfies Record<BatchCard["because"], string>;

export function BatchesPanel({ batches }: { readonly batches: readonly BatchCard[] }) {
  return (
    <Panel title="Latest batches" lead="Receipts sealed under one Merkle root, newest first.">
      {batches.length === 0 ? (
        <EmptyState title="No batches yet">The first is flushed once something was served.</EmptyState>
      ) : (
        <ul className={classes.list} aria-label="Batches, newest first">
          {batches.map(({ root, because, size, flushedMs, confirmedMs }) => (
            <li key={root} className={classes.item}>
              <div className={classes.head}>
                <h3 className={classes.hash}>{root}</h3>
                <Badge color={confirmedMs === null ? "gray" : "pine"}>
                  {confirmedMs === null ? "Not confirmed yet" : "Confirmed"}
                </Badge>
              </div>
              <Facts
                facts={[
                  { label: "Receipts", value: formatCount(size) },
                  { label: "Flushed", value: formatMoment(flushedMs) },
                  { label: "Because", value: reasons[because] },
                ]}
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
