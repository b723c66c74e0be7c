import { actions } from "@flywheel/experiments";
import { expect, it } from "vitest";
import { sayDone, sayHand, sayPlain } from "./history-words.ts";

it("[AD61] every action has words of its own, the machine's hands are told from people, and values are as written", () => {
  const names = Object.keys(actions) as (keyof typeof actions)[];
  expect(new Set(names.map(sayDone)).size).toBe(names.length);
  expect(["schedule", "guardrail"].every((hand) => sayHand(hand).endsWith("by itself"))).toBe(true);
  expect([sayHand("stf_ada"), sayPlain(null), sayPlain(0.5), sayPlain({ a: 1 })]).toEqual([
    "stf_ada",
    "nothing",
    "0.5",
    '{"a":1}',
  ]);
});
