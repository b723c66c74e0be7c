import { type Segment, segmentOf } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import { questionOf, readView, type View, writeView } from "./view.ts";

const nowMs = Date.UTC(2026, 4, 14, 9, 30, 12);
const first: View = {
  scope: { period: { preset: "26w" }, app: null, traffic: "real", segment: null },
  incentives: "grants-and-campaigns",
  survey: null,
  declared: [],
  targets: {},
  thresholds: {},
};

function given(key: string): Segment {
  const segment = segmentOf(key);
  if (!segment) throw new Error(`no segment ${key}`);
  return segment;
}

it("[AD115] [AD147] the question is nothing at first, and comes back as it was through JSON", () => {
  expect(writeView(first)).toEqual({});
  expect(readView({})).toEqual(first);
  const view: View = {
    scope: { period: { preset: "52w" }, app: "chat", traffic: "simulated", segment: segmentOf("payers") },
    incentives: "grants",
    survey: "how-disappointed",
    declared: [
      { segment: given("phones"), atMs: 5 },
      { segment: given("payers"), atMs: 6 },
    ],
    targets: { compute: 0.8, trust: 0 },
    thresholds: { organicShare: 0.5, quickRatio: 1.5 },
  };
  expect(readView(JSON.parse(JSON.stringify(writeView(view))))).toEqual(view);
  expect(questionOf(view, nowMs)).toMatchObject({
    ...{ app: "chat", traffic: "simulated", timeZone: "UTC", weekStart: 1, segment: { key: "payers" } },
    ...{ incentives: "grants", survey: "how-disappointed" },
    declared: [
      { segment: { key: "phones" }, declaredAtMs: 5 },
      { segment: { key: "payers" }, declaredAtMs: 6 },
    ],
    targets: { compute: 0.8, trust: 0 },
    thresholds: { organicShare: 0.5, quickRatio: 1.5 },
  });
});

it.each([
  ["incentives that are none", { incentives: "bribes" }],
  ["a survey that no key can be", { survey: "How?" }],
  ["declarations of another kind", { declared: "phones" }],
  ["thresholds of another kind", { thresholds: [0.5] }],
  ["thresholds that decide nothing", { thresholds: { organicShare: 0, quickRatio: 101, floor: "0.1", alpha: 0.5 } }],
  ["targets of another kind", { targets: "compute" }],
  ["targets that no share can be", { targets: { compute: 1.2, trust: -1, usage: "0.5", toString: 0.5 } }],
  [
    "declarations of what is no segment, and of no moment",
    { declared: [{ segment: "x", atMs: 1 }, { segment: "phones" }, 7] },
  ],
])("[AD115] [AD147] with %s counts as not said", (_, search) => {
  expect(readView(search)).toEqual(first);
});

it("[AD123] takes no more declared segments than the server does", () => {
  const declared = Array.from({ length: 30 }, (_, atMs) => ({ segment: "phones", atMs }));
  expect(readView({ declared }).declared).toHaveLength(20);
});

it("[AD157] takes a segment once of one moment, and of another moment again", () => {
  const june = { key: "june", name: "June", all: [{ kind: "tenure", is: "new" }] };
  const turned = { all: [{ is: "new", kind: "tenure" }], name: "June", key: "june" };
  const declared = [
    { segment: "phones", atMs: 1 },
    { segment: june, atMs: 1 },
    { segment: "phones", atMs: 1 },
    { segment: turned, atMs: 1 },
    { segment: "phones", atMs: 2 },
  ];
  expect(readView({ declared }).declared.map(({ segment, atMs }) => [segment.key, atMs])).toEqual([
    ["phones", 1],
    ["june", 1],
    ["phones", 2],
  ]);
});
