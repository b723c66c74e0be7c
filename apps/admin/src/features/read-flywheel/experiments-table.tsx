import { Table, Text, Title } from "@mantine/core";
import { sayInterval, sayShareChange } from "../../by-week/amounts.ts";
import scopeClasses from "../../by-week/by-week.module.css";
import { WideTable } from "../../by-week/wide-table.tsx";
import { layerNames } from "../../words/layer-names.ts";
import type { FlywheelAnswer, Judgement } from "./answer.ts";
import { inRing } from "./layer-ring.tsx";

const columns = ["Layer", "Experiment", "Variant", "Judged by", "Effect, relative to control"];

export type ExperimentsTableProps = {
  readonly layers: Judgement["layers"];
  readonly segment: FlywheelAnswer["question"]["segment"];
};

/**
 * What experiments that are tagged with a layer did to what each was judged by; nothing where there are none. Of a segment
 * there never are, which is said: silence would look as if none had run.
 */
export function ExperimentsTable({ layers, segment }: ExperimentsTableProps) {
  const rows = inRing(layers).flatMap(({ layer, experiments }) => experiments.map((it) => ({ ...it, layer })));
  if (rows.length === 0 && segment === null) return null;
  return (
    <section aria-label="Experiments by layer">
      <Title order={3} fz="md" mb={4}>
        Experiments by layer
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {segment === null
          ? "Each moved its layer on purpose. Its effect is of everybody who saw it; its metric is its own and need not be Y."
          : `What an experiment did is known of everybody who saw it, and not of ${segment.name} alone. So none is shown for this segment, and none counts as evidence for its layers.`}
      </Text>
      {rows.length === 0 ? null : <EffectsTable rows={rows} />}
    </section>
  );
}

type Row = Judgement["layers"][number]["experiments"][number] & Pick<Judgement["layers"][number], "layer">;

function EffectsTable({ rows }: { readonly rows: readonly Row[] }) {
  return (
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
  );
}
