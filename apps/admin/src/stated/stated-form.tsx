import { Panel } from "@flywheel/ui";
import { Button, Group, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import scopeClasses from "../by-week/by-week.module.css";
import { Folded } from "../by-week/folded.tsx";
import { useFocusAfter } from "../form-parts/use-focus-after.ts";

export type StatedField<Key extends string> = {
  readonly key: Key;
  readonly label: string;
  /** What an empty field stands for, where it is known. */
  readonly usual: number | undefined;
} & Scale;

/** How a number is written and read. */
export type Scale = {
  /** Of 100, rather than as it is. */
  readonly percent: boolean;
  /** As many as the page shows of it elsewhere, so that what is shown is what decides. */
  readonly decimals: number;
  /** As written. */
  readonly least: number;
  readonly most: number;
};

/** Numbers that are stated instead of the usual ones; what is not in it is usual. */
export type Stated<Key extends string> = Readonly<Partial<Record<Key, number>>>;

export type StatedFormProps<Key extends string> = {
  readonly title: string;
  readonly lead: string;
  /** "targets": what is stated. */
  readonly what: string;
  readonly fields: readonly StatedField<Key>[];
  readonly stated: Stated<Key>;
  readonly onChange: (stated: Stated<Key>) => void;
};

/** Folded away until somebody states something. */
export function StatedForm<Key extends string>({ title, lead, what, fields, stated, onChange }: StatedFormProps<Key>) {
  const { texts, setTexts } = useTextsOf(fields, stated);
  const { target: stateButton, focusAfter } = useFocusAfter();
  const isUsual = Object.keys(stated).length === 0;
  const read = fields.map((field) => ({ field, number: readNumber(texts[field.key] ?? "", field) }));
  const isWrong = read.some(({ number }) => number === "wrong");

  function apply(event: FormEvent) {
    event.preventDefault();
    if (isWrong) return;
    const numbers = read.flatMap(({ field, number }) => (typeof number === "number" ? [[field.key, number]] : []));
    onChange(Object.fromEntries(numbers));
  }

  function reset() {
    setTexts({});
    onChange({} as Stated<Key>);
  }

  return (
    <Panel title={title} lead={`${lead} Stated ${what} are in the address.`}>
      <Folded label={`State ${what}`} startsOpen={!isUsual}>
        <form onSubmit={apply} aria-label={title}>
          <div className={scopeClasses.form}>
            {read.map(({ field, number }) => (
              <TextInput
                key={field.key}
                label={field.label}
                inputMode="decimal"
                placeholder={field.usual === undefined ? "usual" : `usual: ${writeNumber(field.usual, field)}`}
                value={texts[field.key] ?? ""}
                onChange={({ currentTarget: { value } }) => setTexts({ ...texts, [field.key]: value })}
                error={number === "wrong" ? `From ${field.least} to ${field.most}` : undefined}
              />
            ))}
          </div>
          <Group mt="sm" gap="sm">
            <Button ref={stateButton} type="submit" variant="default" disabled={isWrong}>
              State these {what}
            </Button>
            {isUsual ? null : (
              <Button variant="subtle" color="gray" onClick={() => focusAfter(reset)}>
                Back to the usual {what}
              </Button>
            )}
          </Group>
        </form>
      </Folded>
    </Panel>
  );
}

/** What is being written, until other numbers are stated. The fields stay, so that the keyboard stays in them. */
function useTextsOf<Key extends string>(fields: readonly StatedField<Key>[], stated: Stated<Key>) {
  const write = (): Texts =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const number = stated[field.key];
        return number === undefined ? [] : [[field.key, writeNumber(number, field)]];
      }),
    );
  const [texts, setTexts] = useState(write);
  const [of, setOf] = useState(stated);
  if (fields.some(({ key }) => of[key] !== stated[key])) {
    setOf(stated);
    setTexts(write());
  }
  return { texts, setTexts };
}

type Texts = Readonly<Record<string, string>>;
/** As it stands in its field. */
function writeNumber(number: number, { percent, decimals }: Scale): string {
  return String(rounded(percent ? 100 * number : number, decimals));
}

/** As exact as its field shows it; null of an empty field. */
function readNumber(text: string, { percent, decimals, least, most }: Scale): number | "wrong" | null {
  if (text.trim() === "") return null;
  const written = Number(text.replace(",", "."));
  if (!(written >= least && written <= most)) return "wrong";
  return percent ? rounded(written / 100, decimals + 2) : rounded(written, decimals);
}

const rounded = (number: number, decimals: number): number => Math.round(number * 10 ** decimals) / 10 ** decimals;

/** What stands in an address, as a field would read it; null of what no field could. */
export function readStated(raw: unknown, scale: Scale): number | null {
  if (typeof raw !== "number") return null;
  const number = readNumber(writeNumber(raw, scale), scale);
  return typeof number === "number" ? number : null;
}
