import type { Comparison, MetricReadout } from "@flywheel/api/type";
import { type BandPoint, BandSeries, formatCount } from "@flywheel/ui";
import { Stack, Table, Text } from "@mantine/core";
import { formatDay } from "../../words/moments.ts";
import { formatDifference } from "./amounts.ts";
import classes from "./results.module.css";

export type LiftCourseProps = {
  readonly metric: MetricReadout["metric"];
  readonly comparison: Comparison;
  readonly variantName: string;
};

/** How the difference and its band went from day to day: drawn, and the same numbers as a table. */
export function LiftCourse({ metric, comparison, variantName }: LiftCourseProps) {
  const { looks } = comparison;
  if (looks.length === 0) return null;
  const format = (value: number) => formatDifference(metric.unit, value);
  return (
    <Stack gap="xs">
      <Text size="sm" fw={550}>
        {variantName}, day by day
      </Text>
      <BandSeries label={sayCourse(metric, comparison, variantName)} points={looks.map(pointOf)} format={format} />
      <details>
        <summary className={classes.summary}>The same as a table</summary>
        <Table.ScrollContainer minWidth={440}>
          <Table aria-label={`${metric.name}, ${variantName}, day by day`}>
            <Table.Thead>
              <Table.Tr>
                {["End of day", "Visitors", "Difference", "From", "To"].map((name) => (
                  <Table.Th key={name} scope="col">
                    {name}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {looks.map(({ atMs, visitors, difference, interval }) => (
                <Table.Tr key={atMs}>
                  <Table.Td>{formatDay(atMs)}</Table.Td>
                  <Table.Td>{formatCount(visitors)}</Table.Td>
                  <Table.Td>{difference === null ? "undecided" : format(difference)}</Table.Td>
                  <Table.Td>{interval ? format(interval.low) : "undecided"}</Table.Td>
                  <Table.Td>{interval ? format(interval.high) : "undecided"}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </details>
    </Stack>
  );
}

const pointOf = ({ atMs, difference, interval }: Comparison["looks"][number]): BandPoint => ({
  label: formatDay(atMs),
  value: difference,
  low: interval?.low ?? null,
  high: interval?.high ?? null,
});

/** What somebody who cannot see the drawing is told: where it began, and where it is. */
function sayCourse({ name, unit }: MetricReadout["metric"], { looks }: Comparison, variantName: string): string {
  const last = looks.findLast(({ interval }) => interval !== null);
  const known = looks.filter(({ interval }) => interval !== null).length;
  const now =
    last?.difference != null && last.interval
      ? `last ${formatDifference(unit, last.difference)}, between ${formatDifference(unit, last.interval.low)} and ${formatDifference(unit, last.interval.high)}`
      : "undecided so far";
  return `Difference in ${name} of ${variantName} from control over ${looks.length} days, ${known} of them decided; ${now}`;
}
