import fc from "fast-check";
import { expect, it } from "vitest";
import { exampleEvent } from "./examples.ts";
import { measureJson } from "./json-size.ts";

const exactly = (value: unknown) => {
  const text = JSON.stringify(value);
  return { characters: text.length, bytes: Buffer.byteLength(text), tooDeep: false };
};

it("[TE93] counts what JSON would measure, to the byte, whatever is in it", () => {
  expect(measureJson(exampleEvent())).toEqual(exactly(exampleEvent()));
  const shallow = fc.json({ maxDepth: 8, stringUnit: "binary" }).map((text): unknown => JSON.parse(text));
  fc.assert(
    fc.property(shallow, (value) => {
      expect(measureJson(value)).toEqual(exactly(value));
    }),
    { numRuns: 2_000 },
  );
});

it("[TE93] gives up on what is nested deeply instead of overflowing", () => {
  const deep: unknown = JSON.parse("[".repeat(200_000) + "]".repeat(200_000));
  expect(measureJson(deep)).toMatchObject({ tooDeep: true });
  expect(measureJson({ fields: deep }).characters).toBeLessThan(100);
});
