import { Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import classes from "./by-week.module.css";

export type FoldedProps = {
  /** What opens it. */
  readonly label: string;
  /** Later only a person opens or closes it, so that what has the keyboard never goes. */
  readonly startsOpen?: boolean;
  readonly children: ReactNode;
};

/** What most do not need at once. */
export function Folded({ label, startsOpen = false, children }: FoldedProps) {
  const [isOpenAtFirst] = useState(startsOpen);
  return (
    <details open={isOpenAtFirst}>
      <summary className={classes.summary}>{label}</summary>
      <Stack gap="xs" mt="xs">
        {children}
      </Stack>
    </details>
  );
}
