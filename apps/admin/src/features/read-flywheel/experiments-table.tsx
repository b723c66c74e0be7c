import { Table, Text, Title } from "@mantine/core";
import { sayInterval, sayShareChange } from "../../by-week/amounts.ts";
import scopeClasses from "../../by-week/by-week.module.css";
import { WideTable } from "../../by-week/wide-table.tsx";
import { layerNames } from "../../words/layer-names.ts";
import type { Judgement } from "./answer.ts";
import { inRing } from "./layer-ring.tsx";

const columns = ["Layer", "Experiment", "Variant", "Judged by", "Effect, relative to control"];

/** What experiments that are tagged with a layer did to what each was judged by; nothing where there are none. */
export function ExperimentsTable({ layers }: { readonly layers: Judgement["layers"] }) {
  const rows = inRing(layers).flatMap(({ layer, experiments }) => experiments.map((it) => ({ ...it, layer })));
  if (rows.length === 0) return null;
  return (
    <section aria-label="Experiments by layer">
      <Title order={3} fz="md" mb={4}>
        Experiments by layer
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Each moved its layer on purpose. Its metric is its own and need not be Y.
      </Text>
      <WideTable label="Experiments by layer" minWidth={620} columns={columns}>
        {rows.map(({ layer, experiment, variant, metric, better, effect }) => (
          <Table.Tr key={`${layer} ${experiment} ${variant}`}>
            <Table.Th scope="row">{layerNames[layer]}</Table.Th>
            <Table.Td>{experiment}</Table.Td>
            <Table.Td>{variant}</Table.Td>
            <Table.Td className={scopeClasses.words}>
              {metric} ({better} is better)
            </Table.Td>
            <Table.Td>{sayInterval(effect, sayShareChange)}</Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
    </section>
  );
}
