import { Stack, Text } from "@mantine/core";
import { formatCount } from "./numbers.ts";

export type StatNumberProps = {
  readonly label: string;
  /** Null is shown as withheld, and `note` says why. */
  readonly value: number | string | null;
  /** What it rests on: a denominator, a period, a reason. */
  readonly note?: string;
};

/** One number with its name. */
export function StatNumber({ label, value, note }: StatNumberProps) {
  return (
    <Stack gap={0} component="dl" m={0}>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} fz={26} fw={620} lh={1.25} style={{ fontVariantNumeric: "tabular-nums" }}>
        {value === null ? "Withheld" : typeof value === "number" ? formatCount(value) : value}
      </Text>
      {note ? (
        <Text component="dd" m={0} size="xs" c="dimmed">
          {note}
        </Text>
      ) : null}
    </Stack>
  );
}
