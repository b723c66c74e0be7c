import { formatCount } from "@flywheel/ui";
import { Table, Text, Title } from "@mantine/core";
import { sayRatio, sayShare } from "../../../by-week/amounts.ts";
import { WideTable } from "../../../by-week/wide-table.tsx";
import type { LayersSaid } from "./answer.ts";

const columns = ["Model", "Minutes", "rho, 95th percentile", "Minutes at 80 % or more", "Served", "Refused"];

/** How full each model was, minute by minute; nothing where the network has told nothing of it. */
export function CapacityTable({ capacity }: { readonly capacity: LayersSaid["capacity"] }) {
  if (capacity.length === 0) return null;
  return (
    <section aria-label="Capacity">
      <Title order={3} fz="md" mb={4}>
        Capacity
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        rho of a minute is the time that its requests, served and refused, take at the model's mean, as a part of the
        time that slots of active nodes offered; above 1, more was wanted than could be given. A node with several
        models offers its slots to each, so rho is the least that it can be. A minute in which it was wanted without any
        capacity, or in which a model was wanted that served nothing at all, has no rho and counts as full; one in which
        nobody wanted it has rho 0. All of it is of the whole network.
      </Text>
      <WideTable label="How full each model was" minWidth={620} columns={columns}>
        {capacity.map(({ model, minutes, p95, tightMinutes, served, refused }) => (
          <Table.Tr key={model}>
            <Table.Th scope="row">{model}</Table.Th>
            <Table.Td>{formatCount(minutes)}</Table.Td>
            <Table.Td>{p95 === null ? "none" : sayRatio(p95)}</Table.Td>
            <Table.Td>
              {sayShare(tightMinutes / minutes)}
              <Text span size="xs" c="dimmed" display="block">
                {formatCount(tightMinutes)} of {formatCount(minutes)} minutes
              </Text>
            </Table.Td>
            <Table.Td>{formatCount(served)}</Table.Td>
            <Table.Td>{formatCount(refused)}</Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
    </section>
  );
}
