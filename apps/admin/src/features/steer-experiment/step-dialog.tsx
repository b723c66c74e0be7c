import type { ExperimentDefinition } from "@flywheel/experiments";
import { ErrorState } from "@flywheel/ui";
import { Button, Group, Modal, NumberInput, Stack, Text, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { sayRefused } from "../../words/say-refused.ts";
import { type Step, type StepWords, stepWords } from "./steps.ts";
import { useSteer } from "./use-steer.ts";

export type StepDialogProps = {
  readonly experiment: ExperimentDefinition;
  readonly step: Step;
  readonly onClose: () => void;
  readonly onDone: (step: Step) => void;
};

/** Says what will happen, asks for what the server needs, and tells in its words why it said no. */
export function StepDialog({ experiment, step, onClose, onDone }: StepDialogProps) {
  const { label, says, asks, tone }: StepWords = stepWords[step];
  const [reason, setReason] = useState("");
  const [percent, setPercent] = useState<number | string>(Math.min(100, Math.round(experiment.coverage * 200)));
  const [tried, setTried] = useState(false);
  const steer = useSteer(experiment, onDone);
  const lacksReason = asks === "reason" && reason.trim() === "";
  const coverage = Number(percent) / 100;
  const isNarrower = asks === "coverage" && !(coverage > experiment.coverage && coverage <= 1);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!lacksReason && !isNarrower) steer.mutate({ step, reason: reason.trim(), coverage });
  }

  return (
    <Modal opened onClose={onClose} title={`${label}: ${experiment.name}`} size={480}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">{says}</Text>
          {asks === "reason" ? (
            <Textarea
              label="Why"
              description="It stands in the history, for whoever asks in a year."
              rows={3}
              maxLength={500}
              data-autofocus
              value={reason}
              error={tried && lacksReason ? "Say why." : null}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          ) : null}
          {asks === "coverage" ? (
            <NumberInput
              label="Coverage, in %"
              min={0}
              max={100}
              data-autofocus
              value={percent}
              error={tried && isNarrower ? `More than ${experiment.coverage * 100}, and 100 at most.` : null}
              onChange={setPercent}
            />
          ) : null}
          {steer.error ? <ErrorState title="Nothing was changed">{sayRefused(steer.error)}</ErrorState> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose} disabled={steer.isPending}>
              Leave it
            </Button>
            <Button type="submit" {...(tone === "danger" ? { color: "red" } : {})} loading={steer.isPending}>
              {label}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
