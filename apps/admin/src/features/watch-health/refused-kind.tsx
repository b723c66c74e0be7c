import type { RefusalReason } from "@flywheel/telemetry";
import { formatCount } from "@flywheel/ui";
import type { EventName } from "@flywheel/vocabulary";
import { useId, useState } from "react";
import { KeptEvents } from "./kept-events.tsx";
import { sayReason } from "./refusal-reasons.ts";
import classes from "./refused.module.css";

export type Kind = { readonly reason: RefusalReason; readonly name: EventName | null };

export type RefusedKindProps = {
  readonly kind: Kind;
  readonly count: number;
  readonly onOutcome: (said: string) => void;
};

/** One reason in one line; what is kept of its events on demand. */
export function RefusedKind({ kind, count, onOutcome }: RefusedKindProps) {
  const [opened, setOpened] = useState(false);
  const id = useId();
  return (
    <li className={classes.kind}>
      <button
        type="button"
        className={classes.line}
        aria-expanded={opened}
        aria-controls={opened ? id : undefined}
        onClick={() => setOpened(!opened)}
      >
        <span>
          {sayReason(kind.reason)} <code>{kind.name ?? "unnamed"}</code>
        </span>
        <span className={classes.count}>{formatCount(count)}</span>
      </button>
      {opened ? (
        <div id={id} className={classes.opened}>
          <KeptEvents kind={kind} onOutcome={onOutcome} />
        </div>
      ) : null}
    </li>
  );
}
