import { EmptyState, formatCount } from "@flywheel/ui";
import { Alert, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCalendarTime, IconHourglass, IconPointFilled } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { aboutWeeks, sayFootings, simulatedWarning } from "../../by-week/basis-words.ts";
import { firstWeekOverMs, sayCount, sayWeeks, weekMs } from "../../by-week/weeks.ts";
import { formatMoment } from "../../words/moments.ts";
import type { FlywheelAnswer, Judgement } from "./answer.ts";
import { ExperimentsTable } from "./experiments-table.tsx";
import { GrowthSection } from "./growth-section.tsx";
import { IdentityTables } from "./identity-tables.tsx";
import { LayerRing } from "./layer-ring.tsx";
import { LayersTable } from "./layers-table.tsx";
import { LostTable } from "./lost-table.tsx";
import { NextLinks, type NextLinksProps } from "./next-links.tsx";
import type { DaysStanding } from "./use-flywheel.ts";
import { aboutSupport, isAnyJudged, reachingIt, sayBottleneck, sayDays, sayNextLook } from "./verdict-words.ts";

export type AnswerProps = Pick<NextLinksProps, "scope" | "targets"> & {
  readonly answer: FlywheelAnswer;
  readonly days: DaysStanding;
};

/** From the sentence down to the last count. */
export function Answer({ answer, days, scope, targets }: AnswerProps) {
  const { said, weeks, basis } = answer;
  if (said === null || weeks === null) return <NoWeekYet answer={answer} />;
  if (basis.visitors === 0) {
    return (
      <EmptyState icon={<IconCalendarTime size={30} stroke={1.5} />} title="Nobody was seen in this range">
        Choose a longer past, all apps or everybody. Only visitors who agreed to measuring are counted, and real and
        simulated traffic are never mixed. {sayFootings(answer)}
      </EmptyState>
    );
  }
  const { judgement, growth, organicPurchasers } = said;
  const isFixed = !("preset" in scope.period);
  const isOfPart = answer.question.app !== null || answer.question.segment !== null;
  const isJudged = isAnyJudged(judgement.layers);
  return (
    <>
      <Verdict judgement={judgement} days={days} draws={answer.question.draws} isPeriodFixed={isFixed}>
        <NextLinks scope={scope} targets={targets} days={judgement.next.probe === "inspect-days" ? weeks : null} />
      </Verdict>
      <Text size="sm" c="dimmed">
        {sayFootings(answer)} Judged: {sayCount(weeks.lastClosed - weeks.first + 1, "closed week")},{" "}
        {sayWeeks(weeks.first, weeks.lastClosed)}. {aboutWeeks} A week counts for the layers once the week after it is
        over.
        {growth.activeWeeks === 0
          ? ` Nobody was active in them; the next week is over on ${formatMoment(weeks.toMs + weekMs)}${isFixed ? reachingIt : ""}.`
          : ""}
      </Text>
      {basis.simulated ? (
        <Alert color="amber" variant="light" icon={<IconAlertTriangle />} title="Simulated visitors" role="note">
          {simulatedWarning}
        </Alert>
      ) : null}
      <GrowthSection organicPurchasers={organicPurchasers} everybody={growth} isOfPart={isOfPart} />
      {isJudged ? (
        <>
          <LayerRing judgement={judgement} />
          <LayersTable judgement={judgement} />
          <ExperimentsTable layers={judgement.layers} segment={answer.question.segment} />
        </>
      ) : null}
      <IdentityTables weeks={said.identity} />
      {isJudged ? <LostTable lost={said.lost} statedWaitMs={answer.question.statedWaitMs} /> : null}
    </>
  );
}

type VerdictProps = {
  readonly judgement: Judgement;
  readonly days: DaysStanding;
  readonly draws: number;
  readonly isPeriodFixed: boolean;
  /** Ways to what is next. */
  readonly children: ReactNode;
};

function Verdict({ judgement, days, draws, isPeriodFixed, children }: VerdictProps) {
  const { sentence, why, tone } = sayBottleneck(judgement);
  const { probe, month, when } = sayNextLook(judgement, isPeriodFixed);
  return (
    <Stack gap="sm">
      <Alert
        color={tone === "named" ? "amber" : "blue"}
        icon={tone === "named" ? <IconPointFilled /> : <IconHourglass />}
        variant="light"
        radius="lg"
        role="note"
        title={sentence}
      >
        <Text size="sm">
          {why} <span role="status">{sayDays(judgement, days)}</span>
        </Text>
      </Alert>
      <section aria-label="What to do next">
        <Title order={3} fz="md">
          Next
        </Title>
        <Text>
          {month} {probe} {when}
        </Text>
        {children}
      </section>
      <Text size="sm" c="dimmed">
        {aboutSupport} There are {formatCount(draws)} draws; intervals of gains are 90 %.
      </Text>
    </Stack>
  );
}

function NoWeekYet({ answer }: { readonly answer: FlywheelAnswer }) {
  const overMs = firstWeekOverMs(answer.question);
  return (
    <EmptyState icon={<IconCalendarTime size={30} stroke={1.5} />} title="No week is over yet">
      {overMs === null
        ? "The range holds no whole week, from a Monday to a Sunday in UTC. Choose a longer past."
        : `The first whole week of the range is over on ${formatMoment(overMs)}. Nothing is said of a week that is still open.`}{" "}
      {sayFootings(answer)}
    </EmptyState>
  );
}
