import { EmptyState } from "@flywheel/ui";
import { Alert, Anchor, Badge, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCalendarTime } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { aboutWeeks, sayFootings, simulatedWarning } from "../../by-week/basis-words.ts";
import { firstWeekOverMs, sayWeeks } from "../../by-week/weeks.ts";
import { formatMoment } from "../../words/moments.ts";
import type { TimingAnswer } from "./answer.ts";
import { CurvesTable } from "./curves-table.tsx";
import { sayNext } from "./next-words.ts";
import { ProbesTable } from "./probes-table.tsx";
import { SignalsTable } from "./signals-table.tsx";
import { Terms } from "./terms.tsx";
import { sayThresholds } from "./thresholds.ts";
import { VerdictChecks } from "./verdict-checks.tsx";
import { sayFarmed, sayNotFarmed, sayTargets, sayWhy, timingWords } from "./verdict-words.ts";

export type AnswerProps = {
  readonly answer: TimingAnswer;
  /** Of the flywheel that is asked of the same. */
  readonly flywheelSearch: Record<string, unknown>;
};

/** From the sentence down to the last signal. */
export function Answer({ answer, flywheelSearch }: AnswerProps) {
  const { question, verdict, signals, weeks, basis } = answer;
  if (weeks.lastClosed < weeks.firstWeek) return <NoWeekYet answer={answer} />;
  if (basis.visitors === 0) return <NobodyServed answer={answer} />;
  return (
    <>
      {basis.simulated ? (
        <Alert color="amber" variant="light" icon={<IconAlertTriangle />} title="Simulated visitors" role="note">
          {simulatedWarning}
        </Alert>
      ) : null}
      <Verdict answer={answer} flywheelSearch={flywheelSearch} />
      <Text size="sm" c="dimmed">
        {sayFootings(answer)} Cohorts that began in the weeks of {sayWeeks(weeks.firstWeek, weeks.lastClosed)}.{" "}
        {aboutWeeks} {sayTargets(question.targets)} {sayThresholds(question.thresholds)}
      </Text>
      <Terms question={question} thresholds={verdict.thresholds} />
      <VerdictChecks verdict={verdict} />
      <CurvesTable verdict={verdict} weeks={weeks} declared={question.declared} />
      <SignalsTable signals={signals} thresholds={verdict.thresholds} />
      <ProbesTable probes={signals.probes} noiseBelow={verdict.thresholds.probe.noise} />
    </>
  );
}

function Verdict({ answer, flywheelSearch }: AnswerProps) {
  const { verdict } = answer;
  const { title, sentence, color } = timingWords[verdict.is];
  const { goes, how, asksFlywheel } = sayNext(answer);
  return (
    <Stack gap="xs">
      <Alert color={color} variant="light" radius="lg" role="note" title={sentence}>
        <Stack gap="xs" align="flex-start">
          <span>
            <Badge color={color} variant="light" mr={6}>
              {title}
            </Badge>
            {verdict.saysFarmed ? (
              <Badge color="amber" variant="light">
                Farmed
              </Badge>
            ) : null}
          </span>
          <Text size="sm">{sayWhy(verdict)}</Text>
        </Stack>
      </Alert>
      <section aria-label="What to do next">
        <Title order={3} fz="md">
          Next
        </Title>
        <Text>
          <strong>{goes}</strong> {how}
        </Text>
        {asksFlywheel ? (
          <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/flywheel" search={flywheelSearch} />}>
            Flywheel, asked of the same period, app, segment and targets
          </Anchor>
        ) : null}
      </section>
      {verdict.saysFarmed ? (
        <Text>{sayFarmed(verdict.farmed)}</Text>
      ) : (
        <Text size="sm" c="dimmed">
          {sayNotFarmed(verdict)}
        </Text>
      )}
    </Stack>
  );
}

/** Rows of nothing would look like findings. */
function NobodyServed({ answer }: { readonly answer: TimingAnswer }) {
  return (
    <EmptyState icon={<IconCalendarTime size={30} stroke={1.5} />} title={timingWords.insufficient.sentence}>
      Nobody was served in this range, so nothing is decided. Choose a longer one, all apps or everybody; real and
      simulated traffic are never mixed. {sayFootings(answer)}
    </EmptyState>
  );
}

function NoWeekYet({ answer }: { readonly answer: TimingAnswer }) {
  const overMs = firstWeekOverMs(answer.question);
  return (
    <EmptyState icon={<IconCalendarTime size={30} stroke={1.5} />} title="No week is over yet">
      {overMs === null
        ? "The range holds no whole week, from a Monday to a Sunday in UTC. Choose a longer one."
        : `The first whole week of the range is over on ${formatMoment(overMs)}. Nothing is said of a week that is still open.`}{" "}
      {sayFootings(answer)}
    </EmptyState>
  );
}
