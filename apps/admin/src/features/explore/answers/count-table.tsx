import { Button, Table, Text } from "@mantine/core";
import { useState } from "react";

export type CountRow = {
  readonly key: string;
  readonly head: string;
  /** Beside the head, such as that it is not over yet. */
  readonly note?: string | null;
  readonly cells: readonly (string | null)[];
};
export type CountTableProps = {
  readonly label: string;
  /** The first is of the row heads. */
  readonly columns: readonly string[];
  readonly rows: readonly CountRow[];
};

const mostRows = 40;

/** Counts, and what they are of. A cell without a number says nothing. */
export function CountTable({ label, columns: [first, ...others], rows }: CountTableProps) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, mostRows);
  return (
    <div>
      <Table.ScrollContainer
        type="native"
        minWidth={Math.max(320, 180 + others.length * 90)}
        // Scrolled with the keyboard too, so it takes the focus.
        role="group"
        aria-label={`${label}, to be scrolled`}
        tabIndex={0}
      >
        <Table aria-label={label} style={{ fontVariantNumeric: "tabular-nums" }}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{first}</Table.Th>
              {others.map((name) => (
                <Table.Th key={name} scope="col" ta="right">
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ key, head, note, cells }) => (
              <Table.Tr key={key}>
                <Table.Th scope="row" fw={550}>
                  {head}
                  {note ? (
                    <Text span size="sm" c="dimmed">
                      {` ${note}`}
                    </Text>
                  ) : null}
                </Table.Th>
                {cells.map((cell, at) => (
                  <Table.Td key={others[at]} ta="right">
                    {cell}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {shown.length < rows.length ? (
        <Button variant="default" size="xs" mt="sm" onClick={() => setWhole(true)}>
          Show all {rows.length} rows
        </Button>
      ) : null}
    </div>
  );
}
