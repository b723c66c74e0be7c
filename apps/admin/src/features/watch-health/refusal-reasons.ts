import type { RefusalReason } from "@flywheel/telemetry";

const reasons = {
  malformed: "Not in the form of an event:",
  "unknown-event": "Not in the catalogue:",
  "unknown-field": "Carries a field that the catalogue does not name:",
  "wrong-field": "A field holds what the catalogue does not allow:",
  "not-yours": "May only be written by somebody else:",
  "no-consent": "The visitor has not agreed to measuring:",
  "too-far-in-the-future": "Says it happens in the future:",
  erased: "The visitor has been erased:",
  "too-large": "Too large:",
} as const satisfies Record<RefusalReason, string>;

export const sayReason = (reason: RefusalReason): string => reasons[reason];
