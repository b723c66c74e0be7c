import { useTRPC } from "@flywheel/host";
import { Panel } from "@flywheel/ui";
import { Text, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asking } from "../../../asked/asking.ts";
import { StepGroups } from "../../../by-step/step-groups.tsx";
import type { StepName } from "../../../by-step/step-rows.ts";
import { sayOpen, sayOrder } from "../../../by-step/step-words.ts";
import { StepsChart } from "../../../by-step/steps-chart.tsx";
import { sayEvent } from "../../../words/event-words.ts";
import { formatMoment } from "../../../words/moments.ts";
import { sayWhoCounts } from "../asking/consent-words.ts";
import { type Answer, endingsOf, funnelOf, overlapOf, type Question } from "../asking/questions.ts";
import { AnswerPanel, widen } from "./answer-panel.tsx";
import type { AskProps } from "./ask-props.ts";

export function AskFunnel({ view, range, onAskAgain }: AskProps) {
  const overlap = overlapOf(view);
  const refused =
    overlap === null ? null : `One event could be ${overlap[0]} and ${overlap[1]}, but it can only be one of them.`;
  return (
    <>
      {/* Heard when it comes to be, so it is there before. */}
      <VisuallyHidden role="status">{refused === null ? "" : `Not asked. ${refused}`}</VisuallyHidden>
      {refused === null ? (
        <Asked question={funnelOf(view, range)} view={view} onAskAgain={onAskAgain} />
      ) : (
        <Panel title="Visitors" lead="Not asked">
          <Text>
            {refused} Choose another event for one of them, or limit both by the same field to different values.
          </Text>
        </Panel>
      )}
    </>
  );
}

type AskedProps = Omit<AskProps, "range"> & { readonly question: Question<"funnel"> };

function Asked({ question, view, onAskAgain }: AskedProps) {
  const [ending] = endingsOf(view);
  const asked = useQuery(useTRPC().demand.funnel.queryOptions(question, asking));
  return (
    <AnswerPanel
      title="Visitors"
      lead={`First step from ${formatMoment(question.fromMs)} to ${formatMoment(question.toMs)}. ${sayOrder(view.order, ending ? `${sayEvent(ending)} in between` : null)}`}
      asked={asked}
      onAskAgain={onAskAgain}
      whoCounts={sayWhoCounts(view.through.slice(0, 1))}
      judgedAt="first step"
      empty={({ steps: [first] }) =>
        first && first.reached + first.open > 0
          ? null
          : { title: "Nobody did the first step in this period", advice: widen }
      }
    >
      {(answer) => <FunnelAnswer answer={answer} />}
    </AnswerPanel>
  );
}

function FunnelAnswer({ answer }: { readonly answer: Answer<"funnel"> }) {
  const names = answer.steps.map(
    ({ step }, at): StepName => ({
      title: sayEvent(step),
      event: null,
      who: `did step ${at + 1}`,
    }),
  );
  const open = sayOpen(answer);
  return (
    <>
      <StepsChart answer={answer} names={names} />
      <StepGroups answer={answer} names={names} />
      {open === null ? null : (
        <Text size="sm" c="dimmed">
          {open}
        </Text>
      )}
    </>
  );
}
