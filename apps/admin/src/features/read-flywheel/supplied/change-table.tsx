import { formatCount } from "@flywheel/ui";
import { Table, Text, Title } from "@mantine/core";
import { sayChange } from "../../../by-week/amounts.ts";
import { WideTable } from "../../../by-week/wide-table.tsx";
import type { Change } from "./answer.ts";

/** Nested gates, in the order in which a week meets them; incentives and compute share one. */
const gateNames = [
  "Applications: asked",
  "Models: asked a hosted one",
  "Incentives and compute: served",
  "Users: kept",
  "Payments: paid",
] as const;

/** Where the change of paid requests came from, by factors that multiply to it. */
export function ChangeTable({ change }: { readonly change: Change }) {
  const parts = [
    ["More or fewer visitor-weeks", change.visitors],
    ["Mix of apps", change.mix],
    ...change.gates.map((part, gate) => [gateNames[gate] ?? `Gate ${gate + 1}`, part] as const),
    ["Requests of each visitor-week that paid", change.perBuyer],
  ] as const;
  return (
    <section aria-label="What changed">
      <Title order={3} fz="md" mb={4}>
        What changed
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {formatCount(change.after)} purchased requests, {formatCount(change.before)} in as many weeks before:{" "}
        {sayChange(change.after - change.before)}. The parts add up to it, up to rounding (logarithmic means, by app).
        This is accounting and no cause; verification, trust and incentives are no factors of it.
      </Text>
      <WideTable label="Parts of the change" minWidth={320} columns={["Part", "Purchased requests"]}>
        {parts.map(([name, part]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row">{name}</Table.Th>
            <Table.Td>{sayChange(part)}</Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
    </section>
  );
}
