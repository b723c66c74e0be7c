import { expect, it } from "vitest";
import { sayDismissed, sayReplay } from "./replay-words.ts";

it("[AD21] says all that came of taking in again", () => {
  expect(sayReplay({ takenIn: 1_200, repeated: 3, stillRefused: 40 })).toBe(
    "1,200 taken in. 3 had come in meanwhile. 40 still refused.",
  );
  expect(sayReplay({ takenIn: 2, repeated: 0, stillRefused: 0 })).toBe("2 taken in.");
  expect(sayReplay({ takenIn: 0, repeated: 0, stillRefused: 5 })).toMatch(/^5 still refused: the cause is not mended/);
  expect(sayReplay({ takenIn: 0, repeated: 0, stillRefused: 0 })).toBe("There is nothing left to take in.");
  expect([sayDismissed(7), sayDismissed(0)]).toEqual(["7 dismissed.", "There was nothing left to dismiss."]);
});
