/** A setting that nobody could have meant. Data never causes it: what data cannot answer is `Undecided`. */
export class WrongSettingError extends Error {
  override name = "WrongSettingError";

  constructor(readonly facts: { readonly setting: string; readonly value: unknown; readonly expected: string }) {
    super(`${facts.setting} is ${String(facts.value)}, expected ${facts.expected}`);
  }
}

/** Throws unless 0 < value < 1. */
export function requireShare(setting: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new WrongSettingError({ setting, value, expected: "a number between 0 and 1" });
}

/** Throws unless the value is finite and above 0. */
export function requirePositive(setting: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new WrongSettingError({ setting, value, expected: "a finite number above 0" });
  }
}
