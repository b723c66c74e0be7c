import { formatCount } from "@flywheel/ui";
import { Badge, Table, Text, Title } from "@mantine/core";
import { sayInterval, sayPoints } from "../../by-week/amounts.ts";
import scopeClasses from "../../by-week/by-week.module.css";
import { WideTable } from "../../by-week/wide-table.tsx";
import type { Signals, Thresholds } from "./answer.ts";
import {
  noSurvey,
  readingOf,
  type SignalRow,
  sayMaturity,
  sayThreshold,
  sayWithheld,
  signalRows,
} from "./signal-words.ts";

const columns = ["Signal", "Reads", "Value", "95 % interval", "n", "Threshold", "Maturity", "What it is"];

/** Everything that speaks for demand or against it. Only what is on one side with its whole interval is said to be. */
export function SignalsTable({ signals, thresholds }: { readonly signals: Signals; readonly thresholds: Thresholds }) {
  return (
    <section aria-label="Signals">
      <Title order={3} fz="md" mb={4}>
        Signals
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Of weeks that are over, the survey of the whole range. A signal is above or below its threshold only with its
        whole interval.
      </Text>
      <WideTable label="Signals" minWidth={320} columns={columns}>
        {signalRows(signals, thresholds).map((row) => (
          <Table.Tr key={row.key}>
            <Table.Th scope="row">{row.name}</Table.Th>
            <Cells row={row} />
            <Table.Td className={scopeClasses.words} miw={170}>
              {row.what}
            </Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
      <Text size="sm" mt="xs">
        {sayTaper(signals.subsidy.taper)}
      </Text>
    </section>
  );
}

function Cells({ row: { signal, say, unit } }: { readonly row: SignalRow }) {
  if (signal === null || signal.is === "withheld") {
    return (
      <Table.Td colSpan={columns.length - 2}>
        <span className={scopeClasses.withheld}>{signal === null ? noSurvey : sayWithheld(signal, unit)}</span>
      </Table.Td>
    );
  }
  const { title, color } = readingOf(signal);
  return (
    <>
      <Table.Td>
        <Badge color={color} variant="light" miw="max-content">
          {title}
        </Badge>
      </Table.Td>
      <Table.Td>{say(signal.estimate)}</Table.Td>
      <Table.Td>{sayInterval(signal.interval, say)}</Table.Td>
      <Table.Td>
        {formatCount(signal.n)} {unit}
      </Table.Td>
      <Table.Td className={scopeClasses.words} miw={96}>
        {sayThreshold(signal, say)}
      </Table.Td>
      <Table.Td className={scopeClasses.words} miw={72}>
        {sayMaturity(signal)}
      </Table.Td>
    </>
  );
}

/** A subsidy that tapers falls with its whole interval. */
export function sayTaper(taper: Signals["subsidy"]["taper"]): string {
  if (taper === null) return "Whether the subsidy of the whole network tapers cannot be told yet.";
  const change = `its share changes by ${sayPoints(taper.perWeek)} points a week (95 %: ${sayInterval(taper.interval, sayPoints)})`;
  return taper.tapers
    ? `The subsidy of the whole network tapers: ${change}.`
    : `It is not sure that the subsidy of the whole network tapers: ${change}.`;
}
