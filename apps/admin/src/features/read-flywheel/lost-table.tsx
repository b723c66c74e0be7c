import { formatCount } from "@flywheel/ui";
import { Table, Text, Title } from "@mantine/core";
import { WideTable } from "../../by-week/wide-table.tsx";
import { layerIds, layerNames } from "../../words/layer-names.ts";
import type { LostDemand } from "./answer.ts";

const causes = ["supply", "demand", "unknown"] as const satisfies readonly (keyof LostDemand["usage"])[];
const causeNames = { supply: "Supply", demand: "Demand", unknown: "Unknown" } as const satisfies Record<
  keyof LostDemand["usage"],
  string
>;

/** Where demand was lost and why, in visitor-weeks. */
export function LostTable({ lost }: { readonly lost: LostDemand }) {
  const layers = layerIds.flatMap((layer) => (layer in lost ? [layer as keyof LostDemand] : []));
  return (
    <section aria-label="Lost demand">
      <Title order={3} fz="md" mb={4}>
        Lost demand
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        In visitor-weeks, each once at the first gate that it did not pass. Supply: a refusal, an error, a missing
        model, or giving up after the stated wait. Demand: an explicit decline or complaint. Unknown: all else, because
        silence is no lack of interest. Who was turned away for want of credits stopped at payments. Usage is who was
        served and stayed away: its supply part is correlation (those who were failed came back less), the rest is
        unknown. Verification and trust are beside the way, so nothing is lost at them. The last row leaves usage out,
        because its weeks were served and may stand in another row too.
      </Text>
      <WideTable
        label="Lost demand by layer and cause"
        minWidth={420}
        columns={["Layer", ...causes.map((cause) => causeNames[cause]), "All"]}
      >
        {layers.map((layer) => (
          <Table.Tr key={layer}>
            <Table.Th scope="row">{layerNames[layer]}</Table.Th>
            {causes.map((cause) => (
              <Table.Td key={cause}>{formatCount(lost[layer][cause])}</Table.Td>
            ))}
            <Table.Td>{formatCount(causes.reduce((sum, cause) => sum + lost[layer][cause], 0))}</Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr>
          <Table.Th scope="row">All but usage</Table.Th>
          {causes.map((cause) => (
            <Table.Td key={cause}>{formatCount(lostIn(lost, [cause]))}</Table.Td>
          ))}
          <Table.Td>{formatCount(lostIn(lost, causes))}</Table.Td>
        </Table.Tr>
      </WideTable>
    </section>
  );
}

/** Each visitor-week has one place before usage, so that these can be added up. */
const lostIn = (lost: LostDemand, of: readonly (typeof causes)[number][]): number =>
  Object.entries(lost)
    .filter(([layer]) => layer !== "usage")
    .reduce((sum, [, own]) => sum + of.reduce((all, cause) => all + own[cause], 0), 0);
