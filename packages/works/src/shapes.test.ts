import { expect, it } from "vitest";
import { dimensionsOf, shapes } from "./shapes.ts";

it("[WO22] gives every shape its own sides, in steps of 64 and of about the same area", () => {
  const sides = shapes.map(dimensionsOf);
  expect(sides).toEqual([
    { width: 512, height: 512 },
    { width: 448, height: 640 },
    { width: 640, height: 448 },
  ]);
  for (const { width, height } of sides) {
    expect([width % 64, height % 64]).toEqual([0, 0]);
    expect(Math.abs((width * height) / 512 ** 2 - 1)).toBeLessThan(0.1);
  }
});
