import { expect, it } from "vitest";
import { scaleOf } from "./scale.ts";

it("a scale always has 0 on it, keeps order and lets nothing leave", () => {
  const scale = scaleOf([0.1, 0.4]);
  expect(scale.low).toBeLessThan(0);
  const places = [-9, 0, 0.1, 0.4, 9].map(scale.at);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBe(0);
  expect(places[4]).toBe(1);
  expect((scale.at(0.4) - scale.at(0)) / (scale.at(0.1) - scale.at(0))).toBeCloseTo(4, 10);
});

it("one that is far out does not press the others flat", () => {
  expect(scaleOf([-0.1, 50], 1).high).toBeLessThan(1.2);
});

it("without values 0 stands in the middle", () => {
  expect(scaleOf([]).at(0)).toBe(0.5);
  expect(scaleOf([Number.NaN, Number.POSITIVE_INFINITY]).at(0)).toBe(0.5);
});
