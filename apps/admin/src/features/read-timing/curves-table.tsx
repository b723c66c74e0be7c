import { formatCount } from "@flywheel/ui";
import { segmentOf } from "@flywheel/vocabulary";
import { Badge, Table, Text, Title } from "@mantine/core";
import { sayInterval, sayRatio, sayShare } from "../../by-week/amounts.ts";
import scopeClasses from "../../by-week/by-week.module.css";
import { sayWeeks } from "../../by-week/weeks.ts";
import { WideTable } from "../../by-week/wide-table.tsx";
import type { Plateau, TimingAnswer, Verdict } from "./answer.ts";

export type CurvesTableProps = {
  readonly verdict: Pick<Verdict, "curves" | "thresholds">;
  readonly weeks: TimingAnswer["weeks"];
};

type Curve = { readonly key: string; readonly name: string; readonly plateau: Plateau | null };

const columns = ["Whose", "Visitors", "Cohorts", "Active at each point", "Level", "Weekly ratio", "Reads"];

/** Retention of whole cohorts over their last matured weeks: does it keep its level? */
export function CurvesTable({ verdict, weeks }: CurvesTableProps) {
  const { plateau: rule, visitors, purchasers, segmentVisitors } = verdict.thresholds;
  const looked = verdict.curves.segments.length;
  return (
    <section aria-label="Retention">
      <Title order={3} fz="md" mb={4}>
        Retention
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        The same organic visitors at each of the last {rule.points} matured weekly points. It holds when the lower bound
        of the weekly ratio is above {sayRatio(rule.weeklyRatio)} and that of the level above {sayShare(rule.floor)}; it
        falls when the ratio's upper bound is below {sayRatio(rule.weeklyRatio)}. Bounds are wrong once in{" "}
        {oneIn(rule.alpha)} each way; where it says corrected, once in {oneIn(rule.alpha)} over all {looked} that were
        looked at. Needed: {formatCount(visitors)} visitors, {formatCount(purchasers)} purchasers,{" "}
        {formatCount(segmentVisitors)} of a segment.
      </Text>
      <WideTable label="Retention by who it is of" minWidth={860} columns={columns}>
        {curvesOf(verdict.curves).map(({ key, name, plateau }) => (
          <Table.Tr key={key}>
            <Table.Th scope="row">{name}</Table.Th>
            {plateau ? (
              <Told plateau={plateau} weeks={weeks} />
            ) : (
              <Table.Td colSpan={columns.length - 1}>
                Withheld: too few have reached {rule.points} judged weeks.
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </WideTable>
    </section>
  );
}

function Told({ plateau, weeks }: { readonly plateau: Plateau; readonly weeks: CurvesTableProps["weeks"] }) {
  const { n, active, firstAge, lastAge, level, levelInterval, weeklyRatio, ratioInterval } = plateau;
  const { title, color } = readingOf(plateau);
  return (
    <>
      <Table.Td>{formatCount(n)}</Table.Td>
      <Table.Td>{sayWeeks(weeks.firstWeek, Math.max(weeks.firstWeek, weeks.lastClosed - lastAge))}</Table.Td>
      <Table.Td className={scopeClasses.words}>
        {active.map(formatCount).join(", ")} in weeks {firstAge} to {lastAge} after the first
      </Table.Td>
      <Table.Td>
        {sayShare(level)} ({sayInterval(levelInterval, sayShare)})
      </Table.Td>
      <Table.Td>
        {sayRatio(weeklyRatio)} ({sayInterval(ratioInterval, sayRatio)})
      </Table.Td>
      <Table.Td>
        <Badge color={color} variant="light">
          {title}
        </Badge>
      </Table.Td>
    </>
  );
}

function readingOf({ holds, falls }: Plateau) {
  if (holds) return { title: "Holds", color: "pine" };
  return falls ? { title: "Falls", color: "red" } : { title: "Not sure", color: "gray" };
}

function curvesOf({ everyone, fullyServed, purchasers, segments }: Verdict["curves"]): readonly Curve[] {
  return [
    { key: "all", name: "Organic visitors", plateau: everyone },
    { key: "served", name: "Fully served before the judged weeks", plateau: fullyServed },
    { key: "purchasers", name: "Organic purchasers", plateau: purchasers },
    ...segments.map(({ key, corrected }) => ({
      key: `segment ${key}`,
      name: `${key === "everyone" ? "Everybody" : (segmentOf(key)?.name ?? key)}, corrected`,
      plateau: corrected,
    })),
  ];
}

const oneIn = (alpha: number) => formatCount(1 / alpha);
