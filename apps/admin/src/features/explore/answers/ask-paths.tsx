import { useTRPC } from "@flywheel/host";
import { Bars, formatCount, formatShare } from "@flywheel/ui";
import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../../asked/asking.ts";
import { sayEvent } from "../../../words/event-words.ts";
import { sayWhoCounts } from "../asking/consent-words.ts";
import { type Answer, pathsOf } from "../asking/questions.ts";
import { AnswerPanel, widen } from "./answer-panel.tsx";
import type { AskProps } from "./ask-props.ts";
import { CountTable } from "./count-table.tsx";
import { pathSteps } from "./path-steps.ts";

/** So many of each step are drawn; the table has all. */
const mostDrawn = 6;

export function AskPaths({ view, range, onAskAgain }: AskProps) {
  const asked = useQuery(useTRPC().demand.paths.queryOptions(pathsOf(view, range), asking));
  return (
    <AnswerPanel
      title={`${view.direction === "next" ? "After" : "Before"} ${sayEvent(view.from)}`}
      lead="One path in each session that is over"
      asked={asked}
      onAskAgain={onAskAgain}
      whoCounts={sayWhoCounts([view.from])}
      empty={({ sessions, open }) =>
        sessions > 0
          ? null
          : open > 0
            ? { title: "No such session is over yet", advice: `${sayOpen(open)} ${widen}` }
            : { title: "No session had this event in this period", advice: widen }
      }
    >
      {(answer) => <PathsAnswer answer={answer} />}
    </AnswerPanel>
  );
}

const sayOpen = (open: number): string =>
  `${formatCount(open)} ${open === 1 ? "session that began" : "sessions that began"} less than 24 hours before may still go on, and ${open === 1 ? "is" : "are"} in no path.`;

function PathsAnswer({ answer }: { readonly answer: Answer<"paths"> }) {
  const steps = pathSteps(answer);
  const { sessions, open, question } = answer;
  const order = question.direction === "next" ? "Step" : "Step back";
  return (
    <>
      <Text size="sm">
        {formatCount(sessions)} {sessions === 1 ? "session" : "sessions"}. {open > 0 ? sayOpen(open) : null}
      </Text>
      {steps.map(({ step, links }) => (
        <Stack key={step} gap="xs">
          <Title order={3} fz="md">
            {order} {step}
          </Title>
          <Bars
            label={`${order} ${step}, sessions`}
            of={sessions}
            bars={links.slice(0, mostDrawn).map(({ from, to, sessions: count }) => ({
              key: `${from} ${to}`,
              label: step === 1 ? to : `${from} → ${to}`,
              count,
            }))}
          />
          {links.length > mostDrawn ? (
            <Text size="sm" c="dimmed">
              {links.length - mostDrawn === 1
                ? "1 rarer one is in the table."
                : `${formatCount(links.length - mostDrawn)} rarer ones are in the table.`}
            </Text>
          ) : null}
        </Stack>
      ))}
      <CountTable
        label="Paths"
        columns={["From → to", order, "Sessions", "Of those at the first place", "Share", "Visitors"]}
        rows={steps.flatMap(({ step, links }) =>
          links.map(({ from, to, sessions: count, of, visitors }) => ({
            key: `${step} ${from} ${to}`,
            head: `${from} → ${to}`,
            cells: [String(step), formatCount(count), formatCount(of), formatShare(count, of), formatCount(visitors)],
          })),
        )}
      />
    </>
  );
}
