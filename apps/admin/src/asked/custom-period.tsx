import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import classes from "../by-week/by-week.module.css";
import { fromFieldText, type Range, toFieldText } from "../by-week/scope.ts";

export type CustomPeriodProps = {
  readonly range: Range;
  /** Why nothing can be asked of it; null if it can. */
  readonly problemOf?: (range: Range) => string | null;
  readonly onChange: (range: Range) => void;
};

/** From a moment to a moment, the same for ever. */
export function CustomPeriod({ range, problemOf = backwards, onChange }: CustomPeriodProps) {
  const { texts, setTexts } = useTextsOf(range);
  const [fromMs, toMs] = [fromFieldText(texts.from), fromFieldText(texts.to)];
  const written = fromMs !== null && toMs !== null ? { fromMs, toMs } : null;
  const problem = written === null ? null : problemOf(written);

  function apply(event: FormEvent) {
    event.preventDefault();
    if (written !== null && problem === null) onChange(written);
  }

  return (
    <form onSubmit={apply} className={classes.custom}>
      <TextInput
        label="From (UTC)"
        type="datetime-local"
        required
        value={texts.from}
        onChange={({ currentTarget: { value } }) => setTexts({ ...texts, from: value })}
      />
      <TextInput
        label="To (UTC)"
        type="datetime-local"
        required
        value={texts.to}
        onChange={({ currentTarget: { value } }) => setTexts({ ...texts, to: value })}
        error={problem ?? undefined}
      />
      <Button type="submit" variant="default" disabled={problem !== null}>
        Ask
      </Button>
    </form>
  );
}

const backwards = ({ fromMs, toMs }: Range) => (fromMs < toMs ? null : "Must be after the start");

/** What is being written, until another period is shown. The fields stay, so that the keyboard stays in them. */
function useTextsOf(range: Range) {
  const [texts, setTexts] = useState(() => writeTexts(range));
  const [of, setOf] = useState(range);
  if (of.fromMs !== range.fromMs || of.toMs !== range.toMs) {
    setOf(range);
    setTexts(writeTexts(range));
  }
  return { texts, setTexts };
}

const writeTexts = ({ fromMs, toMs }: Range) => ({ from: toFieldText(fromMs), to: toFieldText(toMs) });
