import { formatCount } from "@flywheel/ui";
import { NativeSelect, Stack, Text, Title } from "@mantine/core";
import { useId } from "react";
import { IdentityRows } from "../identity-tables.tsx";
import { LostRows } from "../lost-table.tsx";
import type { Breakdown, GroupFigures, LayersAnswer } from "./answer.ts";
import { aboutMembers } from "./breakdown.ts";
import { sayGroup } from "./figure-words.ts";
import { LayerRows } from "./figures-table.tsx";

type Weeks = Pick<NonNullable<LayersAnswer["weeks"]>, "first" | "lastClosed">;

export type OneGroupProps = {
  readonly groups: readonly GroupFigures[];
  readonly by: Breakdown["by"];
  /** As in an address, which may name one that is not there. */
  readonly chosen: string | null;
  readonly onChoose: (group: string | null) => void;
  readonly weeks: Weeks;
  /** Whether the weeks before are read. */
  readonly changed: boolean;
};

/** All that is told of one of the groups: the table of groups has no room for it. */
export function OneGroup({ groups, by, chosen, onChoose, weeks, changed }: OneGroupProps) {
  if (groups.length === 0) return null;
  const figures = groups.find(({ group }) => group === chosen);
  const isGone = chosen !== null && figures === undefined;
  return (
    <Stack gap="sm" mt="md">
      <NativeSelect
        label="One group in full"
        maw={320}
        value={chosen === null ? unchosen : optionOf(chosen)}
        onChange={(event) => onChoose(groupOf(event.currentTarget.value))}
        {...(isGone ? { error: "The group of this address is not among those that are shown." } : {})}
        data={[
          { value: unchosen, label: "None" },
          ...(isGone ? [{ value: optionOf(chosen), label: "Not shown" }] : []),
          ...groups.map(({ group }) => ({ value: optionOf(group), label: sayGroup(group, by) })),
        ]}
      />
      {figures ? <InFull figures={figures} by={by} weeks={weeks} changed={changed} /> : null}
    </Stack>
  );
}

/** A group may have any name, and none. */
const unchosen = "none";
const mark = "group:";
const optionOf = (group: string) => `${mark}${group}`;
const groupOf = (value: string) => (value.startsWith(mark) ? value.slice(mark.length) : null);

type InFullProps = Pick<OneGroupProps, "by" | "weeks" | "changed"> & { readonly figures: GroupFigures };

function InFull({ figures: { group, visitors, layers, lost, identity }, by, weeks, changed }: InFullProps) {
  const name = sayGroup(group, by);
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <Stack gap="sm">
        <Title order={4} fz="md" id={heading}>
          {name}
        </Title>
        <Text size="sm" c="dimmed">
          {formatCount(visitors)} visitors. Figures, causes and origins are what they are of all together, above.{" "}
          {aboutMembers(by)}
        </Text>
        <LayerRows label={`Supplied and pulled by layer: ${name}`} figures={layers} changed={changed} by={by} />
        <Title order={5} fz="sm">
          Lost demand, in visitor-weeks
        </Title>
        {isJudged(group, by, weeks) ? (
          <>
            <LostRows label={`Lost demand by layer and cause: ${name}`} lost={lost} />
            <Text size="sm" c="dimmed">
              Loss of return, at usage, is compared among the weeks of this group alone: groups do not add up to it.
            </Text>
          </>
        ) : (
          <Text size="sm">No week of this group is judged yet: the week after it is not over.</Text>
        )}
        <Title order={5} fz="sm">
          Where the active come from
        </Title>
        <IdentityRows label={`by week: ${name}`} weeks={identity} />
        <Text size="sm" c="dimmed">
          Referred are by anybody's link, whether they are of this group or not.
        </Text>
      </Stack>
    </section>
  );
}

/** A week is judged once the next is over; of nothing judged, nothing lost would be no finding. */
const isJudged = (group: string | null, by: Breakdown["by"], { first, lastClosed }: Weeks): boolean =>
  (by === "cohort" ? Math.max(first, Number(group)) : first) < lastClosed;
