import { expect, it } from "vitest";
import { keptLines } from "./kept-event.ts";

it("[AD20] shows a refused event as it was kept, and how much of it was withheld", () => {
  const kept = {
    name: "prompt.submitted",
    atMs: 5,
    build: { withheld: 1 },
    "(other)": { withheld: 1 },
    fields: { attempt: { withheld: 19 }, promptLength: 12, quick: true, nothing: null, "(other)": { withheld: 2 } },
  };
  expect(keptLines(JSON.stringify(kept))).toEqual([
    { name: "name", value: "prompt.submitted", withheld: false },
    { name: "atMs", value: "5", withheld: false },
    { name: "build", value: "1 character", withheld: true },
    { name: "more", value: "1 name", withheld: true },
    { name: "fields.attempt", value: "19 characters", withheld: true },
    { name: "fields.promptLength", value: "12", withheld: false },
    { name: "fields.quick", value: "true", withheld: false },
    { name: "fields.nothing", value: "null", withheld: false },
    { name: "fields.more", value: "2 names", withheld: true },
  ]);
});

it("[AD20] shows fields that were no fields as withheld, and none where there were none", () => {
  expect(keptLines('{"fields":{"withheld":40}}')).toEqual([{ name: "fields", value: "40 characters", withheld: true }]);
  expect(keptLines('{"name":"app.opened"}')).toHaveLength(1);
});
