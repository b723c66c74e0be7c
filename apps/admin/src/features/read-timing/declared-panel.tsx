import { Panel } from "@flywheel/ui";
import { type Segment, segments } from "@flywheel/vocabulary";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import scopeClasses from "../../by-week/by-week.module.css";
import { fromFieldText, toFieldText } from "../../by-week/scope.ts";
import { useFocusAfter } from "../../form-parts/use-focus-after.ts";
import { SegmentSelect } from "../../segments/segment-select.tsx";
import { formatMoment } from "../../words/moments.ts";
import { type Declared, isDeclared, mostDeclared } from "./view.ts";

export type DeclaredPanelProps = {
  readonly declared: readonly Declared[];
  readonly nowMs: number;
  readonly onChange: (declared: readonly Declared[]) => void;
};

/** Segments that are looked at must be declared before, or the best of many would pass by luck. */
export function DeclaredPanel({ declared, nowMs, onChange }: DeclaredPanelProps) {
  const [segment, setSegment] = useState<Segment | null>(segments[0] ?? null);
  const [at, setAt] = useState(() => toFieldText(nowMs));
  const [tried, setTried] = useState(false);
  const { target, focusAfter } = useFocusAfter();
  const atMs = fromFieldText(at);
  const written = segment === null || atMs === null ? null : { segment, atMs };
  const problem = problemOf(written, declared);

  function add(event: FormEvent) {
    event.preventDefault();
    setTried(problem !== null);
    if (written !== null && problem === null) onChange([...declared, written]);
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
                    aria-label={`Remove ${it.segment.name}, declared on ${formatMoment(it.atMs)}`}
                    onClick={() => focusAfter(() => onChange(declared.filter((_, other) => other !== place)))}
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
        <form onSubmit={add} aria-label="Declare a segment">
          <div className={scopeClasses.custom}>
            <SegmentSelect label="Segment to declare" segment={segment} onChange={setSegment} />
            <TextInput
              label="Declared at (UTC)"
              type="datetime-local"
              required
              value={at}
              onChange={(event) => setAt(event.currentTarget.value)}
            />
            {/* Never disabled: it has the keyboard after a removal. */}
            <Button ref={target} type="submit" variant="default">
              Declare
            </Button>
          </div>
          {tried && problem !== null ? (
            <Text size="sm" c="red" mt="xs" role="alert">
              {problem}
            </Text>
          ) : null}
          <Text size="sm" c="dimmed" mt="xs">
            The moment is the word of whoever writes it: nothing keeps it, and nothing checks that it was so.
          </Text>
        </form>
      </Stack>
    </Panel>
  );
}

/** Why the pair in the form cannot be declared. */
function problemOf(written: Declared | null, declared: readonly Declared[]): string | null {
  if (written === null) return "Choose a segment and a moment from 1970 on.";
  if (isDeclared(written, declared)) {
    return `${written.segment.name} is declared at that moment already. Choose another segment or moment.`;
  }
  return declared.length >= mostDeclared ? `${mostDeclared} are declared already: remove one first.` : null;
}
