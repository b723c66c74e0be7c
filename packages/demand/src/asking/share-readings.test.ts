import type { QuestionEngine } from "@flywheel/store";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { shareReadings } from "./share-readings.ts";

/** Each reading waits to be answered by hand, also one that was stopped: an engine takes a while to say so. */
function slowEngine() {
  const readings: { answer(n: number): void; fail(error: Error): void; readonly signal: AbortSignal | undefined }[] =
    [];
  const engine: QuestionEngine = {
    rows: (_, { signal } = {}) =>
      new Promise((resolve, reject) => {
        readings.push({ answer: (n) => resolve([{ n }]), fail: reject, signal });
      }),
  };
  return { readings, shared: shareReadings(engine) };
}
const weeks = (from: number | bigint) => sql`select week from events where week >= ${from}`;

it("[DE220] what is read in the same words at the same time is read once, and other words alone", async () => {
  const { readings, shared } = slowEngine();
  const both = [shared.rows(weeks(1)), shared.rows(weeks(1))];
  const others = [shared.rows(weeks(2)), shared.rows(sql`select week from events`), shared.rows(weeks(1n))];
  expect(readings).toHaveLength(4);
  for (const [place, reading] of readings.entries()) reading.answer(place);
  expect(await Promise.all(both)).toEqual([[{ n: 0 }], [{ n: 0 }]]);
  expect(await Promise.all(others)).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
  // Once it is answered it is read anew.
  const later = shared.rows(weeks(1));
  expect(readings).toHaveLength(5);
  readings[4]?.answer(9);
  expect(await later).toEqual([{ n: 9 }]);
});

it("[DE220] a failure is told to all who wait, and kept for nobody", async () => {
  const { readings, shared } = slowEngine();
  const both = [shared.rows(weeks(1)), shared.rows(weeks(1))];
  readings[0]?.fail(new Error("too much"));
  for (const one of both) await expect(one).rejects.toThrow("too much");
  const later = shared.rows(weeks(1));
  readings[1]?.answer(1);
  expect(await later).toEqual([{ n: 1 }]);
});

it("[DE220] who leaves goes alone; when all have left it is stopped, and whoever comes then has it read anew", async () => {
  const { readings, shared } = slowEngine();
  const [one, other] = [new AbortController(), new AbortController()];
  const first = shared.rows(weeks(1), { signal: one.signal });
  const second = shared.rows(weeks(1), { signal: other.signal });
  one.abort(new Error("left"));
  await expect(first).rejects.toThrow("left");
  expect(readings[0]?.signal?.aborted).toBe(false);
  other.abort(new Error("left too"));
  await expect(second).rejects.toThrow("left too");
  expect(readings[0]?.signal?.aborted).toBe(true);
  const third = shared.rows(weeks(1));
  expect(readings).toHaveLength(2);
  readings[1]?.answer(3);
  expect(await third).toEqual([{ n: 3 }]);
  await expect(shared.rows(weeks(1), { signal: one.signal })).rejects.toThrow("left");
  expect(readings).toHaveLength(2);
});
