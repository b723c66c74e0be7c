import { expect, it } from "vitest";
import { readHealth } from "./health.ts";

it("[AD18] draws the parts that the report has, also those that were not there when this was written", () => {
  const report = {
    ok: false,
    store: { engine: "postgres", ok: true, pingMs: 0.623 },
    projection: { ok: false, lagMs: null, rowsBehind: 12, detail: { nested: true } },
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
          { label: "Lag", value: "unknown" },
          { label: "Rows behind", value: "12" },
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
