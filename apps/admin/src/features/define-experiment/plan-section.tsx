import type { ExperimentDraft } from "@flywheel/experiments";
import { useTRPC } from "@flywheel/host";
import { ErrorState, formatCount, LoadingState, Panel } from "@flywheel/ui";
import { Button, Group, NumberInput, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatMoment } from "../../words/moments.ts";
import { sayRefused } from "../../words/say-refused.ts";
import { errorAt, errorsOf } from "./draft.ts";
import { planOf, sayRow } from "./plan-words.ts";
import type { SectionProps } from "./section-props.ts";

/** For which effect, and for how long: from the traffic that really came. */
export function PlanSection({ draft, errors, change }: SectionProps) {
  const [asked, setAsked] = useState<ExperimentDraft | null>(null);
  const { plan } = draft;
  const isReady = Object.keys(errorsOf(draft)).length === 0;
  const set = (changed: Partial<NonNullable<typeof plan>>) =>
    change({ plan: { ...(plan ?? { visitors: 1000, days: 28, effect: 0.1 }), ...changed } });
  return (
    <Panel
      title="6. Plan"
      lead="For which effect, and for how long. It is needed for a start, and the interval is tightest at the planned number."
    >
      <Group gap="sm">
        <Button variant="default" disabled={!isReady} onClick={() => setAsked(draft)}>
          What can today's traffic find?
        </Button>
        {isReady ? null : (
          <Text size="sm" c="dimmed">
            Fill in the steps above first.
          </Text>
        )}
      </Group>
      {asked ? <Power draft={asked} plan={plan} onPlan={(chosen) => change({ plan: chosen })} /> : null}
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <NumberInput
          label="Planned visitors"
          thousandSeparator=","
          value={plan?.visitors ?? ""}
          error={errorAt(errors, "plan.visitors")}
          onChange={(visitors) => set({ visitors: Number(visitors) })}
        />
        <NumberInput
          label="Planned days"
          value={plan?.days ?? ""}
          error={errorAt(errors, "plan.days")}
          onChange={(days) => set({ days: Number(days) })}
        />
        <NumberInput
          label="Effect to find, in %"
          decimalScale={2}
          value={plan ? Number((plan.effect * 100).toFixed(2)) : ""}
          error={errorAt(errors, "plan.effect")}
          onChange={(percent) => set({ effect: Number(percent) / 100 })}
        />
      </SimpleGrid>
    </Panel>
  );
}

type PowerProps = {
  readonly draft: ExperimentDraft;
  readonly plan: ExperimentDraft["plan"];
  readonly onPlan: (plan: NonNullable<ExperimentDraft["plan"]>) => void;
};

function Power({ draft, plan, onPlan }: PowerProps) {
  const power = useQuery(useTRPC().experiments.power.queryOptions({ draft }));
  if (power.error) {
    return <ErrorState title="The traffic could not be read">{sayRefused(power.error)}</ErrorState>;
  }
  if (!power.data) return <LoadingState label="Reading the traffic" lines={3} height={36} />;
  const { traffic, rows, undecided, alpha, power: chance, arms } = power.data;
  return (
    <Stack gap="xs">
      {undecided ? <Text size="sm">Nothing can be said yet: {undecided}.</Text> : null}
      <ul aria-label="What the traffic can find" style={{ margin: 0, padding: 0, listStyle: "none" }}>
        {rows.map((row) => {
          const chosen = planOf(row);
          return (
            <li key={row.days}>
              <Group justify="space-between" gap="xs" py={6}>
                <Text size="sm">{sayRow(row, traffic)}</Text>
                {chosen ? (
                  <Button
                    size="xs"
                    variant={plan?.days === chosen.days && plan.visitors === chosen.visitors ? "filled" : "default"}
                    aria-label={`Plan ${row.days} days`}
                    onClick={() => onPlan(chosen)}
                  >
                    Plan this
                  </Button>
                ) : null}
              </Group>
            </li>
          );
        })}
      </ul>
      <Text size="sm" c="dimmed">
        From {formatCount(traffic.visitors)} visitors of the last {traffic.days} days whom it would aim at, as of{" "}
        {formatMoment(traffic.asOfMs)}; {arms} arms, alpha {alpha}, found {Math.round(chance * 100)} times in 100.
      </Text>
    </Stack>
  );
}
