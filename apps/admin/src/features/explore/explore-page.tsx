import { Page, PageTitle } from "@flywheel/ui";
import { type ReactNode, useState } from "react";
import { CopyLink } from "../../asked/copy-link.tsx";
import { now } from "../../clock.ts";
import { AskFunnel } from "./answers/ask-funnel.tsx";
import { AskLifecycle } from "./answers/ask-lifecycle.tsx";
import { AskPaths } from "./answers/ask-paths.tsx";
import type { AskProps } from "./answers/ask-props.ts";
import { AskRetention } from "./answers/ask-retention.tsx";
import { AskStickiness } from "./answers/ask-stickiness.tsx";
import { AskTrend } from "./answers/ask-trend.tsx";
import { AskUnmet } from "./answers/ask-unmet.tsx";
import { AskValues } from "./answers/ask-values.tsx";
import { type AskedKind, kinds } from "./asking/kinds.ts";
import { rangeOf } from "./asking/period.ts";
import type { View } from "./asking/view.ts";
import { QuestionForm } from "./form/question-form.tsx";

/** A record, so that a new question fails to compile here. */
const answers: Readonly<Record<AskedKind, (props: AskProps) => ReactNode>> = {
  trend: AskTrend,
  funnel: AskFunnel,
  retention: AskRetention,
  lifecycle: AskLifecycle,
  stickiness: AskStickiness,
  paths: AskPaths,
  values: AskValues,
  unmet: AskUnmet,
};

export type ExplorePageProps = {
  readonly view: View;
  /** What was chosen, whatever else is chosen before the page shows it. */
  readonly onChoose: (changed: Partial<View>) => void;
  /** The address of a view, for somebody else. */
  readonly linkTo: (view: View) => string;
};

/** One question at a time. A question that is left is given up, here and on the server. */
export function ExplorePage({ view, onChoose, linkTo }: ExplorePageProps) {
  const [askedMs, setAskedMs] = useState(now);
  const range = rangeOf(view.period, view.zone, askedMs);
  const Answer = answers[view.ask];
  return (
    <Page>
      <PageTitle lead={kinds[view.ask].lead} actions={<CopyLink address={linkTo({ ...view, period: range })} />}>
        Explore
      </PageTitle>
      <QuestionForm view={view} range={range} choose={onChoose} />
      <Answer view={view} range={range} onAskAgain={() => setAskedMs(now())} />
    </Page>
  );
}
