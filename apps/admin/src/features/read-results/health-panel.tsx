import type { Health, Readout } from "@flywheel/api/type";
import { formatCount, Panel } from "@flywheel/ui";
import { Badge, Group, Stack, Text } from "@mantine/core";
import { formatP, formatPercent } from "./amounts.ts";
import classes from "./results.module.css";

type Check = { readonly name: string; readonly says: string; readonly state: "good" | "bad" | "look" };

const states = {
  good: { color: "pine", label: "Good" },
  bad: { color: "red", label: "Broken" },
  look: { color: "amber", label: "Look at it" },
} as const;

/** Whether the experiment itself is sound: with numbers, before any result is read. */
export function HealthPanel({ readout }: { readonly readout: Readout }) {
  return (
    <Panel
      title="Health"
      order={3}
      lead="Whether the experiment itself is sound. What is broken withholds the results."
    >
      <ul className={classes.plain} aria-label="Health checks">
        {checksOf(readout).map(({ name, says, state }) => (
          <li key={name}>
            <Group gap="sm" wrap="nowrap" align="flex-start">
              <Badge color={states[state].color} miw={88}>
                {states[state].label}
              </Badge>
              <Stack gap={0} miw={0}>
                <Text fw={550}>{name}</Text>
                <Text size="sm" c="dimmed">
                  {says}
                </Text>
              </Stack>
            </Group>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function checksOf({ health, arms, simulated }: Readout): readonly Check[] {
  const { broken, warnings, excludedShare } = health;
  const failed = arms.reduce((sum, arm) => sum + arm.failedToLoad, 0);
  const manyExcluded = warnings.includes("exclusions-above-1-percent");
  return [
    split("Split of those assigned", health.assigned, broken.includes("split")),
    split("Split of those analysed", health.analysed, broken.includes("analysed-split")),
    {
      name: "Exclusions",
      says: `${formatPercent(excludedShare)} saw two variants and are in no result${broken.includes("exclusions-differ") ? "; the variants lose different shares" : ""}.`,
      state: broken.includes("exclusions-differ") ? "bad" : manyExcluded ? "look" : "good",
    },
    {
      name: "Failures to load",
      says:
        failed === 0
          ? "Every variant could be shown to everybody."
          : `${formatCount(failed)} visitors were shown control because their variant did not load; they stay in their arm.`,
      state: warnings.includes("failures-to-load") ? "look" : "good",
    },
    ...(simulated
      ? [
          {
            name: "Simulated visitors",
            says: "Nobody of these is real. Decide nothing by them.",
            state: "look" as const,
          },
        ]
      : []),
  ];
}

function split(name: string, check: Health["assigned"], broken: boolean): Check {
  if (check === null) return { name, says: "Nobody to check it on yet.", state: "look" };
  const { logBayesFactor, chiSquareP } = check;
  return {
    name,
    says: `Log Bayes factor against the planned split ${logBayesFactor.toFixed(1)}, alarm above 6.9; chi-square p ${formatP(chiSquareP)}.`,
    state: broken || check.broken ? "bad" : "good",
  };
}
