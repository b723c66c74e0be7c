import type { EventFilter } from "@flywheel/vocabulary";
import { Text } from "@mantine/core";
import { sayConsentGap } from "../asking/consent-words.ts";
import classes from "./form.module.css";

export type ConsentGapProps = {
  /** Of whom it is asked, and what they may have done. */
  readonly whom: EventFilter;
  readonly did: EventFilter;
};

/** A warning where the two events of one question are not of the same visitors. */
export function ConsentGap({ whom, did }: ConsentGapProps) {
  const gap = sayConsentGap(whom, did);
  if (gap === null) return null;
  return (
    <Text size="sm" role="note" className={classes.wide}>
      {gap}
    </Text>
  );
}
