import { Table, Text } from "@mantine/core";
import scopeClasses from "../../../by-week/by-week.module.css";
import { Folded } from "../../../by-week/folded.tsx";
import { WideTable } from "../../../by-week/wide-table.tsx";
import { layerIds, layerNames } from "../../../words/layer-names.ts";
import type { Breakdown, Figure } from "./answer.ts";
import {
  isOfUnreadWeeks,
  pastNotRead,
  sayAmount,
  sayFigureChange,
  sayHealth,
  sayParts,
  sayRatioInterval,
  whyMissing,
} from "./figure-words.ts";

const columns = ["Layer", "Supplied", "Pulled", "Ratio", "Made of", "90 % interval"];

type FiguresTableProps = {
  readonly figures: readonly Figure[];
  /** Whether the weeks before are read. */
  readonly changed: boolean;
};

/** All together, with what the figures are. */
export function FiguresTable({ figures, changed }: FiguresTableProps) {
  return (
    <>
      <LayerRows label="Supplied and pulled by layer" figures={figures} changed={changed} by="nothing" />
      {figures.some(({ supplied }) => supplied === null) ? (
        <Text size="sm">
          Not known: the network has told nothing of itself for this traffic, so there are no slot-hours, no list of
          models and no payouts to count. Simulated visitors bring none with them.
        </Text>
      ) : null}
      <Folded label="What each figure counts, and of whom">
        <Text size="sm" c="dimmed">
          Compute: served of requested, without those that the purse or the rules refused. Models: with paid demand, of
          hosted. Applications: asked, of who reached an app. Users: kept an output, of who reached one. Payments: paid
          with purchased credits, of settled requests. Incentives: fees, of fees and rewards. Verification: receipts
          that were checked. Trust: of who met a proof. Usage: active again, of who was active in as many weeks before.
          Shares of requests have intervals from drawing visitors; requests, payments and receipts count of visitors who
          agreed to be measured.
        </Text>
        <Text size="sm" c="dimmed">
          Slot-hours, hosted models, fees and rewards are of the whole network, whatever app or segment is chosen. A
          slot-hour is an hour in which an active node could work on one answer; pulled are those in which it did.
          Effective models are how many models would share the purchased requests as evenly if each had as many (exp of
          the entropy). These ratios are of visitors, or of their requests, of all the weeks together: they are not the
          rates of the gates in the ring above, which are of visitor-weeks.
        </Text>
      </Folded>
    </>
  );
}

type LayerRowsProps = FiguresTableProps & { readonly label: string; readonly by: Breakdown["by"] };

/** Nine layers in the order of the ring, of all together or of one group. */
export function LayerRows({ label, figures, changed, by }: LayerRowsProps) {
  const inRing = layerIds.flatMap((layer) => figures.filter((it) => it.layer === layer));
  return (
    <WideTable label={label} minWidth={760} columns={changed ? [...columns, "Change of the ratio"] : columns}>
      {inRing.map((figure) => (
        <Table.Tr key={figure.layer}>
          <Table.Th scope="row">{layerNames[figure.layer]}</Table.Th>
          {isOfUnreadWeeks(figure, changed) ? <UnreadCells /> : <Cells {...figure} by={by} />}
          {changed ? <Table.Td>{sayFigureChange(figure.change)}</Table.Td> : null}
        </Table.Tr>
      ))}
    </WideTable>
  );
}

function Cells({ layer, supplied, pulled, health, by }: Figure & Pick<LayerRowsProps, "by">) {
  const missing = whyMissing(layer, by);
  return (
    <>
      <Table.Td>{supplied === null ? missing : sayAmount(supplied)}</Table.Td>
      <Table.Td>{pulled === null ? missing : sayAmount(pulled)}</Table.Td>
      <Table.Td>{health === null ? missing : sayHealth(health)}</Table.Td>
      <Table.Td className={scopeClasses.words}>{sayParts(health)}</Table.Td>
      <Table.Td>{sayRatioInterval(health)}</Table.Td>
    </>
  );
}

/** One sentence in the place of all. */
const UnreadCells = () => <Table.Td colSpan={columns.length - 1}>{pastNotRead}</Table.Td>;
