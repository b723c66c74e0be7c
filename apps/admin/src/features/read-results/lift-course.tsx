import type { Comparison, MetricReadout } from "@flywheel/api/type";
import { type BandPoint, BandSeries, formatCount } from "@flywheel/ui";
import { Stack, Table, Text } from "@mantine/core";
import { formatDay } from "../../words/moments.ts";
import { formatDifference, formatLift } from "./amounts.ts";
import classes from "./results.module.css";

export type LiftCourseProps = {
  readonly metric: MetricReadout["metric"];
  readonly comparison: Comparison;
  readonly variantName: string;
};

type Look = Comparison["looks"][number];

/** What is drawn: the lift, or the difference where control is too near to zero for one. */
type Shown = {
  readonly name: "Lift" | "Difference";
  readonly format: (value: number) => string;
  readonly of: (look: Look) => { readonly value: number; readonly low: number; readonly high: number } | null;
};

/** How the lift and its band went from day to day: drawn, and the same numbers as a table. */
export function LiftCourse({ metric, comparison, variantName }: LiftCourseProps) {
  const { looks } = comparison;
  if (looks.length === 0) return null;
  const shown = shownOf(comparison, metric.unit);
  return (
    <Stack gap="xs">
      <Text size="sm" fw={550}>
        {variantName}, day by day
      </Text>
      <Text size="sm" c="dimmed">
        {shown.name === "Lift"
          ? "Relative to control. The band holds the true lift on all days at once, so it may be read every day; while it holds the dashed zero, the variant may be no better."
          : "The difference from control, because control is too near to zero for a lift. The band may be read every day."}
      </Text>
      {looks.some((look) => shown.of(look)) ? (
        <BandSeries
          label={sayCourse(metric, comparison, variantName, shown)}
          points={looks.map((look) => pointOf(look, shown))}
          format={shown.format}
        />
      ) : (
        <Text size="sm">Nothing to draw yet: no day had enough visitors whose time is over.</Text>
      )}
      <details>
        <summary className={classes.summary}>The same as a table</summary>
        <Table.ScrollContainer minWidth={440}>
          <Table aria-label={`${metric.name}, ${variantName}, day by day`}>
            <Table.Thead>
              <Table.Tr>
                {["End of day", "Visitors", shown.name, "From", "To"].map((name) => (
                  <Table.Th key={name} scope="col">
                    {name}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {looks.map((look) => (
                <CourseRow key={look.atMs} look={look} shown={shown} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </details>
    </Stack>
  );
}

function CourseRow({ look, shown }: { readonly look: Look; readonly shown: Shown }) {
  const known = shown.of(look);
  const cells = known
    ? [known.value, known.low, known.high].map(shown.format)
    : ["undecided", "undecided", "undecided"];
  return (
    <Table.Tr>
      <Table.Td>{formatDay(look.atMs)}</Table.Td>
      <Table.Td>{formatCount(look.visitors)}</Table.Td>
      {(["value", "low", "high"] as const).map((column, at) => (
        <Table.Td key={column}>{cells[at]}</Table.Td>
      ))}
    </Table.Tr>
  );
}

/** One scale for all days, chosen by the last day that says anything: lift and difference are never mixed in a line. */
function shownOf({ looks }: Comparison, unit: MetricReadout["metric"]["unit"]): Shown {
  const last = looks.findLast(({ interval }) => interval !== null);
  if (last && last.relative === null) {
    return {
      name: "Difference",
      format: (value) => formatDifference(unit, value),
      of: ({ difference, interval }) => (difference === null || !interval ? null : { value: difference, ...interval }),
    };
  }
  return {
    name: "Lift",
    format: formatLift,
    of: ({ relative }) => relative && { value: relative.lift, ...relative.interval },
  };
}

function pointOf(look: Look, { of }: Shown): BandPoint {
  const known = of(look);
  return {
    label: formatDay(look.atMs),
    value: known?.value ?? null,
    low: known?.low ?? null,
    high: known?.high ?? null,
  };
}

/** What somebody who cannot see the drawing is told: where it began, and where it is. */
function sayCourse(
  { name }: MetricReadout["metric"],
  { looks }: Comparison,
  variantName: string,
  { name: shown, of, format }: Shown,
): string {
  const known = looks.flatMap((look) => of(look) ?? []);
  const last = known.at(-1);
  const now = last
    ? `last ${format(last.value)}, between ${format(last.low)} and ${format(last.high)}`
    : "undecided so far";
  return `${shown} in ${name} of ${variantName} from control over ${looks.length} days, ${known.length} of them decided; ${now}`;
}
