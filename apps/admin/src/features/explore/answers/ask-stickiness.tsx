import { useTRPC } from "@flywheel/host";
import { formatCount, formatShare } from "@flywheel/ui";
import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../../asked/asking.ts";
import { IntervalLegend } from "../../../asked/interval-legend.tsx";
import { sayInterval, sayShare } from "../../../by-week/amounts.ts";
import { sayEvents } from "../../../words/event-words.ts";
import { sayWhoCounts } from "../asking/consent-words.ts";
import { type Answer, powerCurveOf, stickinessOf } from "../asking/questions.ts";
import { LineChart } from "../charts/line-chart.tsx";
import { StackChart } from "../charts/stack-chart.tsx";
import { AnswerPanel, widen } from "./answer-panel.tsx";
import type { AskProps } from "./ask-props.ts";
import { CountTable } from "./count-table.tsx";
import { nameInterval } from "./interval-words.ts";

const tooShort = {
  title: "No 28 days of this period are over",
  advice: "Choose a period that holds 28 whole days of the past.",
};

/** Two questions about the same days: how the share went, and how many visitors had how many days. */
export function AskStickiness({ view, range, onAskAgain }: AskProps) {
  const { demand } = useTRPC();
  const stickiness = useQuery(demand.stickiness.queryOptions(stickinessOf(view, range), asking));
  const curve = useQuery(demand.powerCurve.queryOptions(powerCurveOf(view, range), asking));
  return (
    <Stack gap="lg">
      <AnswerPanel
        title="Stickiness"
        lead={`Of 28 days, the share on which an active visitor was active: ${sayEvents(view.of)}. Days by the clock of ${view.zone}`}
        asked={stickiness}
        onAskAgain={onAskAgain}
        whoCounts={sayWhoCounts(view.of)}
        empty={({ points }) => (points.length === 0 ? tooShort : nobodyOf(points.every((it) => it.visitors === 0)))}
      >
        {(answer) => <StickinessAnswer answer={answer} />}
      </AnswerPanel>
      <AnswerPanel
        title="Power-user curve"
        lead="Visitors by the number of days on which they were active, of the last 28 that are over"
        asked={curve}
        onAskAgain={onAskAgain}
        whoCounts={sayWhoCounts(view.of)}
        empty={({ curve: counted }) => (counted ? nobodyOf(counted.visitors.every((it) => it === 0)) : tooShort)}
      >
        {(answer) => <CurveAnswer answer={answer} />}
      </AnswerPanel>
    </Stack>
  );
}

const nobodyOf = (isNobody: boolean) => (isNobody ? { title: "Nobody was active in these days", advice: widen } : null);

function StickinessAnswer({ answer: { points, question } }: { readonly answer: Answer<"stickiness"> }) {
  const last = (endMs: number) => nameInterval("day", endMs - 1, question.timeZone);
  const ends = [last(points[0]?.endMs ?? 1), last(points.at(-1)?.endMs ?? 1)] as const;
  return (
    <>
      {points.length > 1 ? (
        <LineChart
          label={`Stickiness of the 28 days until ${ends[0]} up to those until ${ends[1]}; the same numbers are in the table`}
          lines={[
            {
              name: "Stickiness",
              points: points.map(({ visitorDays, possibleDays }) => ({
                value: possibleDays > 0 ? visitorDays / possibleDays : null,
              })),
            },
          ]}
          ends={ends}
          format={(share) => formatShare(share, 1) ?? ""}
        />
      ) : (
        <Text size="sm">The period holds one window of 28 days. Choose a longer one to see how it went.</Text>
      )}
      <CountTable
        label="Stickiness"
        columns={["28 days until", "Visitors", "Days active", "Of possible days", "Stickiness"]}
        rows={points.toReversed().map(({ lastDay, endMs, visitors, visitorDays, possibleDays }) => ({
          key: String(lastDay),
          head: last(endMs),
          cells: [...[visitors, visitorDays, possibleDays].map(formatCount), formatShare(visitorDays, possibleDays)],
        }))}
      />
    </>
  );
}

function CurveAnswer({ answer: { curve, intervals, question } }: { readonly answer: Answer<"powerCurve"> }) {
  if (!curve || !intervals) return null;
  const all = curve.visitors.reduce((sum, count) => sum + count, 0);
  const within = (interval: (typeof intervals.exactly)[number] | undefined) =>
    interval ? sayInterval(interval, sayShare) : null;
  const [from, until] = [curve.startMs, curve.endMs - 1].map((ms) => nameInterval("day", ms, question.timeZone));
  return (
    <>
      <div>
        <StackChart
          label={`Visitors by active days, from 1 to 28, ${from} to ${until}; the same numbers are in the table`}
          names={["Visitors"]}
          ends={["1 day", "28 days"]}
          stacks={curve.visitors.map((count, at) => ({ key: String(at), up: [count], down: [], partial: false }))}
        />
        <Text size="sm" c="dimmed" mt="xs">
          {from} to {until}: {formatCount(all)} {all === 1 ? "visitor" : "visitors"} with at least one active day.
        </Text>
      </div>
      <CountTable
        label="Power-user curve"
        columns={[
          "Active days of 28",
          "Visitors",
          `Of ${formatCount(all)}`,
          "95 % interval",
          "As many days or more",
          `Of ${formatCount(all)}, as many or more`,
          "95 % interval, as many or more",
        ]}
        rows={curve.visitors.map((count, at) => {
          const orMore = curve.visitors.slice(at).reduce((sum, more) => sum + more, 0);
          return {
            key: String(at),
            head: String(at + 1),
            cells: [
              ...[formatCount(count), formatShare(count, all), within(intervals.exactly[at])],
              ...[formatCount(orMore), formatShare(orMore, all), within(intervals.orMore[at])],
            ],
          };
        })}
      />
      <IntervalLegend />
    </>
  );
}
