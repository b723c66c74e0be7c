import { WrongSettingError } from "../wrong-setting-error.ts";

export type Corrected = {
  /** The p of each hypothesis as it counts among all, in the order given: rejected where it is at most alpha. */
  readonly adjusted: readonly number[];
  readonly rejected: readonly boolean[];
};

/** Positions of the values, in ascending order of value. */
export const ascendingOrder = (values: readonly number[]): number[] =>
  values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));

export function requireProbabilities(pValues: readonly number[]): void {
  for (const value of pValues) {
    if (!(value >= 0 && value <= 1)) {
      throw new WrongSettingError({ setting: "p", value, expected: "a probability" });
    }
  }
}
