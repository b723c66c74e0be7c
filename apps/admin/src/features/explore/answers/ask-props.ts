import type { Range } from "../asking/period.ts";
import type { View } from "../asking/view.ts";

export type AskProps = {
  readonly view: View;
  readonly range: Range;
  /** Moves the end of the period to now. */
  readonly onAskAgain: () => void;
};
