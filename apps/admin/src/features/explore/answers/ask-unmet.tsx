import { useTRPC } from "@flywheel/host";
import { Bars, formatCount, formatCredits, formatShare } from "@flywheel/ui";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../../asked/asking.ts";
import { IntervalLegend } from "../../../asked/interval-legend.tsx";
import { sayInterval, sayShare } from "../../../by-week/amounts.ts";
import { type Answer, unmetOf } from "../asking/questions.ts";
import { AnswerPanel, widen } from "./answer-panel.tsx";
import type { AskProps } from "./ask-props.ts";
import { CountTable } from "./count-table.tsx";
import { aboutOpenRange } from "./interval-words.ts";
import { sayWant, visitorsOf, type Want } from "./want-words.ts";

const mostDrawn = 8;

export function AskUnmet({ view, range, onAskAgain }: AskProps) {
  const asked = useQuery(useTRPC().demand.unmetDemand.queryOptions(unmetOf(view, range), asking));
  return (
    <AnswerPanel
      title="What was wanted and not to be had"
      lead="Each visitor counts once for each thing, at the most that they gave for it: paid ahead, left a contact, clicked, or asked"
      asked={asked}
      onAskAgain={onAskAgain}
      whoCounts="Only visitors who agreed to measuring are counted; that somebody paid ahead is known of everybody."
      empty={({ wants }) => (wants.length === 0 ? { title: "Nothing was missed in this period", advice: widen } : null)}
    >
      {(answer) => <UnmetAnswer answer={answer} />}
    </AnswerPanel>
  );
}

function UnmetAnswer({
  answer: { wants, committedIntervals, basis, open },
}: {
  readonly answer: Answer<"unmetDemand">;
}) {
  return (
    <>
      <Bars
        label="Visitors who wanted it"
        bars={wants
          .slice(0, mostDrawn)
          .map((want) => ({ key: keyOf(want), label: sayWant(want), count: visitorsOf(want) }))}
      />
      {wants.length > mostDrawn ? (
        <Text size="sm" c="dimmed">
          {formatCount(wants.length - mostDrawn)} more {wants.length - mostDrawn === 1 ? "is" : "are"} in the table.
        </Text>
      ) : null}
      <CountTable
        label="Unmet demand"
        columns={[
          "Wanted",
          "Paid ahead",
          "Left a contact",
          "Clicked",
          "Asked",
          "Visitors",
          "Times",
          "Credits ahead",
          "Offer shown to",
          "Closed it",
          "Wanted it, of those shown",
        ]}
        rows={wants.map((want, at) => {
          const { prepaid, contact, click, ask } = want.committed;
          const visitors = visitorsOf(want);
          const offered = want.kind === "probe";
          const interval = committedIntervals[at];
          return {
            key: keyOf(want),
            head: sayWant(want),
            cells: [
              ...[prepaid, contact, click].map((count) => (offered ? formatCount(count) : null)),
              offered ? null : formatCount(ask),
              formatCount(visitors),
              formatCount(want.times),
              offered ? formatCredits(want.credits) : null,
              offered ? formatCount(want.shown) : null,
              offered ? formatCount(want.declined) : null,
              // Who saw it before the period and wanted it within is no part of those shown.
              offered && visitors <= want.shown
                ? [
                    formatShare(visitors, want.shown),
                    ...(interval ? [`(${sayInterval(interval, sayShare)})`] : []),
                  ].join(" ")
                : null,
            ],
          };
        })}
      />
      <Text size="sm" c="dimmed">
        Ordered by what it cost whoever wanted it: paying ahead weighs more than any number of clicks. Of{" "}
        {formatCount(basis.visitors)} {basis.visitors === 1 ? "visitor" : "visitors"} who asked, searched in vain or saw
        an offer.{open ? ` ${aboutOpenRange}` : null}
      </Text>
      {committedIntervals.some((interval) => interval !== null) ? <IntervalLegend where="In brackets, " /> : null}
    </>
  );
}

const keyOf = ({ kind, subject, cause }: Want) => `${kind} ${subject} ${cause}`;
