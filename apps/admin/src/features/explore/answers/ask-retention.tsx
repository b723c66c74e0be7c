import { useTRPC } from "@flywheel/host";
import { formatShare } from "@flywheel/ui";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../../asked/asking.ts";
import { IntervalLegend } from "../../../asked/interval-legend.tsx";
import { sayEvent } from "../../../words/event-words.ts";
import { sayWhoCounts } from "../asking/consent-words.ts";
import { type Answer, retentionOf } from "../asking/questions.ts";
import { LineChart } from "../charts/line-chart.tsx";
import { AnswerPanel, widen } from "./answer-panel.tsx";
import type { AskProps } from "./ask-props.ts";
import { RetentionTable } from "./retention-table.tsx";

export function AskRetention({ view, range, onAskAgain }: AskProps) {
  const question = retentionOf(view, range);
  const asked = useQuery(useTRPC().demand.retention.queryOptions(question, asking));
  return (
    <AnswerPanel
      title={`${sayEvent(view.start)}, then ${sayEvent(view.back)}`}
      lead={`Whoever started in the same ${question.interval} is one cohort, by the clock of ${view.zone}`}
      asked={asked}
      onAskAgain={onAskAgain}
      whoCounts={sayWhoCounts([view.start])}
      empty={({ cohorts }) =>
        cohorts.every(({ size }) => size === 0) ? { title: "Nobody started in this period", advice: widen } : null
      }
    >
      {(answer) => <RetentionAnswer answer={answer} />}
    </AnswerPanel>
  );
}

function RetentionAnswer({ answer: { average, cohorts, question } }: { readonly answer: Answer<"retention"> }) {
  const known = average.filter(({ size }) => size > 0);
  return (
    <>
      {known.length === 0 ? (
        <Text size="sm">
          No cohort has had its time yet: the first {question.interval} after the start is over for nobody.
        </Text>
      ) : (
        <div>
          <Text fw={550} mb="xs">
            Share that came back, over all cohorts whose time is over
          </Text>
          <LineChart
            label={`Share that came back, ${question.interval} 1 to ${known.length}; the same numbers are in the last row of the table`}
            lines={[
              {
                name: "All cohorts",
                points: average.map(({ size, returned }) => ({ value: size > 0 ? returned / size : null })),
              },
            ]}
            ends={[`${question.interval} 1`, `${question.interval} ${question.periods}`]}
            format={(share) => formatShare(share, 1) ?? ""}
          />
        </div>
      )}
      <RetentionTable cohorts={cohorts} average={average} question={question} />
      <Text size="sm" c="dimmed">
        In each cell: the share of the cohort, and how many visitors that are. An empty cell is not over yet for
        everybody in its cohort.
      </Text>
      {known.length > 0 ? <IntervalLegend /> : null}
      {known.length > 0 && question.type === "recurring" ? (
        <Text size="sm" c="dimmed">
          The last row has none: whoever started in several cohorts is in it several times.
        </Text>
      ) : null}
    </>
  );
}
