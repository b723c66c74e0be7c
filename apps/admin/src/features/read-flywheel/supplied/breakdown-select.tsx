import { useTRPC } from "@flywheel/host";
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Breakdown } from "./answer.ts";
import { breakdownNames, plainBreakdowns, readBreakdown, writeBreakdown } from "./breakdown.ts";

export type BreakdownSelectProps = {
  readonly breakdown: Breakdown;
  readonly onBreakdown: (breakdown: string) => void;
};

/** By what layers are told apart: what is always there, the variants of listed experiments, and of the one that is chosen. */
export function BreakdownSelect({ breakdown, onBreakdown }: BreakdownSelectProps) {
  const experiments = useQuery(useTRPC().experiments.list.queryOptions());
  const listed = (experiments.data ?? []).map(({ key, name }) => ({
    value: writeBreakdown({ by: "variant", experiment: key }),
    label: `Variant of ${name}`,
  }));
  const chosen = writeBreakdown(breakdown);
  // A link may bring one that is not read yet, or that is gone.
  const isBrought = breakdown.by === "variant" && listed.every(({ value }) => value !== chosen);
  return (
    <NativeSelect
      label="Layers and growth by"
      maw={320}
      value={chosen}
      onChange={(event) => onBreakdown(writeBreakdown(readBreakdown(event.currentTarget.value)))}
      {...(experiments.isError ? { error: "Experiments could not be read." } : {})}
      data={[
        ...plainBreakdowns.map((by) => ({ value: by, label: breakdownNames[by] })),
        ...listed,
        ...(isBrought ? [{ value: chosen, label: `Variant of ${breakdown.experiment}` }] : []),
      ]}
    />
  );
}
