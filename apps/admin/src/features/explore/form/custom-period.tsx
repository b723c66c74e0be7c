import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { fromFieldText, problemOf, type Range, toFieldText } from "../asking/period.ts";
import classes from "./form.module.css";

type CustomPeriodProps = { readonly range: Range; readonly onChange: (range: Range) => void };

/** From a moment to a moment, the same for ever. */
export function CustomPeriod({ range, onChange }: CustomPeriodProps) {
  const [from, setFrom] = useState(toFieldText(range.fromMs));
  const [to, setTo] = useState(toFieldText(range.toMs));
  const [fromMs, toMs] = [fromFieldText(from), fromFieldText(to)];
  const problem = fromMs !== null && toMs !== null ? problemOf({ fromMs, toMs }) : null;

  function apply(event: FormEvent) {
    event.preventDefault();
    if (fromMs !== null && toMs !== null && problem === null) onChange({ fromMs, toMs });
  }

  return (
    <form onSubmit={apply} className={classes.custom}>
      <TextInput
        label="From (UTC)"
        type="datetime-local"
        required
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        label="To (UTC)"
        type="datetime-local"
        required
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        error={problem ?? undefined}
      />
      <Button type="submit" variant="default" disabled={problem !== null}>
        Ask
      </Button>
    </form>
  );
}
