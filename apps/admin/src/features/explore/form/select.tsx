import { NativeSelect } from "@mantine/core";

export type SelectProps<Value extends string | number> = {
  readonly label: string;
  readonly description?: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, label: string])[];
  readonly onChange: (value: Value) => void;
};

/** One of a few. The page's own element, so that phones and keyboards have what they know. */
export function Select<Value extends string | number>({ options, value, onChange, ...shown }: SelectProps<Value>) {
  return (
    <NativeSelect
      {...shown}
      value={String(value)}
      data={options.map(([id, label]) => ({ value: String(id), label }))}
      onChange={({ currentTarget }) => {
        const chosen = options.find(([id]) => String(id) === currentTarget.value);
        if (chosen) onChange(chosen[0]);
      }}
    />
  );
}
