import { Text } from "@mantine/core";
import { formatCredits } from "./numbers.ts";

/** An amount of credits inside a sentence: grouped, with even digits, never broken over two lines. */
export function Credits({ amount }: { readonly amount: number }) {
  return (
    <Text component="span" inherit style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}>
      {formatCredits(amount)}
    </Text>
  );
}
