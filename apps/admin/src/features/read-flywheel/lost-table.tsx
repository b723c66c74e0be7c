import { formatCount } from "@flywheel/ui";
import { Table, Text, Title } from "@mantine/core";
import { sayCount } from "../../by-week/weeks.ts";
import { WideTable } from "../../by-week/wide-table.tsx";
import { layerIds, layerNames } from "../../words/layer-names.ts";
import type { LostDemand } from "./answer.ts";
import { notToldApart } from "./supplied/figure-words.ts";

const causes = ["supply", "demand", "unknown"] as const satisfies readonly (keyof LostDemand["usage"])[];
const causeNames = { supply: "Supply", demand: "Demand", unknown: "Unknown" } as const satisfies Record<
  keyof LostDemand["usage"],
  string
>;

type LostTableProps = {
  readonly lost: LostDemand;
  /** Who gave up sooner gave up for reasons of their own. */
  readonly statedWaitMs: number;
};

/** Where demand was lost and why, in visitor-weeks. */
export function LostTable({ lost, statedWaitMs }: LostTableProps) {
  return (
    <section aria-label="Lost demand">
      <Title order={3} fz="md" mb={4}>
        Lost demand
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        In visitor-weeks, each once at the first gate that it did not pass. The last closed week is not in it yet: its
        next one is not over. Supply: a refusal, an error, a missing model, or giving up after the stated wait of{" "}
        {sayCount(statedWaitMs / 1_000, "second")} or more. Demand: an explicit decline or complaint. Unknown: all else,
        because silence is no lack of interest. Who was turned away for want of credits stopped at payments. Usage is
        who was served and stayed away: its supply part is correlation (those who were failed came back less), the rest
        is unknown. Usage is judged by weeks whose next four are over, and counted for all. Verification and trust are
        beside the way, so nothing is lost at them. The last row leaves usage out, because its weeks were served and may
        stand in another row too.
      </Text>
      <LostRows label="Lost demand by layer and cause" lost={lost} />
    </section>
  );
}

type LostRowsProps = {
  readonly label: string;
  /** Null is what is not told of a group. */
  readonly lost: { readonly [Layer in keyof LostDemand]: LostDemand[Layer] | null };
};

/** Each visitor-week has one place before usage, so that these can be added up; not where one of them is not told. */
export function LostRows({ label, lost }: LostRowsProps) {
  const layers = layerIds.flatMap((layer) => (layer in lost ? [layer as keyof LostDemand] : []));
  const gates = layers.filter((layer) => layer !== "usage");
  const told = gates.flatMap((layer) => lost[layer] ?? []);
  return (
    <WideTable label={label} minWidth={420} columns={["Layer", ...causes.map((cause) => causeNames[cause]), "All"]}>
      {layers.map((layer) => (
        <LostRow key={layer} name={layerNames[layer]} of={lost[layer]} />
      ))}
      {told.length < gates.length ? null : <LostRow name="All but usage" of={sumOf(told)} />}
    </WideTable>
  );
}

type Count = LostDemand["usage"];

function LostRow({ name, of }: { readonly name: string; readonly of: Count | null }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      {of === null ? (
        <Table.Td colSpan={causes.length + 1}>{notToldApart}</Table.Td>
      ) : (
        <>
          {causes.map((cause) => (
            <Table.Td key={cause}>{formatCount(of[cause])}</Table.Td>
          ))}
          <Table.Td>{formatCount(causes.reduce((sum, cause) => sum + of[cause], 0))}</Table.Td>
        </>
      )}
    </Table.Tr>
  );
}

function sumOf(counts: readonly Count[]): Count {
  const of = (cause: keyof Count) => counts.reduce((sum, count) => sum + count[cause], 0);
  return { supply: of("supply"), demand: of("demand"), unknown: of("unknown") };
}
