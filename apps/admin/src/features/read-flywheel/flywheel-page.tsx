import { useTRPC } from "@flywheel/host";
import { Page, PageTitle, Panel } from "@flywheel/ui";
import { Button, CopyButton, NativeSelect, Switch } from "@mantine/core";
import { IconLink, IconRefresh } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Asked } from "../../by-week/asked.tsx";
import { ScopeForm } from "../../by-week/scope-form.tsx";
import { now } from "../../clock.ts";
import { formatMoment } from "../../words/moments.ts";
import { Answer } from "./flywheel-answer.tsx";
import { TargetsForm } from "./targets-form.tsx";
import { questionOf, readView, type View, weekChoices, writeView } from "./view.ts";

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
  const answer = useQuery(
    useTRPC().demand.flywheel.queryOptions(question, {
      placeholderData: keepPreviousData,
      // A question that nobody waits for is stopped.
      trpc: { abortOnUnmount: true },
    }),
  );
  return (
    <Page>
      <PageTitle
        lead="Whether demand brings more demand, and which of nine layers holds it back."
        actions={
          <CopyButton value={linkTo({ ...view, scope: { ...view.scope, period: { fromMs, toMs } } })}>
            {({ copied, copy }) => (
              <Button variant="default" size="sm" leftSection={<IconLink size={16} />} onClick={copy}>
                {copied ? "Copied" : "Copy link to this period"}
              </Button>
            )}
          </CopyButton>
        }
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
          data={weekChoices.map((weeks) => ({ value: String(weeks), label: `Last ${weeks} closed weeks` }))}
        />
      </ScopeForm>
      <Switch
        checked={view.leaveOutDays}
        onChange={(event) => onView({ ...view, leaveOutDays: event.currentTarget.checked })}
        label="Leave out each day in turn"
        description="Tells whether one day makes the verdict. It takes one more reading for each day of the weeks, so it takes longer, and may be refused as too much."
      />
      <Panel
        title="Verdict and layers"
        lead={`Past from ${formatMoment(fromMs)} to ${formatMoment(toMs)}`}
        actions={
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconRefresh size={16} />}
            loading={answer.isFetching}
            onClick={() => {
              setAskedMs(now());
              // A period that is fixed asks the same question again.
              void answer.refetch();
            }}
          >
            Ask again
          </Button>
        }
      >
        <Asked asked={answer} what="The flywheel">
          {(it) => <Answer answer={it} />}
        </Asked>
      </Panel>
      <TargetsForm
        key={JSON.stringify(view.targets)}
        stated={view.targets}
        answered={answer.data?.said?.judgement.layers ?? []}
        onChange={(targets) => onView({ ...view, targets })}
      />
    </Page>
  );
}
