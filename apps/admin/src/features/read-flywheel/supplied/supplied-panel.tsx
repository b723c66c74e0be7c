import { useTRPC } from "@flywheel/host";
import { EmptyState } from "@flywheel/ui";
import { Text, Title } from "@mantine/core";
import { IconCalendarTime } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { AskedPanel } from "../../../asked/asked-panel.tsx";
import { asking } from "../../../asked/asking.ts";
import { sayFootings } from "../../../by-week/basis-words.ts";
import { sayWeeks } from "../../../by-week/weeks.ts";
import type { LayersAnswer, LayersQuestion } from "./answer.ts";
import { aboutGroups, readBreakdown } from "./breakdown.ts";
import { BreakdownSelect } from "./breakdown-select.tsx";
import { CapacityTable } from "./capacity-table.tsx";
import { ChangeTable } from "./change-table.tsx";
import { FiguresTable } from "./figures-table.tsx";
import { GroupsTable } from "./groups-table.tsx";
import { OneGroup } from "./one-group.tsx";

export type SuppliedPanelProps = {
  readonly question: LayersQuestion;
  readonly breakdown: string;
  readonly onBreakdown: (breakdown: string) => void;
  /** Of those groups, the one that is seen in full. */
  readonly group: string | null;
  readonly onGroup: (group: string | null) => void;
  readonly onAskAgain: () => void;
};

/** What each layer was supplied with, what demand pulled of it, and what changed; as a whole and by group. */
export function SuppliedPanel({ question, breakdown, onBreakdown, group, onGroup, onAskAgain }: SuppliedPanelProps) {
  const api = useTRPC();
  const by = readBreakdown(breakdown);
  const answer = useQuery(api.demand.layers.queryOptions({ ...question, breakdown: by }, asking));
  return (
    <AskedPanel
      title="Supplied and pulled"
      lead="What each layer offered and what demand took of it: counts of the closed weeks, no verdict."
      what="The layers"
      choices={<BreakdownSelect breakdown={by} onBreakdown={onBreakdown} />}
      asked={answer}
      onAskAgain={onAskAgain}
    >
      {(it) => <Supplied answer={it} group={group} onGroup={onGroup} />}
    </AskedPanel>
  );
}

type SuppliedProps = Pick<SuppliedPanelProps, "group" | "onGroup"> & { readonly answer: LayersAnswer };

function Supplied({ answer, group, onGroup }: SuppliedProps) {
  const { said, weeks, before, question } = answer;
  if (said === null || weeks === null) {
    return (
      <EmptyState icon={<IconCalendarTime size={30} stroke={1.5} />} title="No week is over yet">
        Nothing is said of a week that is still open. {sayFootings(answer)}
      </EmptyState>
    );
  }
  if (answer.basis.visitors === 0) {
    return (
      <EmptyState icon={<IconCalendarTime size={30} stroke={1.5} />} title="Nobody was seen in this range">
        Choose a longer past, all apps or everybody. {sayFootings(answer)}
      </EmptyState>
    );
  }
  const about = aboutGroups(question.breakdown);
  return (
    <>
      <Text size="sm" c="dimmed">
        {sayFootings(answer)} Counted: {sayWeeks(weeks.first, weeks.lastClosed)}.{" "}
        {before
          ? `Change: from ${sayWeeks(before.first, before.last)}.`
          : "The past that is read does not reach back to as many weeks before, so no change is said."}
      </Text>
      <FiguresTable figures={said.whole.layers} changed={before !== null} />
      <CapacityTable capacity={said.capacity} />
      {about === null ? null : (
        <section aria-label="By group">
          <Title order={3} fz="md" mb={4}>
            By group
          </Title>
          <Text size="sm" c="dimmed" mb="sm">
            {about}
            {said.groupsLeft > 0 ? ` ${said.groupsLeft} more with fewer visitors are not shown.` : ""}
          </Text>
          <GroupsTable groups={said.groups} by={question.breakdown.by} />
          <OneGroup
            groups={said.groups}
            by={question.breakdown.by}
            chosen={group}
            onChoose={onGroup}
            weeks={weeks}
            changed={before !== null}
          />
        </section>
      )}
      {said.change ? <ChangeTable change={said.change} /> : null}
    </>
  );
}
