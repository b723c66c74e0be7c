import type { ExperimentDraft } from "@flywheel/experiments";
import { Panel } from "@flywheel/ui";
import { deviceClasses } from "@flywheel/vocabulary";
import { apps as appNames } from "@flywheel/vocabulary/apps";
import { Checkbox, Group, NativeSelect, SimpleGrid, Switch, TextInput } from "@mantine/core";
import { NumberField } from "../../form-parts/number-field.tsx";
import { offeredApps } from "../../form-parts/offered-apps.ts";
import { deviceNames } from "../../words/device-names.ts";
import { errorAt } from "./draft.ts";
import type { SectionProps } from "./section-props.ts";

type Targeting = ExperimentDraft["targeting"];

export function WhoSection({ draft, errors, change }: SectionProps) {
  const { targeting, namespace, coverage, heldOut, sticky } = draft;
  const { apps, devices } = targeting;
  const offered = offeredApps(apps);
  const aim = (changed: Partial<Targeting>) => change({ targeting: { ...targeting, ...changed } });
  const without = (field: "apps" | "devices" | "tenure" | "payer") => {
    const { [field]: _, ...rest } = targeting;
    change({ targeting: rest });
  };
  return (
    <Panel title="3. Who">
      <NumberField
        label="Coverage, in %"
        description="The share of visitors who are in it at all. It may rise while it runs."
        min={0}
        max={100}
        scale={100}
        value={coverage}
        name="coverage"
        error={errorAt(errors, "coverage")}
        onValue={(next) => change({ coverage: next })}
      />
      <Checkbox.Group
        label="Apps"
        description="None chosen: every app that asks for its feature."
        value={apps ?? []}
        error={errorAt(errors, "targeting.apps")}
        onChange={(chosen) =>
          chosen.length === 0 ? without("apps") : aim({ apps: offered.filter((it) => chosen.includes(it)) })
        }
      >
        <Group mt="xs">
          {offered.map((it) => (
            <Checkbox key={it} value={it} label={appNames[it].title} />
          ))}
        </Group>
      </Checkbox.Group>
      <Checkbox.Group
        label="Devices"
        description="None chosen: all of them."
        value={devices ?? []}
        error={errorAt(errors, "targeting.devices")}
        onChange={(chosen) =>
          chosen.length === 0 ? without("devices") : aim({ devices: deviceClasses.filter((it) => chosen.includes(it)) })
        }
      >
        <Group mt="xs">
          {deviceClasses.map((it) => (
            <Checkbox key={it} value={it} label={deviceNames[it].title} />
          ))}
        </Group>
      </Checkbox.Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label="Tenure"
          value={targeting.tenure ?? ""}
          data={[
            { value: "", label: "New and returning" },
            { value: "new", label: "New visitors" },
            { value: "returning", label: "Returning visitors" },
          ]}
          onChange={({ currentTarget: { value } }) =>
            value === "" ? without("tenure") : aim({ tenure: value === "new" ? "new" : "returning" })
          }
        />
        <NativeSelect
          label="Payers"
          value={targeting.payer === undefined ? "" : String(targeting.payer)}
          data={[
            { value: "", label: "Whether they bought credits or not" },
            { value: "true", label: "Bought credits" },
            { value: "false", label: "Never bought credits" },
          ]}
          onChange={({ currentTarget: { value } }) =>
            value === "" ? without("payer") : aim({ payer: value === "true" })
          }
        />
      </SimpleGrid>
      <Switch
        label="In a namespace, so that it shares no visitor with others of it"
        checked={namespace !== null}
        onChange={(event) =>
          change({ namespace: event.currentTarget.checked ? { key: "main", from: 0, to: 0.5 } : null })
        }
      />
      {namespace ? (
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <TextInput
            label="Namespace"
            value={namespace.key}
            name="namespace.key"
            error={errorAt(errors, "namespace.key")}
            onChange={(event) => change({ namespace: { ...namespace, key: event.currentTarget.value } })}
          />
          {(["from", "to"] as const).map((end) => (
            <NumberField
              key={end}
              label={end === "from" ? "From" : "To"}
              min={0}
              max={1}
              step={0.1}
              value={namespace[end]}
              name={`namespace.${end}`}
              error={errorAt(errors, `namespace.${end}`)}
              onValue={(value) => change({ namespace: { ...namespace, [end]: value } })}
            />
          ))}
        </SimpleGrid>
      ) : null}
      <Switch
        label="The holdout is kept out of it"
        checked={heldOut}
        onChange={(event) => change({ heldOut: event.currentTarget.checked })}
      />
      <Switch
        label="Who is in stays in, also when they no longer match"
        checked={sticky}
        onChange={(event) => change({ sticky: event.currentTarget.checked })}
      />
    </Panel>
  );
}
