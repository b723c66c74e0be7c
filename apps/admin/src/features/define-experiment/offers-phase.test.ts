import type { Refusal } from "@flywheel/experiments";
import { expect, it } from "vitest";
import { offersPhase } from "./offers-phase.ts";

/** The words are of no matter. */
const refused = (refusal: Refusal | null) =>
  Object.assign(new Error("start a new phase with it instead"), { data: { code: "CONFLICT", refusal } });

it("[AD47] a new phase is offered for the refusals that it can undo, whatever their words, and for nothing else", () => {
  expect(offersPhase(refused({ code: "would-reassign", fields: ["coverage"] }))).toBe(true);
  expect(offersPhase(refused({ code: "moves-the-goal", fields: ["plan"] }))).toBe(true);
  expect(offersPhase(refused({ code: "outdated", revision: 3 }))).toBe(false);
  expect(offersPhase(refused(null))).toBe(false);
  expect(offersPhase(new Error("start a new phase with it instead"))).toBe(false);
});
