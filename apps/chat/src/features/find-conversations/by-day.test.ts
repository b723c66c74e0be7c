import type { ConversationCard } from "@flywheel/api/type";
import { expect, test } from "vitest";
import { byDay } from "./by-day.ts";

const at = (title: string, when: string): ConversationCard => ({
  id: title,
  title,
  model: "lumen/glass-1",
  createdMs: 0,
  updatedMs: new Date(when).getTime(),
});

test("[CH11] conversations stand under the days of the visitor's calendar, last used first", () => {
  const now = new Date("2026-03-10T00:30:00").getTime();
  const groups = byDay(
    [
      at("just now", "2026-03-10T00:10:00"),
      at("before midnight", "2026-03-09T23:50:00"),
      at("early yesterday", "2026-03-09T00:00:00"),
      at("a week", "2026-03-03T12:00:00"),
      at("long ago", "2025-12-01T12:00:00"),
    ],
    now,
  );
  expect(groups.map(({ title, conversations }) => [title, conversations.map((one) => one.title)])).toEqual([
    ["Today", ["just now"]],
    ["Yesterday", ["before midnight", "early yesterday"]],
    ["Last 7 days", ["a week"]],
    ["Earlier", ["long ago"]],
  ]);
});

test("[CH11] a day without conversations is not named", () => {
  expect(byDay([], 0)).toEqual([]);
});
