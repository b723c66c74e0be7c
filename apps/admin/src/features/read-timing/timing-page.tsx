import { useTRPC } from "@flywheel/host";
import { Page, PageTitle } from "@flywheel/ui";
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AskedPanel } from "../../asked/asked-panel.tsx";
import { asking } from "../../asked/asking.ts";
import { CopyLink } from "../../asked/copy-link.tsx";
import { writeScope } from "../../by-week/scope.ts";
import { ScopeForm } from "../../by-week/scope-form.tsx";
import { now } from "../../clock.ts";
import { ChosenSegment } from "../../segments/chosen-segment.tsx";
import { StatedForm } from "../../stated/stated-form.tsx";
import { writeTargets } from "../../stated/targets.ts";
import { TargetsForm } from "../../stated/targets-form.tsx";
import { layerIds } from "../../words/layer-names.ts";
import { formatMoment } from "../../words/moments.ts";
import { DeclaredPanel } from "./declared-panel.tsx";
import { SurveyField } from "./survey-field.tsx";
import { thresholdFields } from "./thresholds.ts";
import { Answer } from "./timing-answer.tsx";
import { questionOf, type View } from "./view.ts";

export type TimingPageProps = {
  readonly view: View;
  readonly onView: (view: View) => void;
  /** The address of a view, for somebody else. */
  readonly linkTo: (view: View) => string;
};

/** Is the demand here today? */
export function TimingPage({ view, onView, linkTo }: TimingPageProps) {
  const [askedMs, setAskedMs] = useState(now);
  const question = questionOf(view, askedMs);
  const { fromMs, toMs } = question;
  const answer = useQuery(useTRPC().demand.timing.queryOptions(question, asking));
  return (
    <Page>
      <PageTitle
        lead="Is the demand here today? Said only as far as cohorts have matured."
        actions={<CopyLink address={linkTo({ ...view, scope: { ...view.scope, period: { fromMs, toMs } } })} />}
      >
        Timing
      </PageTitle>
      <ScopeForm
        scope={view.scope}
        range={{ fromMs, toMs }}
        periodLabel="Cohorts that began in"
        onChange={(scope) => onView({ ...view, scope })}
      >
        <NativeSelect
          label="Not organic"
          value={view.incentives}
          onChange={({ currentTarget: { value } }) =>
            onView({ ...view, incentives: value === "grants" ? "grants" : "grants-and-campaigns" })
          }
          data={[
            { value: "grants-and-campaigns", label: "Any incentive" },
            { value: "grants", label: "Grants only" },
          ]}
        />
        <SurveyField survey={view.survey} onChange={(survey) => onView({ ...view, survey })} />
      </ScopeForm>
      <ChosenSegment segment={view.scope.segment} />
      <AskedPanel
        title="Verdict and signals"
        lead={`Cohorts from ${formatMoment(fromMs)} to ${formatMoment(toMs)}. Not organic: who had grants${view.incentives === "grants" ? "" : " or came by a campaign"}.`}
        what="The timing"
        asked={answer}
        onAskAgain={() => setAskedMs(now())}
      >
        {(it) => <Answer answer={it} flywheelSearch={{ ...writeScope(view.scope), ...writeTargets(view.targets) }} />}
      </AskedPanel>
      <DeclaredPanel declared={view.declared} nowMs={askedMs} onChange={(declared) => onView({ ...view, declared })} />
      <TargetsForm
        stated={view.targets}
        answered={answer.data ? layerIds.map((layer) => ({ layer, target: answer.data.targets[layer] })) : []}
        decide="Here they decide only how much of all opportunity is supply's, and so whether the demand is supply-limited; no curve and no signal depends on them."
        onChange={(targets) => onView({ ...view, targets })}
      />
      <StatedForm
        title="Thresholds"
        lead="What signals and verdict are held against: shares in per cent, ratios as they are. The usual ones are starting points, and how often the verdict is right was measured with them alone. How many visitors it takes and how sure an interval is cannot be chosen."
        what="thresholds"
        fields={thresholdFields(
          view.thresholds,
          answer.isPlaceholderData ? undefined : answer.data?.verdict.thresholds,
        )}
        stated={view.thresholds}
        onChange={(thresholds) => onView({ ...view, thresholds })}
      />
    </Page>
  );
}
