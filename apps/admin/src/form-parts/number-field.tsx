import { NumberInput, type NumberInputProps } from "@mantine/core";
import { useState } from "react";

export type NumberFieldProps = Omit<NumberInputProps, "value" | "onChange"> & {
  /** NaN where it is empty. */
  readonly value: number;
  readonly onValue: (value: number) => void;
  /** What is shown is the value times this: 100 for a share that is written in %. */
  readonly scale?: number;
};

/** A number that may be empty while somebody writes: then it is asked for, and is never 0 by itself. */
export function NumberField({ value, onValue, scale = 1, ...rest }: NumberFieldProps) {
  // What was typed is kept as it was, since "0." is on its way to 0.05.
  const [typed, setTyped] = useState<number | string>(writeNumber(value, scale));
  return (
    <NumberInput
      {...rest}
      value={Object.is(readNumber(typed, scale), value) ? typed : writeNumber(value, scale)}
      onChange={(next) => {
        setTyped(next);
        onValue(readNumber(next, scale));
      }}
    />
  );
}

const readNumber = (typed: number | string, scale: number): number =>
  typeof typed === "string" && typed.trim() === "" ? Number.NaN : Number(typed) / scale;

const writeNumber = (value: number, scale: number): number | string =>
  Number.isNaN(value) ? "" : Number((value * scale).toFixed(6));
