import { codeOf, sayFailure } from "./failure.ts";

const refusals = ["CONFLICT", "PRECONDITION_FAILED", "BAD_REQUEST"];

/** A refusal of an experiment's life in its own words; what is wrong with the form of a call comes as JSON and is not told. */
export function sayRefused(error: unknown): string {
  const said = error instanceof Error ? error.message.trim() : "";
  const code = codeOf(error);
  if (code === null || !refusals.includes(code) || said === "" || /^[[{]/.test(said)) return sayFailure(error);
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.!?]$/.test(said) ? "" : "."}`;
}
