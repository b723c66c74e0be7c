import { type ExperimentDefinition, metricIn, segmentIn } from "@flywheel/experiments";
import { formatCount, Panel } from "@flywheel/ui";
import { apps } from "@flywheel/vocabulary/apps";
import { Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { layerNames } from "../../words/layer-names.ts";
import { formatMoment } from "../../words/moments.ts";
import { saySegment } from "../../words/segment-words.ts";
import { sayWho } from "./say-who.ts";

/** What was written down before the start, and the phases it went through. */
export function DefinitionPanel({ experiment }: { readonly experiment: ExperimentDefinition }) {
  const { key, app, layer, feature, kind, measurement, plan, phases, schedule, rollout } = experiment;
  const metric = (it: string) => metricIn(measurement, it)?.name ?? it;
  const rows: readonly (readonly [string, ReactNode])[] = [
    ["Key and feature", <code key="key">{`${key}, ${feature} (${kind})`}</code>],
    ["App and layer", `${apps[app].title}, to move ${layerNames[layer].toLowerCase()}`],
    ["Who", sayWho(experiment)],
    ["Primary metric", metric(measurement.primary)],
    ["Secondary", measurement.secondary.map(metric).join(", ") || "none"],
    [
      "Guardrails",
      measurement.guardrails.map((it) => `${metric(it.metric)} (at most ${it.margin * 100} % worse)`).join(", ") ||
        "none",
    ],
    ["Segments", <Segments key="segments" measurement={measurement} />],
    ["Alpha", String(measurement.alpha)],
    [
      "Plan",
      plan
        ? `${formatCount(plan.visitors)} visitors in ${plan.days} days, to find an effect of ${Math.round(plan.effect * 1000) / 10} %`
        : "none yet",
    ],
    ["By itself", saySchedule(schedule, rollout.length)],
  ];
  return (
    <Panel title="What it is">
      <Table aria-label="Definition" layout="auto">
        <Table.Tbody>
          {rows.map(([name, says]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" w={150} fw={500} style={{ verticalAlign: "top" }}>
                {name}
              </Table.Th>
              <Table.Td style={{ overflowWrap: "anywhere" }}>{says}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {phases.map(({ startedAtMs, endedAtMs, because }, index) => (
        <Text key={startedAtMs} size="sm">
          <b>Phase {index + 1}</b>: {formatMoment(startedAtMs)} to{" "}
          {endedAtMs === null ? "now" : formatMoment(endedAtMs)}: {because}
        </Text>
      ))}
    </Panel>
  );
}

/** Each with who is in it: a name says little in a year. */
function Segments({ measurement }: { readonly measurement: ExperimentDefinition["measurement"] }) {
  if (measurement.segments.length === 0) return "none";
  return measurement.segments.map((key) => {
    const segment = segmentIn(measurement, key);
    return (
      <Text key={key} size="sm">
        {segment ? `${segment.name}: ${saySegment(segment)}` : key}
      </Text>
    );
  });
}

function saySchedule({ startAtMs, endAtMs }: ExperimentDefinition["schedule"], steps: number): string {
  const said = [
    startAtMs === null ? "" : `starts ${formatMoment(startAtMs)}`,
    endAtMs === null ? "" : `ends ${formatMoment(endAtMs)}`,
    steps === 0 ? "" : `widens in ${steps} steps while every guardrail holds`,
  ].filter(Boolean);
  return said.join(", ") || "nothing; people start and end it";
}
