import { formatCount, formatShare } from "@flywheel/ui";
import { Table, Text, VisuallyHidden } from "@mantine/core";
import { sayInterval, sayShare } from "../../../by-week/amounts.ts";
import type { Answer } from "../asking/questions.ts";
import { nameInterval } from "./interval-words.ts";
import classes from "./retention.module.css";

type RetentionTableProps = Pick<Answer<"retention">, "cohorts" | "average" | "question">;

/** One row for each cohort with somebody in it, the oldest first; the last row is over all of them. */
export function RetentionTable({ cohorts, average, question }: RetentionTableProps) {
  const { interval, timeZone, periods } = question;
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={Math.max(320, 200 + periods * 72)}
      // Scrolled with the keyboard too, so it takes the focus.
      role="group"
      aria-label="Retention, to be scrolled"
      tabIndex={0}
    >
      <Table aria-label="Retention" style={{ fontVariantNumeric: "tabular-nums" }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Started</Table.Th>
            <Table.Th scope="col" ta="right">
              Visitors
            </Table.Th>
            {average.map((_, at) => (
              <Table.Th key={periodName(interval, at)} scope="col" ta="right">
                {periodName(interval, at)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cohorts
            .filter(({ size }) => size > 0)
            .map(({ number, startMs, open, cut, size, returned, intervals }) => (
              <Table.Tr key={number}>
                <Table.Th scope="row" fw={550} className={classes.head}>
                  {nameInterval(interval, startMs, timeZone)}
                  {open || cut ? (
                    <Text span size="sm" c="dimmed">
                      {open ? " may still grow" : " only partly in the period"}
                    </Text>
                  ) : null}
                </Table.Th>
                <Table.Td ta="right">{formatCount(size)}</Table.Td>
                {returned.map((count, at) => (
                  <Cell key={periodName(interval, at)} count={count} of={size} within={intervals[at] ?? null} />
                ))}
              </Table.Tr>
            ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row" colSpan={2} fw={550}>
              All whose time is over
            </Table.Th>
            {average.map(({ size, returned, interval: within }, at) => (
              <Cell key={periodName(interval, at)} count={size > 0 ? returned : null} of={size} within={within} isSum />
            ))}
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  );
}

type CellProps = {
  readonly count: number | null;
  readonly of: number;
  readonly within: Answer<"retention">["average"][number]["interval"];
  readonly isSum?: boolean;
};

/**
 * The shade says nothing that the numbers do not say. Cohorts have their size in the row; sums have it in the cell,
 * and their interval. A cohort's is shown when it is pointed at: a table of two more numbers each could not be read.
 */
function Cell({ count, of, within, isSum = false }: CellProps) {
  if (count === null) {
    return (
      <Table.Td className={classes.empty}>
        <VisuallyHidden>not over yet</VisuallyHidden>
      </Table.Td>
    );
  }
  return (
    <Table.Td
      ta="right"
      className={classes.cell}
      {...(within && !isSum ? { title: `95 % interval ${sayInterval(within, sayShare)}` } : {})}
      style={{ "--share": `${of > 0 ? (count / of) * 45 : 0}%` }}
    >
      {formatShare(count, of)}
      <Text size="xs" className={classes.count}>
        {isSum ? `${formatCount(count)} of ${formatCount(of)}` : formatCount(count)}
      </Text>
      {isSum && within ? (
        <Text size="xs" className={`${classes.count} ${classes.within}`}>
          <span>{sayShare(within.low)}</span> <span>to {sayShare(within.high)}</span>
        </Text>
      ) : null}
    </Table.Td>
  );
}

const periodName = (interval: string, at: number) =>
  `${interval.charAt(0).toUpperCase()}${interval.slice(1)} ${at + 1}`;
