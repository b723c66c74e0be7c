import { useTRPC } from "@flywheel/host";
import { Page, PageTitle, Panel } from "@flywheel/ui";
import { Button, CopyButton, NativeSelect } from "@mantine/core";
import { IconLink, IconRefresh } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Asked } from "../../by-week/asked.tsx";
import { ScopeForm } from "../../by-week/scope-form.tsx";
import { now } from "../../clock.ts";
import { formatMoment } from "../../words/moments.ts";
import { DeclaredPanel } from "./declared-panel.tsx";
import { SurveyField } from "./survey-field.tsx";
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
  const answer = useQuery(
    useTRPC().demand.timing.queryOptions(question, {
      placeholderData: keepPreviousData,
      // A question that nobody waits for is stopped.
      trpc: { abortOnUnmount: true },
    }),
  );
  return (
    <Page>
      <PageTitle
        lead="Is the demand here today? Said only as far as cohorts have matured."
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
        Timing
      </PageTitle>
      <ScopeForm
        scope={view.scope}
        range={{ fromMs, toMs }}
        periodLabel="Cohorts that began in"
        onChange={(scope) => onView({ ...view, scope })}
      >
        <NativeSelect
          label="Not organic is"
          value={view.incentives}
          onChange={({ currentTarget: { value } }) =>
            onView({ ...view, incentives: value === "grants" ? "grants" : "grants-and-campaigns" })
          }
          data={[
            { value: "grants-and-campaigns", label: "Who had grants or came by a campaign" },
            { value: "grants", label: "Who had grants" },
          ]}
        />
        <SurveyField key={view.survey} survey={view.survey} onChange={(survey) => onView({ ...view, survey })} />
      </ScopeForm>
      <Panel
        title="Verdict and signals"
        lead={`Cohorts from ${formatMoment(fromMs)} to ${formatMoment(toMs)}`}
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
        <Asked asked={answer} what="The timing">
          {(it) => <Answer answer={it} />}
        </Asked>
      </Panel>
      <DeclaredPanel declared={view.declared} nowMs={askedMs} onChange={(declared) => onView({ ...view, declared })} />
    </Page>
  );
}
