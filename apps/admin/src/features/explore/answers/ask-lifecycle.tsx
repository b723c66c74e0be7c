import { useTRPC } from "@flywheel/host";
import { formatCount } from "@flywheel/ui";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../../asked/asking.ts";
import { sayEvents } from "../../../words/event-words.ts";
import { sayWhoCounts } from "../asking/consent-words.ts";
import { type Answer, lifecycleOf } from "../asking/questions.ts";
import { StackChart } from "../charts/stack-chart.tsx";
import { AnswerPanel, widen } from "./answer-panel.tsx";
import type { AskProps } from "./ask-props.ts";
import { CountTable } from "./count-table.tsx";
import { endsOf, intervalTitles, nameInterval } from "./interval-words.ts";

export function AskLifecycle({ view, range, onAskAgain }: AskProps) {
  const question = lifecycleOf(view, range);
  const asked = useQuery(useTRPC().demand.lifecycle.queryOptions(question, asking));
  return (
    <AnswerPanel
      title={sayEvents(view.of)}
      lead={`Visitors by the ${question.interval}, by the clock of ${view.zone}; every ${question.interval} is whole`}
      asked={asked}
      onAskAgain={onAskAgain}
      whoCounts={sayWhoCounts(view.of)}
      empty={({ points, activeBefore }) =>
        activeBefore === 0 && points.every(({ active }) => active === 0)
          ? { title: "Nobody was active in this period", advice: widen }
          : null
      }
    >
      {(answer) => <LifecycleAnswer answer={answer} />}
    </AnswerPanel>
  );
}

function LifecycleAnswer({ answer }: { readonly answer: Answer<"lifecycle"> }) {
  const { question, points, activeBefore } = answer;
  const ends = endsOf(question.interval, points, question.timeZone);
  return (
    <>
      <div>
        <StackChart
          label={`New, returning, resurrected and dormant visitors, ${ends[0]} to ${ends[1]}; the same numbers are in the table`}
          names={["New", "Returning", "Resurrected", "Dormant"]}
          ends={ends}
          stacks={points.map(({ number, fresh, returning, resurrected, dormant, open }) => ({
            key: String(number),
            up: [fresh, returning, resurrected],
            // Whoever is missing while it is open may still come.
            down: [open ? 0 : dormant],
            partial: open,
          }))}
        />
        <Text size="sm" c="dimmed" mt="xs">
          Above the line who was active, below it who was in the {question.interval} before and did not come.
          {points.some(({ open }) => open) ? " Pale: not over yet, so nobody is called dormant there." : null}
        </Text>
      </div>
      <CountTable
        label="Lifecycle"
        columns={[
          intervalTitles[question.interval],
          "Active before",
          "New",
          "Returning",
          "Resurrected",
          "Dormant",
          "Active",
        ]}
        rows={points
          .map(({ number, startMs, open, active, fresh, returning, resurrected, dormant }, at) => ({
            key: String(number),
            head: nameInterval(question.interval, startMs, question.timeZone),
            note: open ? "not over yet" : null,
            cells: [
              formatCount(points[at - 1]?.active ?? activeBefore),
              ...[fresh, returning, resurrected].map(formatCount),
              open ? null : formatCount(dormant),
              formatCount(active),
            ],
          }))
          .toReversed()}
      />
      <Text size="sm" c="dimmed">
        Active is the sum of new, returning and resurrected. It is also active before, plus new, plus resurrected, minus
        dormant. New means that their first such event ever lies in it.
        {question.segment
          ? ` With a segment, those who came in none of these ${question.interval}s are not known.`
          : null}
      </Text>
    </>
  );
}
