import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./by-week.module.css";

export type WideTableProps = {
  readonly label: string;
  /** Narrower than this it is scrolled: with the keyboard too, so it takes the focus. */
  readonly minWidth: number;
  readonly columns: readonly string[];
  /** Rows. */
  readonly children: ReactNode;
};

/** A table that may be wider than a phone. */
export function WideTable({ label, minWidth, columns, children }: WideTableProps) {
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={minWidth}
      role="group"
      aria-label={`${label}, to be scrolled`}
      tabIndex={0}
    >
      <Table aria-label={label} className={classes.wide}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((name) => (
              <Table.Th key={name} scope="col">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
