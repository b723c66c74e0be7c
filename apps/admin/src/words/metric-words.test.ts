import { definitionOf, eventNames, type Metric, metricOf, metrics } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import { sayDeed } from "./deed-words.ts";
import { sayMetric } from "./metric-words.ts";

const metric = (key: string): Metric => {
  const found = metricOf(key);
  if (!found) throw new Error(`no metric ${key}`);
  return found;
};

it("[AD45] [AD64] every metric of the vocabulary is one plain sentence, which no other metric has", () => {
  const said = metrics.map(sayMetric);
  expect(new Set(said).size).toBe(metrics.length);
  for (const sentence of said) {
    expect(sentence).toMatch(/^[A-Z].* first exposure, in (the experiment's app|any app).*\. (More|Less) is better\.$/);
    // Of the vocabulary's own metrics, no field either.
    expect(sentence).not.toMatch(/ is [a-z]+\)/);
    // No name of an event, no semicolon that joins two halves, no unit that is cut short.
    expect(sentence).not.toMatch(/\b[a-z]+\.[a-z]+\b|;|\d d\b|undefined/);
  }
});

it("[AD64] what visitors did is told for every event that a visitor can have", () => {
  for (const name of eventNames.filter((it) => definitionOf(it).writer !== "network")) {
    expect(sayDeed({ name }), name).not.toContain("happen");
  }
  expect(sayDeed({ name: "output.rated", where: { rating: "up" } })).toBe("rated an output (rating is up)");
});

it("[AD64] a share, a count, a sum, a ratio and a percentile are told apart, with their time and place", () => {
  expect(sayMetric(metric("served"))).toBe(
    "Share of visitors who got a whole answer, within 7 days of their first exposure, in the experiment's app. More is better.",
  );
  expect(sayMetric(metric("returned"))).toBe(
    "Share of visitors who began a session, between 1 day and 8 days after their first exposure, in any app. More is better.",
  );
  expect(sayMetric(metric("prompts"))).toMatch(/^How often visitors sent a prompt, on average, within 7 days/);
  expect(sayMetric(metric("revenue"))).toMatch(
    /^Dollars per visitor, added up over every time they bought credits, within 14 days/,
  );
  expect(sayMetric(metric("gave-up"))).toMatch(
    /^How often visitors gave up .*, divided by how often visitors sent a prompt, within 1 day .* Less is better\.$/,
  );
  expect(sayMetric(metric("wait-p90"))).toMatch(/^Of all the times that visitors saw .*, 90 % took less than this\./);
  expect(sayMetric(metric("trusted"))).toMatch(/^Share of visitors who said that they trust the network, within/);
});
