import { useTRPC } from "@flywheel/host";
import { Bars, formatCount, formatShare } from "@flywheel/ui";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../../asked/asking.ts";
import { IntervalLegend } from "../../../asked/interval-legend.tsx";
import { sayInterval, sayShare } from "../../../by-week/amounts.ts";
import { sayEvent } from "../../../words/event-words.ts";
import { sayWhoCounts } from "../asking/consent-words.ts";
import { type Answer, valuesOf } from "../asking/questions.ts";
import { amountFormat, formatNumber } from "./amounts.ts";
import { AnswerPanel, widen } from "./answer-panel.tsx";
import type { AskProps } from "./ask-props.ts";
import { nameBucket } from "./bucket-name.ts";
import { CountTable } from "./count-table.tsx";
import { aboutOpenRange } from "./interval-words.ts";

export function AskValues({ view, range, onAskAgain }: AskProps) {
  const question = valuesOf(view, range);
  const asked = useQuery(useTRPC().demand.valueDistribution.queryOptions(question, asking));
  const among = view.among === null ? "visitors with at least one" : `visitors who did ${sayEvent(view.among)}`;
  return (
    <AnswerPanel
      title={`${question.amount.take === "count" ? "How many" : "The sum of the values of"} ${sayEvent(view.amount)}`}
      lead={`Of each visitor, over ${among}`}
      asked={asked}
      onAskAgain={onAskAgain}
      whoCounts={sayWhoCounts([view.among ?? view.amount])}
      empty={({ visitors }) => (visitors === 0 ? { title: "No such visitor in this period", advice: widen } : null)}
    >
      {(answer) => <ValuesAnswer answer={answer} />}
    </AnswerPanel>
  );
}

function ValuesAnswer({ answer }: { readonly answer: Answer<"valueDistribution"> }) {
  const { question, visitors, above, sum, most, percentiles, buckets, bucketIntervals, top, open } = answer;
  const isCount = question.amount.take === "count";
  const amount = isCount ? formatNumber : amountFormat([question.amount.of]);
  const names = buckets.map((_, at) => nameBucket(question.bounds, at, isCount, amount));
  return (
    <>
      <Text size="sm">
        {formatCount(visitors)} {visitors === 1 ? "visitor" : "visitors"}
        {above < visitors ? `, ${formatCount(above)} of them with more than nothing` : ""}; {amount(sum)} in all,{" "}
        {visitors > 0 ? `${amount(sum / visitors)} each on average` : null}
        {most === null ? null : `, ${amount(most)} at most`}.{open ? ` ${aboutOpenRange}` : null}
      </Text>
      <Bars
        label="Visitors by amount"
        of={visitors}
        bars={buckets.map((count, at) => ({ key: String(at), label: names[at] ?? "", count }))}
      />
      <CountTable
        label="Visitors by amount"
        columns={["Amount", "Visitors", `Of ${formatCount(visitors)}`, "95 % interval", "So much or less"]}
        rows={buckets.map((count, at) => {
          const interval = bucketIntervals[at];
          return {
            key: String(at),
            head: names[at] ?? "",
            cells: [
              formatCount(count),
              formatShare(count, visitors),
              interval ? sayInterval(interval, sayShare) : null,
              formatCount(buckets.slice(0, at + 1).reduce((total, fewer) => total + fewer, 0)),
            ],
          };
        })}
      />
      <IntervalLegend />
      <CountTable
        label="Share of visitors who do not exceed an amount"
        columns={["Share of visitors", "Do not exceed"]}
        rows={percentiles.map((value, at) => ({
          key: String(at),
          head: `${Math.round((question.percentiles[at] ?? 0) * 100)} %`,
          cells: [value === null ? null : amount(value)],
        }))}
      />
      <CountTable
        label="What those with the most hold"
        columns={["Visitors with the most", "How many", "Hold", `Of ${amount(sum)}`]}
        rows={top.map((held, at) => ({
          key: String(at),
          head: `Top ${(question.topPerMille[at] ?? 0) / 10} %`,
          cells: [formatCount(held.visitors), amount(held.sum), formatShare(held.sum, sum)],
        }))}
      />
    </>
  );
}
