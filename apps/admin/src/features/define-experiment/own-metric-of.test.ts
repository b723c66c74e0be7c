import { expect, it } from "vitest";
import { type OwnChoice, ownMetricOf } from "./own-metric-of.ts";

const choice: OwnChoice = {
  name: "Liked it",
  event: "output.rated",
  field: "rating",
  value: "up",
  kind: "did-it",
  better: "more",
};

it("[AD45] an own metric is an event, a field and a kind", () => {
  expect(ownMetricOf(choice)).toMatchObject({
    outcome: "ready",
    metric: {
      key: "liked-it",
      kind: "proportion",
      unit: "share",
      of: { name: "output.rated", where: { rating: "up" } },
    },
  });
  expect(ownMetricOf({ ...choice, event: "output.shown", field: "", kind: "sum" })).toMatchObject({
    metric: { kind: "mean", unit: "ms", amount: { take: "value" } },
  });
});

it("[AD45] what no event can match is refused with the catalogue's reason", () => {
  expect(ownMetricOf({ ...choice, value: "sideways" })).toMatchObject({
    outcome: "refused",
    reason: expect.stringContaining("is never"),
  });
  expect(ownMetricOf({ ...choice, field: "", kind: "sum" })).toMatchObject({ outcome: "refused" });
  expect(ownMetricOf({ ...choice, name: "" })).toMatchObject({ outcome: "refused" });
});
