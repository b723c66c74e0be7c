import type { EventCard } from "@flywheel/telemetry";
import { type AppId, appIds, apps } from "@flywheel/vocabulary/apps";
import { NativeSelect } from "@mantine/core";
import { layerIds, layerNames } from "../../words/layer-names.ts";
import { type EventFilter, readEventFilter } from "./event-filter.ts";
import classes from "./events.module.css";

export type FilterBarProps = {
  readonly filter: EventFilter;
  readonly events: readonly EventCard[];
  readonly onChange: (filter: EventFilter) => void;
};

export function FilterBar({ filter, events, onChange }: FilterBarProps) {
  // A chosen name stays in the list when the last such event has left it.
  const names = [...new Set([...events.map(({ name }) => name), ...(filter.name ? [filter.name] : [])])].sort();
  const choose = (changed: Readonly<Record<string, string>>) => onChange(readEventFilter({ ...filter, ...changed }));
  return (
    <div className={classes.filters}>
      <NativeSelect
        label="App"
        value={filter.app ?? ""}
        onChange={(event) => choose({ app: event.currentTarget.value })}
        data={[{ value: "", label: "All apps" }, ...appIds.map((id: AppId) => ({ value: id, label: apps[id].title }))]}
      />
      <NativeSelect
        label="Layer"
        value={filter.layer ?? ""}
        onChange={(event) => choose({ layer: event.currentTarget.value })}
        data={[{ value: "", label: "All layers" }, ...layerIds.map((id) => ({ value: id, label: layerNames[id] }))]}
      />
      <NativeSelect
        label="Event"
        value={filter.name ?? ""}
        onChange={(event) => choose({ name: event.currentTarget.value })}
        data={[{ value: "", label: "All events" }, ...names.map((name) => ({ value: name, label: name }))]}
      />
      <NativeSelect
        label="Traffic"
        value={filter.traffic}
        onChange={(event) => choose({ traffic: event.currentTarget.value })}
        data={[
          { value: "real", label: "Real visitors" },
          { value: "simulated", label: "Simulated visitors" },
        ]}
      />
    </div>
  );
}
