import { formatCount } from "@flywheel/ui";
import { Badge, Table, Text, Title } from "@mantine/core";
import { sayInterval, sayRatio, sayShare } from "../../by-week/amounts.ts";
import scopeClasses from "../../by-week/by-week.module.css";
import { sayWeeks, weekOf } from "../../by-week/weeks.ts";
import { WideTable } from "../../by-week/wide-table.tsx";
import type { Plateau, TimingAnswer, Verdict } from "./answer.ts";
import { segmentNames } from "./segment-names.ts";

export type CurvesTableProps = {
  readonly verdict: Pick<Verdict, "curves" | "thresholds">;
  readonly weeks: TimingAnswer["weeks"];
  /** Of the question that was answered, in the order of its curves. */
  readonly declared: TimingAnswer["question"]["declared"];
};

type Curve = {
  readonly key: string;
  readonly name: string;
  readonly plateau: Plateau | null;
  /** Below so many visitors it is drawn and not read. */
  readonly needs: number;
  /** Of segments it is asked twice: may it be said to hold, being one of several, and does it fall? */
  readonly asked: "either" | "holds" | "falls";
  /** Null: not by declaration. */
  readonly declaredAtMs: number | null;
};

const columns = ["Whose", "Reads", "Level", "Weekly ratio", "Visitors", "Cohorts", "Active at each point"];

/** Retention of whole cohorts over their last matured weeks: does it keep its level? */
export function CurvesTable({ verdict, weeks, declared }: CurvesTableProps) {
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
        {oneIn(rule.alpha)} each way; where it says corrected, once in {oneIn(rule.alpha)} over{" "}
        {looked === 1 ? "the one segment that was" : `all ${looked} segments that were`} looked at. A segment is said to
        hold by the corrected bounds only, and to fall by the others. Needed: {formatCount(visitors)} visitors,{" "}
        {formatCount(purchasers)} purchasers, {formatCount(segmentVisitors)} of a segment.
      </Text>
      <WideTable label="Retention by who it is of" minWidth={320} columns={columns}>
        {curvesOf(verdict, declared).map((curve) => (
          <Table.Tr key={curve.key}>
            <Table.Th scope="row">{curve.name}</Table.Th>
            {curve.plateau ? (
              <Told plateau={curve.plateau} curve={curve} weeks={weeks} />
            ) : (
              <Table.Td colSpan={columns.length - 1}>
                <span className={scopeClasses.withheld}>
                  Withheld: too few have reached {rule.points} judged weeks
                  {curve.declaredAtMs === null ? "" : " since it was declared"}.
                </span>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </WideTable>
    </section>
  );
}

type ToldProps = {
  readonly plateau: Plateau;
  readonly curve: Curve;
  readonly weeks: CurvesTableProps["weeks"];
};

function Told({ plateau, curve, weeks }: ToldProps) {
  const { n, active, firstAge, lastAge, level, levelInterval, weeklyRatio, ratioInterval } = plateau;
  const { title, color } = readingOf(plateau, curve);
  const [first, last] = cohortsOf(plateau, weeks, curve.declaredAtMs);
  return (
    <>
      <Table.Td>
        <Badge color={color} variant="light" miw="max-content">
          {title}
        </Badge>
      </Table.Td>
      <Table.Td>
        {sayShare(level)} ({sayInterval(levelInterval, sayShare)})
      </Table.Td>
      <Table.Td>
        {sayRatio(weeklyRatio)} ({sayInterval(ratioInterval, sayRatio)})
      </Table.Td>
      <Table.Td>{formatCount(n)}</Table.Td>
      <Table.Td>{sayWeeks(first, last)}</Table.Td>
      <Table.Td className={scopeClasses.words}>
        {active.map(formatCount).join(", ")} in weeks {firstAge} to {lastAge} after the first
      </Table.Td>
    </>
  );
}

/** The first and the last cohort that count: all points of a declared one lie after the week of its declaration. */
export function cohortsOf(
  { firstAge, lastAge }: Pick<Plateau, "firstAge" | "lastAge">,
  { firstWeek, lastClosed }: TimingAnswer["weeks"],
  declaredAtMs: number | null,
): readonly [first: number, last: number] {
  const first = declaredAtMs === null ? firstWeek : Math.max(firstWeek, weekOf(declaredAtMs) - firstAge + 1);
  return [first, Math.max(first, lastClosed - lastAge)];
}

type Reading = { readonly title: string; readonly color: string };

/** Only what is sure has a colour, and only what it was asked for. */
export function readingOf({ n, holds, falls }: Plateau, { needs, asked }: Pick<Curve, "needs" | "asked">): Reading {
  if (n < needs) return { title: "Too few", color: "gray" };
  if (holds && asked !== "falls") return { title: "Holds", color: "pine" };
  if (falls && asked !== "holds") return { title: "Falls", color: "red" };
  return { title: "Not sure", color: "gray" };
}

function curvesOf(
  { curves, thresholds }: CurvesTableProps["verdict"],
  declared: CurvesTableProps["declared"],
): readonly Curve[] {
  const { visitors, purchasers, segmentVisitors } = thresholds;
  const names = segmentNames(curves.segments, declared);
  const whole = { asked: "either", declaredAtMs: null } as const;
  return [
    { ...whole, key: "all", name: "Organic visitors", plateau: curves.everyone, needs: visitors },
    {
      ...{ ...whole, key: "served", name: "Fully served before the judged weeks" },
      ...{ plateau: curves.fullyServed, needs: segmentVisitors },
    },
    { ...whole, key: "purchasers", name: "Organic purchasers", plateau: curves.purchasers, needs: purchasers },
    ...curves.segments.flatMap(({ corrected, plain }, place): readonly Curve[] => {
      const name = names[place];
      // The first is of everybody, and each declared one is in its place after it.
      const declaredAtMs = place === 0 ? null : (declared[place - 1]?.declaredAtMs ?? null);
      const segment = { needs: segmentVisitors, declaredAtMs };
      return [
        { ...segment, key: `${place} holds`, name: `${name}, corrected`, plateau: corrected, asked: "holds" },
        { ...segment, key: `${place} falls`, name: `${name}, not corrected`, plateau: plain, asked: "falls" },
      ];
    }),
  ];
}

const oneIn = (alpha: number) => formatCount(1 / alpha);
