import { metricIn } from "@flywheel/experiments";
import { Panel } from "@flywheel/ui";
import { type Metric, metrics } from "@flywheel/vocabulary";
import { Button, Group, MultiSelect, NativeSelect, SimpleGrid, Stack, Text } from "@mantine/core";
import { NumberField } from "../../form-parts/number-field.tsx";
import { Opener } from "../../form-parts/opener.tsx";
import { useFocusAfter } from "../../form-parts/use-focus-after.ts";
import { sayMetric } from "../../words/metric-words.ts";
import { errorAt } from "./draft.ts";
import { OwnMetric } from "./own-metric.tsx";
import type { SectionProps } from "./section-props.ts";
import { SegmentsField } from "./segments-field.tsx";

export function MeasureSection({ draft, errors, change }: SectionProps) {
  const { measurement } = draft;
  const { primary, secondary, guardrails, ownMetrics, alpha } = measurement;
  const set = (changed: Partial<typeof measurement>) => change({ measurement: { ...measurement, ...changed } });
  const { target, focusAfter } = useFocusAfter();
  const all = [...metrics, ...ownMetrics];
  const choices = all.map(asChoice);
  // A percentile decides nothing and stops nothing, so it can be read as secondary only.
  const deciding = all.filter(({ kind }) => kind !== "quantile").map(asChoice);
  const words = (key: string) => {
    const metric = metricIn(measurement, key);
    return metric ? sayMetric(metric) : "";
  };
  const guarded = (metric: string) => guardrails.find((it) => it.metric === metric);
  return (
    <Panel title="4. Measured by" lead="Fixed at the start, because a goal that moves proves nothing.">
      <NativeSelect
        label="Primary metric"
        description={words(primary)}
        value={primary}
        data={deciding}
        error={errorAt(errors, "measurement.primary")}
        onChange={(event) => set({ primary: event.currentTarget.value })}
      />
      <MultiSelect
        label="Secondary metrics"
        value={secondary}
        data={choices}
        error={errorAt(errors, "measurement.secondary")}
        onChange={(chosen) => set({ secondary: chosen })}
      />
      <Words keys={secondary} words={words} />
      <MultiSelect
        label="Guardrails"
        description="They may get worse by their margin, and no more: the rollout stops by itself when one surely did."
        value={guardrails.map(({ metric }) => metric)}
        data={deciding}
        error={errors["measurement.guardrails"]}
        onChange={(chosen) => set({ guardrails: chosen.map((metric) => guarded(metric) ?? { metric, margin: 0.1 }) })}
      />
      <Words keys={guardrails.map(({ metric }) => metric)} words={words} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {guardrails.map(({ metric, margin }, index) => (
          <NumberField
            key={metric}
            label={`May get worse by, in %: ${metricIn(measurement, metric)?.name ?? metric}`}
            min={0}
            max={100}
            scale={100}
            value={margin}
            name={`measurement.guardrails.${index}.margin`}
            error={errorAt(errors, `measurement.guardrails.${index}.margin`)}
            onValue={(next) =>
              set({ guardrails: guardrails.map((it) => (it.metric === metric ? { metric, margin: next } : it)) })
            }
          />
        ))}
      </SimpleGrid>
      <SegmentsField draft={draft} errors={errors} change={change} />
      <NumberField
        label="Alpha"
        description="How often chance may pass for an effect, over all primary comparisons together."
        min={0.001}
        max={0.2}
        step={0.01}
        decimalScale={3}
        value={alpha}
        name="measurement.alpha"
        error={errorAt(errors, "measurement.alpha")}
        onValue={(value) => set({ alpha: value })}
      />
      {ownMetrics.map((own) => (
        <Group key={own.key} justify="space-between" wrap="nowrap">
          <Text size="sm">
            <b>{own.name}</b>, its own metric. {sayMetric(own)}
          </Text>
          <Button
            size="xs"
            variant="subtle"
            color="red"
            onClick={() => focusAfter(() => set({ ownMetrics: ownMetrics.filter(({ key }) => key !== own.key) }))}
          >
            Remove {own.name}
          </Button>
        </Group>
      ))}
      <Opener buttonRef={target} label="Add a metric of its own" disabled={ownMetrics.length >= 20}>
        {(close) => (
          <OwnMetric
            isTaken={(key) => metricIn(measurement, key) !== null}
            onAdd={(metric) => {
              set({ ownMetrics: [...ownMetrics, metric] });
              close();
            }}
            onLeave={close}
          />
        )}
      </Opener>
    </Panel>
  );
}

const asChoice = ({ key, name }: Metric) => ({ value: key, label: name });

function Words({ keys, words }: { readonly keys: readonly string[]; readonly words: (key: string) => string }) {
  return keys.length === 0 ? null : (
    <Stack gap={2}>
      {keys.map((key) => (
        <Text key={key} size="xs" c="dimmed">
          {words(key)}
        </Text>
      ))}
    </Stack>
  );
}
