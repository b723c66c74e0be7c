import type { FunnelAnswer } from "@flywheel/api/type";
import { useTRPC } from "@flywheel/host";
import { EmptyState, ErrorState, LoadingState, Page, PageTitle, Panel } from "@flywheel/ui";
import { Button, CopyButton, Group, Stack, Text } from "@mantine/core";
import { IconFilter, IconLink, IconRefresh } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { now } from "../../clock.ts";
import { sayFailure } from "../../words/failure.ts";
import { formatMoment } from "../../words/moments.ts";
import { sayFootings, sayOpen } from "./answer-words.ts";
import { FunnelChart } from "./funnel-chart.tsx";
import { GroupsTable } from "./groups-table.tsx";
import { questionOf, type View } from "./question.ts";
import { QuestionForm } from "./question-form.tsx";

export type FunnelPageProps = {
  readonly view: View;
  readonly onView: (view: View) => void;
  /** The address of a view, for somebody else. */
  readonly linkTo: (view: View) => string;
};

export function FunnelPage({ view, onView, linkTo }: FunnelPageProps) {
  const [askedMs, setAskedMs] = useState(now);
  const question = questionOf(view, askedMs);
  const { fromMs, toMs } = question;
  const answer = useQuery(useTRPC().demand.funnel.queryOptions(question, asking));
  return (
    <Page>
      <PageTitle
        lead="How far visitors get within a time of their first step, each counted once."
        actions={
          <CopyButton value={linkTo({ ...view, period: { fromMs, toMs } })}>
            {({ copied, copy }) => (
              <Button variant="default" size="sm" leftSection={<IconLink size={16} />} onClick={copy}>
                {copied ? "Copied" : "Copy link to this period"}
              </Button>
            )}
          </CopyButton>
        }
      >
        Funnel
      </PageTitle>
      <QuestionForm view={view} range={{ fromMs, toMs }} onChange={onView} />
      <Panel
        title="Visitors"
        lead={`First step from ${formatMoment(fromMs)} to ${formatMoment(toMs)}`}
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
        {answer.error ? (
          <ErrorState
            title="The funnel could not be read"
            onRetry={() => void answer.refetch()}
            retrying={answer.isFetching}
          >
            {sayFailure(answer.error)}
          </ErrorState>
        ) : answer.data ? (
          <Answer answer={answer.data} stale={answer.isPlaceholderData} />
        ) : (
          <LoadingState label="Counting" lines={5} height={44} />
        )}
      </Panel>
    </Page>
  );
}

/** A question that is left or changed is given up, on the server too. */
const asking = { placeholderData: keepPreviousData, trpc: { abortOnUnmount: true } } as const;

/** The answer to the question before stays, dimmed, until the next one is there. */
function Answer({ answer, stale }: { readonly answer: FunnelAnswer; readonly stale: boolean }) {
  const first = answer.steps[0];
  const open = sayOpen(answer);
  return (
    <Stack gap="lg" aria-busy={stale} style={stale ? { opacity: 0.5 } : undefined}>
      {first && first.reached + first.open > 0 ? (
        <>
          <FunnelChart answer={answer} />
          <GroupsTable answer={answer} />
        </>
      ) : (
        <EmptyState icon={<IconFilter size={30} stroke={1.5} />} title="Nobody visited in this period">
          Choose a longer period or all apps. Only visitors who agreed to measuring are counted, and real and simulated
          traffic are never mixed.
        </EmptyState>
      )}
      <Group gap="xs" c="dimmed">
        {open === null ? null : <Text size="sm">{open}</Text>}
        <Text size="sm">{sayFootings(answer)}</Text>
      </Group>
    </Stack>
  );
}
