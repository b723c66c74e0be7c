import type { Arm } from "@flywheel/api/type";
import { formatCount } from "@flywheel/ui";
import { Table, Text } from "@mantine/core";

/** Where every visitor who was exposed went, so that no loss is hidden. */
export function ArmsTable({ arms }: { readonly arms: readonly Arm[] }) {
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table aria-label="Visitors per variant" style={{ fontVariantNumeric: "tabular-nums" }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Variant</Table.Th>
            {["Planned", "Assigned", "Excluded", "Immature", "Analysed"].map((name) => (
              <Table.Th key={name} scope="col" ta="right">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {arms.map(({ key, name, weight, assigned, excluded, immature, analysed }, index) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" fw={550}>
                {name}
                {index === 0 ? (
                  <Text span size="sm" c="dimmed">
                    {" "}
                    control
                  </Text>
                ) : null}
              </Table.Th>
              <Table.Td ta="right">{Math.round(weight * 1000) / 10} %</Table.Td>
              {Object.entries({ assigned, excluded, immature, analysed }).map(([column, count]) => (
                <Table.Td key={column} ta="right">
                  {formatCount(count)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
