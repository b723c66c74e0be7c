import type { ExperimentDraft } from "@flywheel/experiments";
import { Panel } from "@flywheel/ui";
import { Button, Fieldset, Group, NativeSelect, SimpleGrid, Text, TextInput } from "@mantine/core";
import { NumberField } from "../../form-parts/number-field.tsx";
import { useFocusAfter } from "../../form-parts/use-focus-after.ts";
import { equalWeights, errorAt } from "./draft.ts";
import type { SectionProps } from "./section-props.ts";

type Variant = ExperimentDraft["variants"][number];

export function VariantsSection({ draft: { variants }, errors, change }: SectionProps) {
  const set = (index: number, changed: Partial<Variant>) =>
    change({ variants: variants.map((it, at) => (at === index ? { ...it, ...changed } : it)) });
  const weigh = (those: readonly Variant[]) => {
    const weights = equalWeights(those.length);
    change({ variants: those.map((it, at) => ({ ...it, weight: weights[at] ?? 0 })) });
  };
  const { target, focusAfter } = useFocusAfter();
  const sum = variants.reduce((all, { weight }) => all + weight, 0);
  return (
    <Panel title="2. Variants" lead="The first is control: what everybody has today.">
      {variants.map((variant, index) => (
        // A variant has nothing lasting but its place while its key is being typed.
        <Fieldset key={index} legend={index === 0 ? "Control" : `Variant ${index + 1}`} radius="md">
          <SimpleGrid cols={{ base: 1, xs: 2, md: 5 }}>
            <TextInput
              label="Name"
              value={variant.name}
              name={`variants.${index}.name`}
              error={errorAt(errors, `variants.${index}.name`)}
              onChange={(event) => set(index, { name: event.currentTarget.value })}
            />
            <TextInput
              label="Key"
              spellCheck={false}
              value={variant.key}
              name={`variants.${index}.key`}
              error={errorAt(errors, `variants.${index}.key`)}
              onChange={(event) => set(index, { key: event.currentTarget.value })}
            />
            <NativeSelect
              label="Value is"
              value={typeof variant.value}
              data={[
                { value: "string", label: "Text" },
                { value: "number", label: "Number" },
                { value: "boolean", label: "Yes or no" },
              ]}
              onChange={(event) => set(index, { value: valueAs(event.currentTarget.value, variant.value) })}
            />
            <ValueField
              value={variant.value}
              error={errorAt(errors, `variants.${index}.value`)}
              onValue={(value) => set(index, { value })}
            />
            <NumberField
              label="Weight"
              min={0}
              max={1}
              step={0.05}
              decimalScale={6}
              value={variant.weight}
              name={`variants.${index}.weight`}
              error={errorAt(errors, `variants.${index}.weight`)}
              onValue={(weight) => set(index, { weight })}
            />
          </SimpleGrid>
          {index > 0 && variants.length > 2 ? (
            <Button
              mt="sm"
              size="xs"
              variant="subtle"
              color="red"
              onClick={() => focusAfter(() => weigh(variants.filter((_, at) => at !== index)))}
            >
              Remove {variant.name || "it"}
            </Button>
          ) : null}
        </Fieldset>
      ))}
      {errors.variants ? (
        <Text size="sm" c="red" role="alert">
          {errors.variants}
        </Text>
      ) : null}
      <Group gap="xs">
        <Button
          ref={target}
          variant="default"
          disabled={variants.length >= 8}
          onClick={() => {
            const key = `variant-${variants.length + 1}`;
            weigh([...variants, { key, name: `Variant ${variants.length + 1}`, value: key, weight: 0 }]);
          }}
        >
          Add a variant
        </Button>
        <Button variant="default" onClick={() => weigh(variants)}>
          Equal weights
        </Button>
        <Text size="sm" c="dimmed">
          {Number.isNaN(sum)
            ? "The weights must add up to 1."
            : `The weights add up to ${Number(sum.toFixed(6))}; they must add up to 1.`}
        </Text>
      </Group>
    </Panel>
  );
}

function valueAs(type: string, value: Variant["value"]): Variant["value"] {
  if (type === "number") return Number(value) || 0;
  return type === "boolean" ? value === true || value === "true" : String(value);
}

type ValueFieldProps = {
  readonly value: Variant["value"];
  readonly error: string | undefined;
  readonly onValue: (value: Variant["value"]) => void;
};

function ValueField({ value, error, onValue }: ValueFieldProps) {
  if (typeof value === "boolean") {
    return (
      <NativeSelect
        label="Value"
        value={String(value)}
        data={[
          { value: "true", label: "Yes" },
          { value: "false", label: "No" },
        ]}
        onChange={(event) => onValue(event.currentTarget.value === "true")}
      />
    );
  }
  if (typeof value === "number") {
    return <NumberField label="Value" value={value} error={error} onValue={onValue} />;
  }
  return (
    <TextInput
      label="Value"
      spellCheck={false}
      value={value}
      error={error}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  );
}
