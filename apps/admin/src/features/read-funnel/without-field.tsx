import { NativeSelect } from "@mantine/core";
import { betweens, type Excluded, excludableNames } from "./excluded.ts";
import { gateName } from "./excluded-words.ts";

type WithoutFieldProps = {
  readonly without: Excluded | null;
  readonly onChange: (without: Excluded | null) => void;
};

const [anywhere = { after: 1, before: 2 }] = betweens;

/** What must not lie between two gates. Only a funnel in order has something between its gates. */
export function WithoutField({ without, onChange }: WithoutFieldProps) {
  return (
    <>
      <NativeSelect
        label="Without"
        value={without?.name ?? ""}
        onChange={({ currentTarget }) => {
          const name = excludableNames.find((it) => it === currentTarget.value);
          onChange(name ? { ...anywhere, ...without, name } : null);
        }}
        data={[{ value: "", label: "Nothing left out" }, ...excludableNames]}
      />
      {without ? (
        <NativeSelect
          label="Between"
          value={betweens.findIndex(({ after, before }) => after === without.after && before === without.before)}
          onChange={({ currentTarget }) => onChange({ ...without, ...betweens[Number(currentTarget.value)] })}
          data={betweens.map(({ after, before }, at) => ({
            value: String(at),
            label: `${gateName(after)} and ${gateName(before)}`,
          }))}
        />
      ) : null}
    </>
  );
}
