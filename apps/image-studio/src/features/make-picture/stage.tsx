import { RefusalNotice } from "@flywheel/host/answers";
import { EmptyState, ErrorState, Panel } from "@flywheel/ui";
import { Button, VisuallyHidden } from "@mantine/core";
import { IconPhoto, IconPlayerStop } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { announcementOf } from "./announcement.ts";
import type { Making } from "./making.ts";
import { Progress } from "./progress.tsx";
import classes from "./stage.module.css";

export type StageProps = {
  readonly making: Making;
  /** What is drawn when the picture is there: the page knows what else can be done with it. */
  readonly finished: (making: Extract<Making, { phase: "done" }>) => ReactNode;
  readonly onCancel: () => void;
  readonly onRetry: () => void;
  /** Leads back to the words and the model. */
  readonly onChange: () => void;
};

/** Where the picture appears, and where it is said why it does not. */
export function Stage(props: StageProps) {
  return (
    <Panel>
      <VisuallyHidden role="status" aria-live="polite">
        {announcementOf(props.making)}
      </VisuallyHidden>
      <Scene {...props} />
    </Panel>
  );
}

function Scene({ making, finished, onCancel, onRetry, onChange }: StageProps) {
  switch (making.phase) {
    case "idle":
      return (
        <div className={classes.idle}>
          <EmptyState icon={<IconPhoto size={40} stroke={1.2} />} title="Your picture appears here">
            Blurred at first, sharper with every step.
          </EmptyState>
        </div>
      );
    case "under-way":
      return <Progress making={making} onCancel={onCancel} />;
    case "done":
      return finished(making);
    case "refused":
      return (
        <RefusalNotice key={making.ask.requestId} refusal={making.refusal} onRetry={onRetry} onChange={onChange} />
      );
    case "failed":
      return (
        <ErrorState title="No picture this time" {...(making.retryable ? { onRetry } : {})}>
          {making.message}
        </ErrorState>
      );
    case "cancelled":
      return (
        <EmptyState
          icon={<IconPlayerStop size={36} stroke={1.2} />}
          title="Cancelled"
          action={
            <Button size="xs" variant="default" onClick={onRetry}>
              Make it after all
            </Button>
          }
        >
          A picture that was not finished costs nothing.
        </EmptyState>
      );
  }
}
