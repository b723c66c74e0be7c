import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";

/** The shape of what is coming. `label` is said aloud: "Loading models". */
export function LoadingState({
  label = "Loading",
  lines = 3,
  height = 18,
}: {
  readonly label?: string;
  readonly lines?: number;
  readonly height?: number;
}) {
  return (
    <Stack gap="sm" role="status">
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={height} width={line === lines - 1 && lines > 1 ? "62%" : "100%"} />
      ))}
    </Stack>
  );
}
