import { formatCount } from "@flywheel/ui";
import type { Answer } from "../asking/questions.ts";
import { amountFormat, formatMean } from "./amounts.ts";
import { CountTable } from "./count-table.tsx";
import { intervalTitles, nameInterval, sayPartial } from "./interval-words.ts";

/** The newest first. Every interval has a row, also where there was nothing. */
export function TrendTable({ answer }: { readonly answer: Answer<"trend"> }) {
  const { question, intervals, points } = answer;
  const hasValues = question.percentiles.length > 0;
  const isBroken = question.breakdown !== null;
  const amount = amountFormat(question.of);
  const rows = intervals.toReversed().flatMap((interval) => {
    const head = nameInterval(question.interval, interval.startMs, question.timeZone);
    const note = sayPartial(interval);
    const here = points.filter((point) => point.interval === interval.number);
    if (here.length === 0) {
      const none = [
        ...(isBroken ? ["nothing"] : []),
        "0",
        "0",
        null,
        ...(hasValues ? ["0", null, null, null, null, null] : []),
      ];
      return [{ key: String(interval.number), head, note, cells: none }];
    }
    return here.map(({ group, events, visitors, valued, sum, percentiles }) => ({
      key: `${interval.number} ${group}`,
      head,
      note,
      cells: [
        ...(isBroken ? [group ?? "not said"] : []),
        formatCount(visitors),
        formatCount(events),
        formatMean(events, visitors),
        ...(hasValues
          ? [
              formatCount(valued),
              amount(sum),
              visitors > 0 ? amount(sum / visitors) : null,
              valued > 0 ? amount(sum / valued) : null,
              ...percentiles.map((value) => (value === null ? null : amount(value))),
            ]
          : []),
      ],
    }));
  });
  const values = [
    "Events with a value",
    "Sum",
    "Value per visitor",
    "Mean of events with a value",
    "Median",
    "90 % do not exceed",
  ];
  return (
    <CountTable
      label="Trend"
      columns={[
        intervalTitles[question.interval],
        ...(isBroken ? ["Group"] : []),
        "Visitors",
        "Events",
        "Events per visitor",
        ...(hasValues ? values : []),
      ]}
      rows={rows}
    />
  );
}
