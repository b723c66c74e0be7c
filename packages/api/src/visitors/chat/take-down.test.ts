import { expect, it } from "vitest";
import { shown } from "./take-down.ts";

const said = (role: "visitor" | "model", text: string) => ({ role, text });

it("[AP13] shows a model the newest messages that fit, without a gap, and always the last one", () => {
  const long = "x".repeat(9_000);
  expect(shown([said("visitor", "a"), said("model", "b"), said("visitor", "c")]).map(({ content }) => content)).toEqual(
    ["a", "b", "c"],
  );
  expect(shown([said("visitor", "old"), said("model", long), said("visitor", long)])).toEqual([
    { role: "user", content: long },
  ]);
  expect(
    shown([said("visitor", "old"), said("model", long), said("visitor", "new")]).map(({ content }) => content.length),
  ).toEqual([3, 9_000, 3]);
  expect(shown([said("visitor", "x".repeat(20_000))])).toHaveLength(1);
});

it("[AP13] leaves out answers that never came", () => {
  expect(shown([said("visitor", "a"), said("model", ""), said("visitor", "b")]).map(({ role }) => role)).toEqual([
    "user",
    "user",
  ]);
});
