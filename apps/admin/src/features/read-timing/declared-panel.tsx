import { Panel } from "@flywheel/ui";
import { type Segment, segments } from "@flywheel/vocabulary";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import scopeClasses from "../../by-week/by-week.module.css";
import { fromFieldText, toFieldText } from "../../by-week/scope.ts";
import { SegmentSelect } from "../../segments/segment-select.tsx";
import { formatMoment } from "../../words/moments.ts";
import { type Declared, mostDeclared } from "./view.ts";

export type DeclaredPanelProps = {
  readonly declared: readonly Declared[];
  readonly nowMs: number;
  readonly onChange: (declared: readonly Declared[]) => void;
};

/** Segments that are looked at must be declared before, or the best of many would pass by luck. */
export function DeclaredPanel({ declared, nowMs, onChange }: DeclaredPanelProps) {
  const [segment, setSegment] = useState<Segment | null>(segments[0] ?? null);
  const [at, setAt] = useState(() => toFieldText(nowMs));
  const atMs = fromFieldText(at);
  const full = declared.length >= mostDeclared;

  function add(event: FormEvent) {
    event.preventDefault();
    if (segment !== null && atMs !== null && !full) onChange([...declared, { segment, atMs }]);
  }

  return (
    <Panel
      title="Declared segments"
      lead="Only weeks after its declaration judge a segment, and each segment more costs certainty. Everybody is always looked at. They are in the address."
    >
      <Stack gap="sm">
        {declared.length > 0 ? (
          <ul aria-label="Declared segments" style={{ margin: 0, paddingInlineStart: 20 }}>
            {declared.map((it, place) => (
              <li key={`${JSON.stringify(it.segment)} ${it.atMs}`}>
                <Group gap="xs">
                  <Text size="sm">
                    {it.segment.name}, declared on {formatMoment(it.atMs)}
                  </Text>
                  <Button
                    variant="subtle"
                    color="gray"
                    size="compact-xs"
                    aria-label={`Remove ${it.segment.name}`}
                    onClick={() => onChange(declared.filter((_, other) => other !== place))}
                  >
                    Remove
                  </Button>
                </Group>
              </li>
            ))}
          </ul>
        ) : (
          <Text size="sm">None is declared.</Text>
        )}
        <form onSubmit={add} className={scopeClasses.custom} aria-label="Declare a segment">
          <SegmentSelect label="Segment to declare" segment={segment} onChange={setSegment} />
          <TextInput
            label="Declared at (UTC)"
            type="datetime-local"
            required
            value={at}
            onChange={(event) => setAt(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={full || atMs === null}>
            Declare
          </Button>
        </form>
      </Stack>
    </Panel>
  );
}
