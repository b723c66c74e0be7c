import { type ExperimentDefinition, isPossible } from "@flywheel/experiments";
import { Button, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { usePerson } from "../../signed-in/person.ts";
import { mayActAs, roles } from "../../signed-in/roles.ts";
import { StepDialog } from "./step-dialog.tsx";
import { type Step, type StepWords, stepsFor, stepWords } from "./steps.ts";

const looks = {
  main: {},
  plain: { variant: "default" },
  danger: { variant: "light", color: "red" },
} as const satisfies Record<StepWords["tone"], object>;

export type SteerBarProps = {
  readonly experiment: ExperimentDefinition;
  readonly onDeleted: () => void;
};

/** What can be done now, by whoever looks. */
export function SteerBar({ experiment, onDeleted }: SteerBarProps) {
  const { role } = usePerson();
  const [asked, setAsked] = useState<Step | null>(null);
  const { state, phases } = experiment;
  if (!mayActAs(role, "editor")) {
    return (
      <Text size="sm" c="dimmed">
        You are {roles[role].title.toLowerCase()}: you see everything here. Editors and owners act on it.
      </Text>
    );
  }
  return (
    <>
      <Group gap="xs" role="group" aria-label="What can be done">
        {isPossible("edit", state) || state === "stopped" ? (
          <Button
            variant="default"
            renderRoot={(props) => <Link {...props} to="/experiments/$key/edit" params={{ key: experiment.key }} />}
          >
            {state === "stopped" ? "Start a new phase" : "Edit"}
          </Button>
        ) : null}
        {stepsFor(state, phases.length > 0, role).map((step) => (
          <Button key={step} {...looks[stepWords[step].tone]} onClick={() => setAsked(step)}>
            {stepWords[step].label}
          </Button>
        ))}
      </Group>
      {asked ? (
        <StepDialog
          experiment={experiment}
          step={asked}
          onClose={() => setAsked(null)}
          onDone={(step) => {
            setAsked(null);
            if (step === "delete") onDeleted();
          }}
        />
      ) : null}
    </>
  );
}
