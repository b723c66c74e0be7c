import type { ExperimentDraft } from "@flywheel/experiments";
import { ErrorState } from "@flywheel/ui";
import { Button, Group, Stack, Text } from "@mantine/core";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { sayRefused } from "../../words/say-refused.ts";
import { errorsOf, serverErrors } from "./draft.ts";
import { MeasureSection } from "./measure-section.tsx";
import { PlanSection } from "./plan-section.tsx";
import { useLeftFields } from "./use-left-fields.ts";
import { VariantsSection } from "./variants-section.tsx";
import { WhatSection } from "./what-section.tsx";
import { WhenSection } from "./when-section.tsx";
import { WhoSection } from "./who-section.tsx";

export type ExperimentFormProps = {
  readonly start: ExperimentDraft;
  readonly isNew: boolean;
  /** It is to start as it is written, and has not widened by itself. */
  readonly isFresh: boolean;
  readonly saving: boolean;
  readonly error: unknown;
  /** Null where it cannot be saved as it is. */
  readonly onSave: ((draft: ExperimentDraft) => void) | null;
  /** What can be done instead, where the server refused it as it is. */
  readonly instead?: (draft: ExperimentDraft) => ReactNode;
};

/** Everything that is written down before a start, in six steps on one page. */
export function ExperimentForm({ start, isNew, isFresh, saving, error, onSave, instead }: ExperimentFormProps) {
  const [draft, setDraft] = useState(start);
  const [tries, setTries] = useState(0);
  const tried = tries > 0;
  const { ofLeft, watch } = useLeftFields();
  const form = useRef<HTMLFormElement>(null);
  const found = errorsOf(draft, { isFresh });
  const isSound = Object.keys(found).length === 0;
  const section = {
    draft,
    errors: { ...serverErrors(error), ...(tried ? found : ofLeft(found)) },
    change: (changed: Partial<ExperimentDraft>) => setDraft((before) => ({ ...before, ...changed })),
  };

  useEffect(() => {
    // To the first field that is wrong, so that nobody has to look for it.
    if (tries > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [tries]);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTries(tries + 1);
    if (isSound) onSave?.(draft);
  }

  return (
    <form ref={form} onSubmit={submit} noValidate {...watch}>
      <Stack gap="lg">
        <WhatSection {...section} isNew={isNew} />
        <VariantsSection {...section} />
        <WhoSection {...section} />
        <MeasureSection {...section} />
        <WhenSection {...section} />
        <PlanSection {...section} />
        {error ? <ErrorState title="It was not saved">{sayRefused(error)}</ErrorState> : null}
        {instead?.(draft)}
        {tried && !isSound ? (
          <Text c="red" role="alert">
            {Object.keys(found).length === 1 ? "One field" : `${Object.keys(found).length} fields`} above must be mended
            first.
          </Text>
        ) : null}
        {onSave ? (
          <Group>
            <Button type="submit" size="md" loading={saving}>
              {isNew ? "Save as a draft" : "Save"}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </form>
  );
}
