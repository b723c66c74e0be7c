import { segmentOf } from "@flywheel/vocabulary";
import { defaultParseSearch, defaultStringifySearch } from "@tanstack/react-router";
import { expect, it } from "vitest";
import { questionOf, readView, type View, weekChoices, writeView } from "./view.ts";

const nowMs = Date.UTC(2026, 4, 14, 9, 30, 12);
const first: View = {
  scope: { period: { preset: "26w" }, app: null, traffic: "real", segment: null },
  weeks: 8,
  targets: {},
  leaveOutDays: true,
  by: "nothing",
  group: null,
  supposed: null,
};

it("[AD100] the question is nothing at first", () => {
  expect(writeView(first)).toEqual({});
  expect(readView({})).toEqual(first);
});

it("[AD100] comes back as it was, whatever was chosen, also through JSON", () => {
  const views = weekChoices.flatMap((weeks) =>
    [true, false].map(
      (leaveOutDays): View => ({
        scope: { period: { fromMs: 5, toMs: 60_000 }, app: "chat", traffic: "simulated", segment: segmentOf("phones") },
        weeks,
        targets: { users: 0.4, trust: 1, compute: 0 },
        leaveOutDays,
        by: leaveOutDays ? "cohort" : "nothing",
        group: leaveOutDays ? "002944" : null,
        supposed: leaveOutDays ? { layer: "users", rate: 0.4 } : null,
      }),
    ),
  );
  for (const view of views) expect(readView(JSON.parse(JSON.stringify(writeView(view))))).toEqual(view);
});

it.each([
  ["a period that nobody offers", { period: "century" }],
  ["an end before the start", { from: 2, to: 1 }],
  ["an app and a segment that are none", { app: "toaster", segment: "__proto__" }],
  ["weeks that nobody offers", { weeks: 9 }],
  ["targets of another kind", { targets: "users" }],
  ["targets that no share can be", { targets: { users: 1.2, trust: -1, compute: "0.5", toString: 0.5 } }],
])("[AD100] with %s counts as not said", (_, search) => {
  expect(readView(search)).toEqual(first);
});

it("[AD100] the question has every choice in it, in weeks that begin on Monday in UTC", () => {
  const view = readView({ segment: "phones", targets: { users: 0.4 }, days: "all", weeks: 13, from: 1, to: 2 });
  expect(view.leaveOutDays).toBe(false);
  expect(questionOf(view, nowMs)).toMatchObject({
    ...{ fromMs: 1, toMs: 2, app: null, traffic: "real", timeZone: "UTC", weekStart: 1 },
    ...{ weeks: 13, targets: { users: 0.4 }, leaveOutDays: false, segment: { key: "phones" } },
  });
  const { fromMs, toMs } = questionOf(first, nowMs);
  expect(toMs).toBe(Date.UTC(2026, 4, 14, 9, 31));
  expect(toMs - fromMs).toBe(26 * 7 * 86_400_000);
});

it("[AD146] what is told apart and what is supposed are in the address and come back from it", () => {
  const address = { by: "variant:bigger-save", if: "users", rate: 0.8 };
  expect(writeView(readView(address))).toEqual(address);
  expect(readView(address)).toMatchObject({ by: "variant:bigger-save", supposed: { layer: "users", rate: 0.8 } });
  expect(writeView(readView({ by: "moon", if: "users", rate: 2 }))).toEqual({});
  expect(writeView(readView({ by: "variant:No Such", if: "moon", rate: 0.5 }))).toEqual({});
});

it.each(["chat", "002944", "house/small v2", "", "*", "12", "null"])(
  "[AD193] the group %j that is seen in full is in the address and comes back from it",
  (group) => {
    const view = readView({ by: "model", group });
    expect(view.group).toBe(group);
    expect(readView(defaultParseSearch(defaultStringifySearch(writeView(view))))).toEqual(view);
  },
);

it("[AD193] no group is seen in full where none is told apart, nor what can be the name of none", () => {
  expect(readView({ group: "chat" }).group).toBeNull();
  expect(readView({ by: "moon", group: "chat" }).group).toBeNull();
  expect(readView({ by: "app", group: 7 }).group).toBeNull();
  expect(readView({ by: "app", group: "c".repeat(201) }).group).toBeNull();
});
