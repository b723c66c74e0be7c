import type { FunnelAnswer } from "@flywheel/api/type";
import { useTRPC } from "@flywheel/host";
import { EmptyState, Page, PageTitle } from "@flywheel/ui";
import { Text } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AskedPanel } from "../../asked/asked-panel.tsx";
import { asking } from "../../asked/asking.ts";
import { BasisLine } from "../../asked/basis-line.tsx";
import { CopyLink } from "../../asked/copy-link.tsx";
import { StepGroups } from "../../by-step/step-groups.tsx";
import { sayOpen, sayOrder } from "../../by-step/step-words.ts";
import { StepsChart } from "../../by-step/steps-chart.tsx";
import { now } from "../../clock.ts";
import { ChosenSegment } from "../../segments/chosen-segment.tsx";
import { formatMoment } from "../../words/moments.ts";
import { sayExcluded } from "./excluded-words.ts";
import { gateNames } from "./gate-names.ts";
import { questionOf, type View } from "./question.ts";
import { QuestionForm } from "./question-form.tsx";

export type FunnelPageProps = {
  readonly view: View;
  readonly onView: (view: View) => void;
  /** The address of a view, for somebody else. */
  readonly linkTo: (view: View) => string;
};

/** When the funnel judges who is in a segment. */
const atFirstStep = "their first step of the period";

export function FunnelPage({ view, onView, linkTo }: FunnelPageProps) {
  const [askedMs, setAskedMs] = useState(now);
  const question = questionOf(view, askedMs);
  const { fromMs, toMs } = question;
  const answer = useQuery(useTRPC().demand.funnel.queryOptions(question, asking));
  return (
    <Page>
      <PageTitle
        lead="How far visitors get within a time of their first step, each counted once."
        actions={<CopyLink address={linkTo({ ...view, period: { fromMs, toMs } })} />}
      >
        Funnel
      </PageTitle>
      <QuestionForm view={view} range={{ fromMs, toMs }} onChange={onView} />
      <ChosenSegment segment={view.segment} moment={atFirstStep} />
      <AskedPanel
        title="Visitors"
        lead={`First step from ${formatMoment(fromMs)} to ${formatMoment(toMs)}. ${sayOrder(view.order, sayExcluded(view.without))}`}
        what="The funnel"
        asked={answer}
        onAskAgain={() => setAskedMs(now())}
      >
        {(it) => <Answer answer={it} />}
      </AskedPanel>
    </Page>
  );
}

function Answer({ answer }: { readonly answer: FunnelAnswer }) {
  const first = answer.steps[0];
  const open = sayOpen(answer);
  return (
    <>
      {first && first.reached + first.open > 0 ? (
        <>
          <StepsChart answer={answer} names={gateNames} />
          <StepGroups answer={answer} names={gateNames} />
        </>
      ) : (
        <EmptyState icon={<IconFilter size={30} stroke={1.5} />} title="Nobody visited in this period">
          Choose a longer period or all apps. Only visitors who agreed to measuring are counted, and real and simulated
          traffic are never mixed.
        </EmptyState>
      )}
      {open === null ? null : (
        <Text size="sm" c="dimmed">
          {open}
        </Text>
      )}
      <BasisLine answer={answer} judgedAt="first step" />
    </>
  );
}
