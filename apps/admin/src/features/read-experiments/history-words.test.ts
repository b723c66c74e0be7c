import { actions } from "@flywheel/experiments";
import { expect, it } from "vitest";
import { sayDone, sayHand } from "./history-words.ts";

it("[AD61] every action has words of its own, and the machine's hands are told from people", () => {
  const names = Object.keys(actions) as (keyof typeof actions)[];
  expect(new Set(names.map(sayDone)).size).toBe(names.length);
  const machine = ["schedule", "guardrail"].map((by) => sayHand({ by, byName: null }));
  expect(machine.every((hand) => hand.endsWith("by itself"))).toBe(true);
});

it("[AD61] a person is told by name, and never by id", () => {
  expect(sayHand({ by: "stf_ada", byName: "Ada" })).toBe("Ada");
  expect(sayHand({ by: "stf_ada", byName: null })).toBe("somebody who is no longer here");
});
