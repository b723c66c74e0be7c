import { formatCount, formatShare } from "@flywheel/ui";
import { Badge, Table, Text, Title } from "@mantine/core";
import { sayInterval, sayShare } from "../../by-week/amounts.ts";
import type { ProbeSignal } from "./answer.ts";
import { probeReadings } from "./signal-words.ts";

const commitments = {
  click: "Clicked",
  contact: "Left an address",
  prepaid: "Prepaid",
} as const satisfies Record<keyof ProbeSignal["atLeast"], string>;
const levels = Object.keys(commitments) as (keyof ProbeSignal["atLeast"])[];

export type ProbesTableProps = { readonly probes: readonly ProbeSignal[]; readonly noiseBelow: number };

/** Offers of what does not exist yet, and how far visitors committed themselves. A click is cheap: the levels never add up. */
export function ProbesTable({ probes, noiseBelow }: ProbesTableProps) {
  return (
    <section aria-label="Probes">
      <Title order={3} fz="md" mb={4}>
        Probes
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Of those who saw an offer of what does not exist yet, who committed themselves at least so far. Below{" "}
        {sayShare(noiseBelow)} clicks are noise.
      </Text>
      {probes.length === 0 ? (
        <Text size="sm">Nobody saw a probe in this range.</Text>
      ) : (
        <Table.ScrollContainer minWidth={640} aria-label="Probes, to be scrolled" tabIndex={0}>
          <Table aria-label="Probes">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Probe</Table.Th>
                <Table.Th scope="col">Saw it</Table.Th>
                {levels.map((level) => (
                  <Table.Th key={level} scope="col">
                    {commitments[level]}
                  </Table.Th>
                ))}
                <Table.Th scope="col">Reads</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {probes.map(({ probe, n, atLeast, reads }) => (
                <Table.Tr key={probe}>
                  <Table.Th scope="row">{probe}</Table.Th>
                  <Table.Td>{formatCount(n)}</Table.Td>
                  {levels.map((level) => (
                    <Table.Td key={level}>
                      {formatCount(atLeast[level].visitors)} ({formatShare(atLeast[level].visitors, n)}; 95 %:{" "}
                      {sayInterval(atLeast[level].interval, sayShare)})
                    </Table.Td>
                  ))}
                  <Table.Td>
                    <Badge color={probeReadings[reads].color} variant="light">
                      {probeReadings[reads].title}
                    </Badge>
                    <Text size="xs" c="dimmed">
                      {probeReadings[reads].says}
                    </Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}
