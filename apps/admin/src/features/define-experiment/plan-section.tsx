import type { ExperimentDraft } from "@flywheel/experiments";
import { useTRPC } from "@flywheel/host";
import { ErrorState, formatCount, LoadingState, Panel } from "@flywheel/ui";
import { Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { NumberField } from "../../form-parts/number-field.tsx";
import { formatMoment } from "../../words/moments.ts";
import { sayRefused } from "../../words/say-refused.ts";
import { errorAt, errorsOf } from "./draft.ts";
import { planOf, sayRow, sayUndecided } from "./plan-words.ts";
import type { SectionProps } from "./section-props.ts";

const noPlan = { visitors: Number.NaN, days: Number.NaN, effect: Number.NaN };

/** For which effect, and for how long: from the traffic that really came. */
export function PlanSection({ draft, errors, change }: SectionProps) {
  const [asked, setAsked] = useState<ExperimentDraft | null>(null);
  const { plan } = draft;
  // The plan is what is asked for, so it may be missing or half written.
  const planless = { ...draft, plan: null };
  const isReady = Object.keys(errorsOf(planless, { isFresh: false })).length === 0;
  const isAsked = asked !== null && decidesPower(asked) === decidesPower(planless);
  const { visitors, days, effect } = plan ?? noPlan;
  const set = (changed: Partial<typeof noPlan>) => {
    const next = { visitors, days, effect, ...changed };
    // With nothing written there is no plan yet; with a part of it, the rest is asked for.
    change({ plan: Object.values(next).every(Number.isNaN) ? null : next });
  };
  return (
    <Panel
      title="6. Plan"
      lead="For which effect, and for how long. It is needed for a start, and the interval is tightest at the planned number."
    >
      <Group gap="sm">
        <Button variant="default" disabled={!isReady} onClick={() => setAsked(planless)}>
          What can today's traffic find?
        </Button>
        {isReady ? null : (
          <Text size="sm" c="dimmed">
            Fill in the steps above first.
          </Text>
        )}
      </Group>
      {isAsked ? <Power draft={asked} plan={plan} onPlan={(chosen) => change({ plan: chosen })} /> : null}
      {asked && !isAsked ? (
        <Text size="sm" c="dimmed">
          Whom it aims at or what it measures has changed since. Ask again.
        </Text>
      ) : null}
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <NumberField
          label="Planned visitors"
          thousandSeparator=","
          value={visitors}
          name="plan.visitors"
          error={errorAt(errors, "plan.visitors")}
          onValue={(next) => set({ visitors: next })}
        />
        <NumberField
          label="Planned days"
          value={days}
          name="plan.days"
          error={errorAt(errors, "plan.days")}
          onValue={(next) => set({ days: next })}
        />
        <NumberField
          label="Effect to find, in %"
          decimalScale={2}
          scale={100}
          value={effect}
          name="plan.effect"
          error={errorAt(errors, "plan.effect")}
          onValue={(next) => set({ effect: next })}
        />
      </SimpleGrid>
    </Panel>
  );
}

/** What the answer rests on, to see whether it is still the answer. */
const decidesPower = ({ app, kind, variants, coverage, targeting, namespace, measurement }: ExperimentDraft) =>
  JSON.stringify([app, kind, variants.map(({ weight }) => weight), coverage, targeting, namespace, measurement]);

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
      {undecided ? (
        <Text size="sm" role="status">
          {sayUndecided(undecided)}
        </Text>
      ) : null}
      {undecided ? null : (
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
      )}
      <Text size="sm" c="dimmed">
        From {formatCount(traffic.visitors)} visitors of the last {traffic.days} days whom it would aim at, as of{" "}
        {formatMoment(traffic.asOfMs)}; {arms} arms, alpha {alpha}, found {Math.round(chance * 100)} times in 100.
      </Text>
    </Stack>
  );
}
