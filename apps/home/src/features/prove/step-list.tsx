import type { Step } from "@flywheel/receipts";
import { List, Text, ThemeIcon } from "@mantine/core";
import { IconCheck, IconMinus, IconX } from "@tabler/icons-react";
import { checks, failures, whyOpen } from "./reasons.ts";

const signs = {
  passed: { color: "pine", Icon: IconCheck, word: "Passed" },
  failed: { color: "red", Icon: IconX, word: "Failed" },
  unchecked: { color: "gray", Icon: IconMinus, word: "Not checked" },
} as const;

/** Every step with its outcome in words: colour and sign only repeat it. */
export function StepList({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <List spacing="sm" listStyleType="none" withPadding={false}>
      {steps.map((step) => {
        const { color, Icon, word } = signs[step.outcome];
        return (
          <List.Item
            key={step.step}
            styles={{ itemWrapper: { alignItems: "flex-start" } }}
            icon={
              <ThemeIcon variant="light" color={color} size={28} radius="xl" aria-hidden="true">
                <Icon size={17} stroke={2} />
              </ThemeIcon>
            }
          >
            {checks[step.step]}
            <Text size="sm" c={step.outcome === "failed" ? "var(--mantine-color-error)" : "dimmed"}>
              {word}
              {explain(step)}
            </Text>
          </List.Item>
        );
      })}
    </List>
  );
}

function explain(step: Step): string {
  switch (step.outcome) {
    case "passed":
      return "";
    case "failed":
      return `: ${failures[step.reason]}`;
    case "unchecked":
      return `: ${whyOpen(step.step, step.reason)}`;
  }
}
