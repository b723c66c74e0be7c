import { Panel } from "@flywheel/ui";
import { Button, Group, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import scopeClasses from "../by-week/by-week.module.css";
import { Folded } from "../by-week/folded.tsx";
import { useFocusAfter } from "../form-parts/use-focus-after.ts";

export type StatedField<Key extends string> = {
  readonly key: Key;
  readonly label: string;
  /** A share is written in per cent; a ratio as it is, up to 100. */
  readonly unit: "share" | "ratio";
  /** Whether 0 is one. */
  readonly fromZero: boolean;
  /** What an empty field stands for, where it is known. */
  readonly usual: number | undefined;
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
                error={number === "wrong" ? (field.fromZero ? "From 0 to 100" : "Above 0, up to 100") : undefined}
              />
            ))}
          </div>
          <Group mt="sm" gap="sm">
            <Button ref={stateButton} type="submit" variant="default" disabled={isWrong}>
              State these {what}
            </Button>
            {isUsual ? null : (
              <Button variant="subtle" color="gray" onClick={() => focusAfter(reset)}>
                Back to the usual ones
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
type Unit = Pick<StatedField<string>, "unit" | "fromZero">;

/** To two decimals, as exact as it is read. */
const writeNumber = (number: number, { unit }: Pick<Unit, "unit">): string =>
  String(Math.round(number * (unit === "share" ? 10_000 : 100)) / 100);

/** To the two decimals that a field shows; null of an empty field. */
function readNumber(text: string, { unit, fromZero }: Unit): number | "wrong" | null {
  if (text.trim() === "") return null;
  const hundredths = Math.round(Number(text.replace(",", ".")) * 100);
  const isIn = hundredths <= 10_000 && (fromZero ? hundredths >= 0 : hundredths > 0);
  if (!isIn || Number(text.replace(",", ".")) > 100) return "wrong";
  return hundredths / (unit === "share" ? 10_000 : 100);
}
