import type { ModelCard } from "@flywheel/api/type";
import { formatCredits } from "@flywheel/ui";
import { Select, type SelectProps, Stack, Text } from "@mantine/core";

export type ModelSelectProps = Pick<SelectProps, "size" | "variant" | "disabled" | "maw" | "w"> & {
  readonly models: readonly ModelCard[];
  readonly value: string | null;
  readonly onPick: (model: ModelCard) => void;
  /** What the price is for: "a picture". */
  readonly unit: string;
  /** Where there is no room for a caption, the name is only said aloud. */
  readonly caption?: "shown" | "spoken";
};

/** Which model answers: what each is good at, and what it costs. */
export function ModelSelect({ models, value, onPick, unit, caption = "shown", ...looks }: ModelSelectProps) {
  const byId = new Map(models.map((model) => [model.id, model]));
  const chosen = value === null ? undefined : byId.get(value);
  return (
    <Select
      {...looks}
      {...(caption === "shown" ? { label: "Model", description: chosen?.about } : { "aria-label": "Model" })}
      inputWrapperOrder={["label", "input", "description"]}
      data={models.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={(id) => {
        const model = id === null ? undefined : byId.get(id);
        if (model) onPick(model);
      }}
      allowDeselect={false}
      checkIconPosition="right"
      maxDropdownHeight={420}
      comboboxProps={{ width: 340, position: "bottom-start", shadow: "md" }}
      renderOption={({ option }) => {
        const model = byId.get(option.value);
        return model ? <Option model={model} unit={unit} chosen={model.id === value} /> : option.label;
      }}
    />
  );
}

type OptionProps = { readonly model: ModelCard; readonly unit: string; readonly chosen: boolean };

function Option({ model, unit, chosen }: OptionProps) {
  return (
    <Stack gap={2} w="100%">
      <Text size="sm" fw={chosen ? 650 : 550}>
        {model.name}
        <Text span c="dimmed" fw={400}>
          {" "}
          by {model.publisher}
        </Text>
      </Text>
      <Text size="xs" c="dimmed">
        {model.about}
      </Text>
      <Text size="xs" c="dimmed">
        {formatCredits(model.credits)} for {unit}
        {model.state === "deprecated" ? " · will be switched off soon" : ""}
      </Text>
    </Stack>
  );
}
