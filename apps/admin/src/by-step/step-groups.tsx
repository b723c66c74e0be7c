import { formatCount, formatShare } from "@flywheel/ui";
import { Table, Text } from "@mantine/core";
import { sayInterval, sayShare } from "../by-week/amounts.ts";
import { breakdowns } from "./step-words.ts";
import type { StepsProps } from "./steps-chart.tsx";

/** The same funnel of each value that the first step of a visitor's path had; those with the most visitors first. */
export function StepGroups({ answer: { groups, question }, names }: StepsProps) {
  if (question.breakdown === null || groups.length === 0) return null;
  const by = breakdowns[question.breakdown];
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={260 + 120 * names.length}
      // Scrolled with the keyboard too, so it takes the focus.
      role="group"
      aria-label="Groups, to be scrolled"
      tabIndex={0}
    >
      <Table aria-label={`By ${by.toLowerCase()}`} style={{ fontVariantNumeric: "tabular-nums" }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{by} at the first step</Table.Th>
            {names.map(({ title }, at) => (
              <Table.Th key={at} scope="col" ta="right">
                {title}
              </Table.Th>
            ))}
            <Table.Th scope="col" ta="right">
              Not over yet
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map(({ value, steps: [first, ...later] }) => (
            <Table.Tr key={JSON.stringify(value)}>
              <Table.Th scope="row" fw={550}>
                {value ?? "not said"}
              </Table.Th>
              <Table.Td ta="right">{formatCount(first?.reached ?? 0)}</Table.Td>
              {later.map(({ reached, intervalFromFirst }, at) => (
                <Table.Td key={at} ta="right">
                  {formatCount(reached)}
                  <Text size="xs" c="dimmed">
                    {formatShare(reached, first?.reached ?? 0)}
                  </Text>
                  {intervalFromFirst ? (
                    <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
                      ({sayInterval(intervalFromFirst, sayShare)})
                    </Text>
                  ) : null}
                </Table.Td>
              ))}
              <Table.Td ta="right">{formatCount(first?.open ?? 0)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
