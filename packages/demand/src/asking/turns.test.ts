import { describe, expect, it } from "vitest";
import { clockMs } from "./clock.ts";
import { giveWay, inTurns } from "./turns.ts";

describe("[DE162] work in turns", () => {
  it("is done item by item in order, as in one piece", async () => {
    const items = Array.from({ length: 1_000 }, (_, place) => place);
    expect(await inTurns(items, (item) => item * 2)).toEqual(items.map((item) => item * 2));
    expect(await inTurns([], () => 1)).toEqual([]);
  });

  it("lets others have the thread between turns, and takes no turn for what is soon done", async () => {
    let [others, going] = [0, true];
    const other = () => {
      others += 1;
      if (going) setImmediate(other);
    };
    setImmediate(other);
    await inTurns([1, 2, 3], (item) => item);
    expect(others).toBe(0);
    await inTurns([1, 2, 3], busy);
    going = false;
    expect(others).toBeGreaterThanOrEqual(2);
  });

  it("[DE166] stops at the end of the turn in which it is given up, and does not begin when it was before", async () => {
    const stop = new AbortController();
    let worked = 0;
    const given = inTurns(
      Array.from({ length: 100 }, (_, place) => place),
      (item) => {
        worked += 1;
        if (item === 2) setImmediate(() => stop.abort(new Error("given up")));
        busy();
      },
      stop.signal,
    );
    await expect(given).rejects.toThrow("given up");
    expect(worked).toBe(3);
    await expect(inTurns([1], () => (worked += 1), stop.signal)).rejects.toThrow("given up");
    await expect(giveWay(stop.signal)).rejects.toThrow("given up");
    expect(worked).toBe(3);
  });

  it("stops where the work fails", async () => {
    const failing = inTurns([1, 2, 3], (item) => {
      if (item === 2) throw new Error("no more");
    });
    await expect(failing).rejects.toThrow("no more");
  });
});

/** For longer than a turn takes. */
function busy(): void {
  for (const untilMs = clockMs() + 20; clockMs() < untilMs; );
}
