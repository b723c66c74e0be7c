import { sayRefusal } from "@flywheel/experiments";
import { expect, it } from "vitest";
import { offersPhase } from "./offers-phase.ts";

const conflict = (message: string) => Object.assign(new Error(message), { data: { code: "CONFLICT" } });

it("[AD47] a new phase is offered where the server offers one, in its words, and nowhere else", () => {
  expect(offersPhase(conflict(sayRefusal({ code: "would-reassign", fields: ["coverage"] })))).toBe(true);
  expect(offersPhase(conflict(sayRefusal({ code: "moves-the-goal", fields: ["plan"] })))).toBe(true);
  expect(offersPhase(conflict(sayRefusal({ code: "outdated", revision: 3 })))).toBe(false);
  expect(offersPhase(new Error("start a new phase with it instead"))).toBe(false);
});
