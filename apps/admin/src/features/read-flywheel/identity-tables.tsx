import { formatCount } from "@flywheel/ui";
import { Stack, Table, Text, Title } from "@mantine/core";
import { Folded } from "../../by-week/folded.tsx";
import { weekStartMs } from "../../by-week/weeks.ts";
import { WideTable } from "../../by-week/wide-table.tsx";
import { formatDay } from "../../words/moments.ts";
import type { IdentityWeek } from "./answer.ts";

const origins = ["kept", "resurrected", "referred", "arrived"] as const;
const names = { active: "Active", kept: "Kept", resurrected: "Resurrected", referred: "Referred", arrived: "Arrived" };

/** What G summarises, counted: an identity, so every row adds up. */
export function IdentityTables({ weeks }: { readonly weeks: readonly IdentityWeek[] }) {
  return (
    <section aria-label="Where the active come from">
      <Title order={3} fz="md" mb={4}>
        Where the active come from
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Active = kept + resurrected + referred + arrived, exactly. Kept were active the week before, resurrected
        earlier; referred are new by somebody's link, arrived are all others who are new. New is never active before
        within the past that is read.
      </Text>
      <IdentityRows label="by week" weeks={weeks} />
    </section>
  );
}

type IdentityRowsProps = {
  /** Of what, where there are several. */
  readonly label: string;
  readonly weeks: readonly IdentityWeek[];
};

export function IdentityRows({ label, weeks }: IdentityRowsProps) {
  if (weeks.length === 0) {
    return (
      <Text size="sm">
        Of no judged week is enough past read to know who is new: four whole weeks before it. Choose a longer past or
        judge fewer weeks.
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      <WeeksTable label={`Visitors ${label}`} weeks={weeks} of="visitors" />
      <Folded label="The same in purchased credits">
        <WeeksTable label={`Purchased credits ${label}`} weeks={weeks} of="credits" />
        <Text size="sm" c="dimmed">
          Beside them are credits of visitors who were not active in the week: an answer that was stopped is paid for
          and not served.
        </Text>
      </Folded>
    </Stack>
  );
}

type WeeksTableProps = {
  readonly label: string;
  readonly weeks: readonly IdentityWeek[];
  readonly of: "visitors" | "credits";
};

function WeeksTable({ label, weeks, of }: WeeksTableProps) {
  return (
    <WideTable label={label} minWidth={520} columns={columnsOf(of)}>
      {weeks.map((week) => (
        <Table.Tr key={week.week}>
          <Table.Th scope="row">{formatDay(weekStartMs(week.week))}</Table.Th>
          {(["active", ...origins] as const).map((name) => (
            <Table.Td key={name}>{formatCount(week[of][name])}</Table.Td>
          ))}
          {of === "credits" ? <Table.Td>{formatCount(week.creditsOfInactive)}</Table.Td> : null}
        </Table.Tr>
      ))}
    </WideTable>
  );
}

const columnsOf = (of: WeeksTableProps["of"]): readonly string[] => [
  "Week from",
  ...(["active", ...origins] as const).map((name) => names[name]),
  ...(of === "credits" ? ["Of inactive, besides"] : []),
];
