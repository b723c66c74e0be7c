import { type AppId, appIds, apps } from "@flywheel/vocabulary/apps";
import { NativeSelect, Stack } from "@mantine/core";
import { CustomPeriod } from "../../asked/custom-period.tsx";
import { breakdowns, orderIds, orders, windows } from "../../by-step/step-words.ts";
import { SegmentSelect } from "../../segments/segment-select.tsx";
import { presetIds, presets, type Range } from "./period.ts";
import { breakdownIds, readView, type View, windowIds, writeView } from "./question.ts";
import classes from "./question-form.module.css";
import { WithoutField } from "./without-field.tsx";

export type QuestionFormProps = {
  readonly view: View;
  /** The period that is shown now: where a custom one starts from. */
  readonly range: Range;
  readonly onChange: (view: View) => void;
};

/** Every choice changes the number, so every choice is shown. */
export function QuestionForm({ view, range, onChange }: QuestionFormProps) {
  const choose = (changed: Readonly<Record<string, string>>) => onChange(readView({ ...writeView(view), ...changed }));
  const custom = !("preset" in view.period);
  return (
    <Stack gap="sm">
      <div className={classes.form}>
        <NativeSelect
          label="Period"
          value={"preset" in view.period ? view.period.preset : "custom"}
          onChange={({ currentTarget: { value } }) =>
            onChange(
              value === "custom"
                ? { ...view, period: range }
                : readView({ ...writeView(view), from: undefined, to: undefined, period: value }),
            )
          }
          data={[
            ...presetIds.map((id) => ({ value: id, label: presets[id].label })),
            { value: "custom", label: "From … to …" },
          ]}
        />
        <NativeSelect
          label="App"
          value={view.app ?? ""}
          onChange={(event) => choose({ app: event.currentTarget.value })}
          data={[
            { value: "", label: "All apps" },
            ...appIds.map((id: AppId) => ({ value: id, label: apps[id].title })),
          ]}
        />
        <SegmentSelect
          label="Who"
          everybody="Everybody"
          segment={view.segment}
          onChange={(segment) => onChange({ ...view, segment })}
        />
        <NativeSelect
          label="Within"
          value={view.window}
          onChange={(event) => choose({ window: event.currentTarget.value })}
          data={windowIds.map((id) => ({ value: id, label: windows[id].label }))}
        />
        <NativeSelect
          label="Later steps"
          value={view.order}
          onChange={(event) => choose({ order: event.currentTarget.value })}
          data={orderIds.map((id) => ({ value: id, label: orders[id] }))}
        />
        <NativeSelect
          label="Broken down by"
          value={view.by ?? ""}
          onChange={(event) => choose({ by: event.currentTarget.value })}
          data={[{ value: "", label: "Nothing" }, ...breakdownIds.map((id) => ({ value: id, label: breakdowns[id] }))]}
        />
        <NativeSelect
          label="Traffic"
          value={view.traffic}
          onChange={(event) => choose({ traffic: event.currentTarget.value })}
          data={[
            { value: "real", label: "Real" },
            { value: "simulated", label: "Simulated" },
          ]}
        />
        {view.order === "ordered" ? (
          <WithoutField without={view.without} onChange={(without) => onChange({ ...view, without })} />
        ) : null}
      </div>
      {custom ? <CustomPeriod range={range} onChange={(period) => onChange({ ...view, period })} /> : null}
    </Stack>
  );
}
