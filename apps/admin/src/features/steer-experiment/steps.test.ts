import { states } from "@flywheel/experiments";
import { expect, it } from "vitest";
import { stepsFor } from "./steps.ts";

it("[AD48] each state offers what its table allows, main step first", () => {
  expect(Object.fromEntries(states.map((state) => [state, stepsFor(state, true, "editor")]))).toEqual({
    draft: ["submit", "archive"],
    review: ["approve", "withdraw", "archive"],
    ready: ["start", "withdraw", "archive"],
    running: ["widen", "pause", "stop"],
    paused: ["resume", "stop"],
    stopped: ["archive"],
    decided: ["archive"],
    archived: [],
  });
});

it("[AD48] what was never started may be deleted", () => {
  expect(stepsFor("draft", false, "owner")).toContain("delete");
  expect(stepsFor("running", false, "owner")).not.toContain("delete");
});

it("[AD48] a viewer is offered nothing", () => {
  expect(states.flatMap((state) => stepsFor(state, false, "viewer"))).toEqual([]);
});
