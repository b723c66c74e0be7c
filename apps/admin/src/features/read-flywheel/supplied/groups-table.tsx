import { formatCount } from "@flywheel/ui";
import { Table, Text } from "@mantine/core";
import { sayInterval, sayRatio } from "../../../by-week/amounts.ts";
import scopeClasses from "../../../by-week/by-week.module.css";
import { WideTable } from "../../../by-week/wide-table.tsx";
import { layerIds, layerNames } from "../../../words/layer-names.ts";
import type { Breakdown, Figure, GroupFigures } from "./answer.ts";
import { sayGroup, sayHealth, sayParts, sayRatioInterval, whyMissing } from "./figure-words.ts";

type GroupsTableProps = { readonly groups: readonly GroupFigures[]; readonly by: Breakdown["by"] };

/** One row a group: its growth with 90 % intervals, then the ratio of each layer with what it is made of. */
export function GroupsTable({ groups, by }: GroupsTableProps) {
  if (groups.length === 0) return <Text size="sm">Nobody did anything that is told apart by this.</Text>;
  return (
    <WideTable
      label="Layers by group"
      minWidth={1_650}
      columns={[
        "Group",
        "Visitors",
        "G of everybody (90 %)",
        "G of organic purchasers (90 %)",
        ...layerIds.map((layer) => layerNames[layer]),
      ]}
    >
      {groups.map(({ group, visitors, layers, growth, organicPurchasers }) => (
        <Table.Tr key={group}>
          <Table.Th scope="row" style={{ whiteSpace: "nowrap" }}>
            {sayGroup(group, by)}
          </Table.Th>
          <Table.Td>{formatCount(visitors)}</Table.Td>
          <Table.Td className={scopeClasses.words}>{sayGrowth(growth)}</Table.Td>
          <Table.Td className={scopeClasses.words}>{sayGrowth(organicPurchasers)}</Table.Td>
          {layerIds.map((layer) => (
            <Table.Td key={layer}>
              <Cell layer={layer} by={by} health={layers.find((it) => it.layer === layer)?.health ?? null} />
            </Table.Td>
          ))}
        </Table.Tr>
      ))}
    </WideTable>
  );
}

type CellProps = Pick<Figure, "layer" | "health"> & { readonly by: Breakdown["by"] };

function Cell({ layer, by, health }: CellProps) {
  if (health === null) {
    return (
      <Text span size="sm" c="dimmed">
        {whyMissing(layer, by)}
      </Text>
    );
  }
  return (
    <>
      {sayHealth(health)}
      <Text span size="xs" c="dimmed" display="block">
        {sayParts(health)}
      </Text>
      {health.interval === null ? null : (
        <Text span size="xs" c="dimmed" display="block">
          {sayRatioInterval(health)}
        </Text>
      )}
    </>
  );
}

/** Shortly, because a reason stands in every row; the whole of it stands with the growth of everybody above. */
function sayGrowth({ population, reproduction, interval, withheld, activeWeeks }: GroupFigures["growth"]): string {
  if (activeWeeks === 0) return population === "organic-purchasers" ? "none paid" : "none active";
  if (withheld !== null) return `withheld: ${whyShortly[withheld]}`;
  if (reproduction === null || interval === null) return "withheld";
  return `${sayRatio(reproduction.g)} (${sayInterval(interval, sayRatio)})`;
}

const whyShortly = {
  "gap-not-seen": "too early to see who comes back",
  "past-not-read": "the past that is read is too short",
  "too-few-sharers": "fewer than 30 sharers",
  "one-sharer": "one sharer",
} as const satisfies Record<NonNullable<GroupFigures["growth"]["withheld"]>, string>;
