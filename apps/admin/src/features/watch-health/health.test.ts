import { expect, it } from "vitest";
import { readHealth } from "./health.ts";

it("[AD18] draws the parts that the report has, also those that were not there when this was written", () => {
  const report = {
    ok: false,
    store: { engine: "postgres", ok: true, pingMs: 0.623 },
    projection: { ok: false, phase: "loading", lagMs: null, rowsBehind: 2_000_012, detail: { nested: true } },
    journal: {
      ok: true,
      backlogEvents: 0,
      backlogBytes: 4_200_000,
      oldestMs: 61_000,
      reasonBytes: null,
      failure: null,
    },
    note: "plain",
  };
  expect(readHealth(report)).toEqual({
    ok: false,
    parts: [
      {
        name: "Store",
        ok: true,
        facts: [
          { label: "Engine", value: "postgres" },
          { label: "Ping", value: "0.6 ms" },
        ],
      },
      {
        name: "Projection",
        ok: false,
        facts: [
          { label: "Phase", value: "loading" },
          { label: "Lag", value: "unknown" },
          { label: "Rows behind", value: "2,000,012" },
        ],
      },
      {
        name: "Journal",
        ok: true,
        facts: [
          { label: "Backlog events", value: "0" },
          { label: "Backlog size", value: "4.2 MB" },
          { label: "Oldest", value: "1 min 1 s" },
          { label: "Reason", value: "unknown" },
        ],
      },
    ],
  });
});

it("[AD18] takes nothing else for a report", () => {
  expect([null, "<html>", [], { error: "nothing here" }, { ok: "yes" }].map(readHealth)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});
