import { isUndecided, type Undecided } from "../undecided.ts";

/** The answer of a test's case that must have one. */
export function decided<T>(answer: T | Undecided): T {
  if (typeof answer === "object" && answer !== null && isUndecided(answer)) {
    throw new Error(`undecided: ${answer.undecided}`);
  }
  return answer as T;
}
