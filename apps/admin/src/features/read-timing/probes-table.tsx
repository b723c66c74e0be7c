import { formatCount, formatShare } from "@flywheel/ui";
import { Badge, Table, Text, Title } from "@mantine/core";
import { sayInterval, sayShare } from "../../by-week/amounts.ts";
import scopeClasses from "../../by-week/by-week.module.css";
import { WideTable } from "../../by-week/wide-table.tsx";
import type { ProbeSignal } from "./answer.ts";
import { probeReadings, sayMaturity } from "./signal-words.ts";

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
        {sayShare(noiseBelow)} clicks are noise. That nobody clicks counts as noise once as many as stand under Maturity
        saw it.
      </Text>
      {probes.length === 0 ? (
        <Text size="sm">Nobody saw a probe in this range.</Text>
      ) : (
        <WideTable
          label="Probes"
          minWidth={720}
          columns={["Probe", "Saw it", ...levels.map((level) => commitments[level]), "Reads", "Maturity"]}
        >
          {probes.map(({ probe, n, atLeast, reads, maturity }) => (
            <Table.Tr key={probe}>
              <Table.Th scope="row">{probe}</Table.Th>
              <Table.Td>{formatCount(n)}</Table.Td>
              {levels.map((level) => (
                <Table.Td key={level}>
                  {formatCount(atLeast[level].visitors)} ({formatShare(atLeast[level].visitors, n)})
                  <Text size="xs" c="dimmed">
                    95 %: {sayInterval(atLeast[level].interval, sayShare)}
                  </Text>
                </Table.Td>
              ))}
              <Table.Td className={scopeClasses.words}>
                <Badge color={probeReadings[reads].color} variant="light">
                  {probeReadings[reads].title}
                </Badge>
                <Text size="xs" c="dimmed">
                  {probeReadings[reads].says}
                </Text>
              </Table.Td>
              <Table.Td className={scopeClasses.words}>{sayMaturity({ maturity })}</Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
    </section>
  );
}
