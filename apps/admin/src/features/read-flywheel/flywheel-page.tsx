import { Page, PageTitle } from "@flywheel/ui";
import { NativeSelect, Switch } from "@mantine/core";
import { useState } from "react";
import { AskedPanel } from "../../asked/asked-panel.tsx";
import { CopyLink } from "../../asked/copy-link.tsx";
import { scopeOf } from "../../by-week/scope.ts";
import { ScopeForm } from "../../by-week/scope-form.tsx";
import { now } from "../../clock.ts";
import { ChosenSegment } from "../../segments/chosen-segment.tsx";
import { TargetsForm } from "../../stated/targets-form.tsx";
import { formatMoment } from "../../words/moments.ts";
import { Answer } from "./flywheel-answer.tsx";
import { SuppliedPanel } from "./supplied/supplied-panel.tsx";
import { useFlywheel } from "./use-flywheel.ts";
import { questionOf, readView, type View, weekChoices, writeView } from "./view.ts";
import { WhatIfPanel } from "./what-if/what-if-panel.tsx";

export type FlywheelPageProps = {
  readonly view: View;
  readonly onView: (view: View) => void;
  /** The address of a view, for somebody else. */
  readonly linkTo: (view: View) => string;
};

/** How the flywheel turned in the last closed weeks, and what holds it back. */
export function FlywheelPage({ view, onView, linkTo }: FlywheelPageProps) {
  const [askedMs, setAskedMs] = useState(now);
  const question = questionOf(view, askedMs);
  const { fromMs, toMs } = question;
  const scope = scopeOf(view.scope, askedMs);
  const { asked, days, notLeftOut } = useFlywheel(question, view.leaveOutDays);
  return (
    <Page>
      <PageTitle
        lead="Whether demand brings more demand, and which of nine layers holds it back."
        actions={<CopyLink address={linkTo({ ...view, scope: { ...view.scope, period: { fromMs, toMs } } })} />}
      >
        Flywheel
      </PageTitle>
      <ScopeForm
        scope={view.scope}
        range={{ fromMs, toMs }}
        periodLabel="Past that is read"
        onChange={(scope) => onView({ ...view, scope })}
      >
        <NativeSelect
          label="Judged"
          value={String(view.weeks)}
          onChange={(event) => onView(readView({ ...writeView(view), weeks: Number(event.currentTarget.value) }))}
          data={weekChoices.map((weeks) => ({ value: String(weeks), label: `${weeks} closed weeks` }))}
        />
      </ScopeForm>
      <ChosenSegment segment={view.scope.segment} />
      <Switch
        checked={view.leaveOutDays}
        onChange={(event) => onView({ ...view, leaveOutDays: event.currentTarget.checked })}
        label="Leave out each day in turn"
        description={
          notLeftOut ??
          "Once a layer is named, tells whether one day makes its name. Who was seen on many days is read once for each, so it takes longer."
        }
      />
      <AskedPanel
        title="Verdict and layers"
        lead={`Past from ${formatMoment(fromMs)} to ${formatMoment(toMs)}`}
        what="The flywheel"
        asked={asked}
        onAskAgain={() => setAskedMs(now())}
      >
        {(it) => <Answer answer={it} days={days} scope={view.scope} targets={view.targets} />}
      </AskedPanel>
      <TargetsForm
        stated={view.targets}
        answered={asked.data?.said?.judgement.layers ?? []}
        decide="They decide what each layer could gain, and so the verdict."
        onChange={(targets) => onView({ ...view, targets })}
      />
      <SuppliedPanel
        question={{ ...scope, weeks: view.weeks }}
        breakdown={view.by}
        onBreakdown={(by) => onView({ ...view, by, group: null })}
        group={view.group}
        onGroup={(group) => onView({ ...view, group })}
        onAskAgain={() => setAskedMs(now())}
      />
      <WhatIfPanel
        question={{ ...scope, weeks: view.weeks, targets: { ...view.targets } }}
        supposed={view.supposed}
        onSuppose={(supposed) => onView({ ...view, supposed })}
        onAskAgain={() => setAskedMs(now())}
      />
    </Page>
  );
}
