import { catalogue, type Metric, metrics } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import { sayMetric } from "./metric-words.ts";

const metric = (key: string): Metric => {
  const found = metrics.find((it) => it.key === key);
  if (!found) throw new Error(`no metric ${key}`);
  return found;
};

it("[AD45] every metric of the vocabulary says which events it counts, in the catalogue's words", () => {
  for (const it of metrics) {
    expect(Object.values(catalogue).some(({ when }) => sayMetric(it).includes(when))).toBe(true);
  }
});

it("[AD45] the values of fields, the window and the good direction are said too", () => {
  expect(sayMetric(metric("trusted"))).toMatch(
    /\(rating is trusted\); until 7 d after the first exposure, in all apps/,
  );
  expect(sayMetric(metric("returned"))).toContain("from 1 d until 8 d after");
  expect(sayMetric(metric("refused"))).toContain("Less is better.");
  expect(sayMetric(metric("keeps-per-answer"))).toMatch(/^How often .*, divided by how often /);
  expect(sayMetric(metric("wait-p90"))).toContain("90 %");
});
