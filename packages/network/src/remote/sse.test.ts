import * as fc from "fast-check";
import { expect, it } from "vitest";
import { sseData } from "./sse.ts";

async function read(chunks: readonly Uint8Array[], maxChars = 1_000): Promise<string[]> {
  const events: string[] = [];
  for await (const data of sseData(given(chunks), maxChars)) events.push(data);
  return events;
}
async function* given(chunks: readonly Uint8Array[]) {
  yield* chunks;
}
const bytes = (text: string) => new TextEncoder().encode(text);

it.each([
  ["ends of lines", "data: a\r\n\r\ndata: b\n\ndata: c\r\rdata: d\r\n\r\n", ["a", "b", "c", "d"]],
  ["several lines", "data: a\ndata: b\ndata:\ndata\n\n", ["a\nb\n\n"]],
  ["several lines that end with CRLF", "data: a\r\ndata: b\r\n\r\n", ["a\nb"]],
  ["one space, no more", "data:a\n\ndata:  b\n\n", ["a", " b"]],
  ["comments and other fields", ": hush\n\nevent: x\nid: 1\nretry: 5\ndata: a\ndatum: b\n\n", ["a"]],
  ["colons in data", 'data: {"a": "b: c"}\n\n', ['{"a": "b: c"}']],
  ["a byte order mark", "\uFEFFdata: a\n\n", ["a"]],
  ["an event that broke off", "data: a\n\ndata: b\n", ["a"]],
  ["nothing", "", []],
])("[NE142] %s", async (_, text, events) => {
  expect(await read([bytes(text)])).toEqual(events);
  // One byte at a time.
  expect(await read([...bytes(text)].map((byte) => Uint8Array.of(byte)))).toEqual(events);
});

it("[NE142] words come whole wherever the bytes were cut", async () => {
  const words = fc.array(
    fc.string({ unit: "binary", maxLength: 12 }).filter((text) => !/[\r\n\uFEFF]/.test(text)),
    { maxLength: 8 },
  );
  const ends = fc.constantFrom("\n", "\r\n", "\r");
  await fc.assert(
    fc.asyncProperty(words, ends, fc.array(fc.nat(200)), async (events, end, cuts) => {
      const whole = bytes(events.map((data) => `data: ${data}${end}${end}`).join(""));
      const at = [0, ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b), whole.length];
      const pieces = at.slice(1).map((stop, index) => whole.slice(at[index], stop));
      expect(await read(pieces)).toEqual(events);
    }),
  );
});

it("[NE142] a line, or an event, without an end is given up at a limit", async () => {
  const line = Array.from({ length: 50 }, () => bytes("x".repeat(100)));
  await expect(read(line)).rejects.toMatchObject({ because: "too-large" });
  const event = Array.from({ length: 50 }, () => bytes(`data: ${"x".repeat(100)}\n`));
  await expect(read(event)).rejects.toMatchObject({ because: "too-large" });
});
