import { useTRPC } from "@flywheel/host";
import { formatCount } from "@flywheel/ui";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../../asked/asking.ts";
import { sayEvents } from "../../../words/event-words.ts";
import { sayWhoCounts } from "../asking/consent-words.ts";
import { type Answer, trendOf } from "../asking/questions.ts";
import type { View } from "../asking/view.ts";
import { LineChart } from "../charts/line-chart.tsx";
import { amountFormat } from "./amounts.ts";
import { AnswerPanel, widen } from "./answer-panel.tsx";
import type { AskProps } from "./ask-props.ts";
import { endsOf, sayDrawnPartial } from "./interval-words.ts";
import { drawnOf, linesOf } from "./trend-lines.ts";
import { TrendTable } from "./trend-table.tsx";

export function AskTrend({ view, range, onAskAgain }: AskProps) {
  const asked = useQuery(useTRPC().demand.trend.queryOptions(trendOf(view, range), asking));
  return (
    <AnswerPanel
      title={sayEvents(view.of)}
      lead={`By the ${view.per}, by the clock of ${view.zone}`}
      asked={asked}
      onAskAgain={onAskAgain}
      whoCounts={sayWhoCounts(view.of)}
      empty={({ points }) => (points.length === 0 ? { title: "Nothing of it in this period", advice: widen } : null)}
    >
      {(answer) => <TrendAnswer answer={answer} draw={view.draw} />}
    </AnswerPanel>
  );
}

function TrendAnswer({ answer, draw }: { readonly answer: Answer<"trend">; readonly draw: View["draw"] }) {
  const { question, intervals } = answer;
  const drawn = drawnOf(answer, draw);
  const { lines, left } = linesOf(answer, drawn);
  const ends = endsOf(question.interval, intervals, question.timeZone);
  const format = drawn.isAmount ? amountFormat(question.of) : drawn.format;
  const whole = lines.length === 1 ? "" : ` of ${lines.length} groups`;
  return (
    <>
      <div>
        <Text fw={550} mb="xs">
          {drawn.title}
        </Text>
        <LineChart
          label={`${drawn.title}${whole}, ${ends[0]} to ${ends[1]}; the same numbers are in the table`}
          lines={lines}
          ends={ends}
          format={format}
        />
        <Text size="sm" c="dimmed" mt="xs">
          {[
            sayDrawnPartial(intervals),
            left > 0
              ? `The ${lines.length} largest groups are drawn; ${formatCount(left)} more are in the table.`
              : null,
          ]
            .flatMap((sentence) => sentence ?? [])
            .join(" ")}
        </Text>
      </div>
      <TrendTable answer={answer} />
    </>
  );
}
