import { appIds, apps } from "@flywheel/vocabulary/apps";
import { NativeSelect, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { CustomPeriod } from "../asked/custom-period.tsx";
import { SegmentSelect } from "../segments/segment-select.tsx";
import classes from "./by-week.module.css";
import { presetIds, presets, type Range, readScope, type ScopeView, writeScope } from "./scope.ts";

export type ScopeFormProps = {
  readonly scope: ScopeView;
  /** The period that is shown now: where a custom one starts from. */
  readonly range: Range;
  readonly periodLabel: string;
  readonly onChange: (scope: ScopeView) => void;
  /** Further choices of the question. */
  readonly children?: ReactNode;
};

/** Of whom and of when: every choice changes the numbers, so every choice is shown. */
export function ScopeForm({ scope, range, periodLabel, onChange, children }: ScopeFormProps) {
  const choose = (changed: Readonly<Record<string, string>>) =>
    onChange(readScope({ ...writeScope(scope), ...changed }));
  const custom = !("preset" in scope.period);
  return (
    <Stack gap="sm">
      <div className={classes.form}>
        <NativeSelect
          label={periodLabel}
          value={"preset" in scope.period ? scope.period.preset : "custom"}
          onChange={({ currentTarget: { value } }) =>
            onChange(
              value === "custom"
                ? { ...scope, period: range }
                : readScope({ ...writeScope(scope), from: undefined, to: undefined, period: value }),
            )
          }
          data={[
            ...presetIds.map((id) => ({ value: id, label: presets[id].label })),
            { value: "custom", label: "From … to …" },
          ]}
        />
        <NativeSelect
          label="App"
          value={scope.app ?? ""}
          onChange={(event) => choose({ app: event.currentTarget.value })}
          data={[{ value: "", label: "All apps" }, ...appIds.map((id) => ({ value: id, label: apps[id].title }))]}
        />
        <SegmentSelect
          label="Segment"
          everybody="Everybody"
          segment={scope.segment}
          onChange={(segment) => onChange({ ...scope, segment })}
        />
        <NativeSelect
          label="Traffic"
          value={scope.traffic}
          onChange={(event) => choose({ traffic: event.currentTarget.value })}
          data={[
            { value: "real", label: "Real" },
            { value: "simulated", label: "Simulated" },
          ]}
        />
        {children}
      </div>
      {custom ? <CustomPeriod range={range} onChange={(period) => onChange({ ...scope, period })} /> : null}
    </Stack>
  );
}
