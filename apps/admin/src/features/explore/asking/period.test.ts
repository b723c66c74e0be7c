import { describe, expect, it } from "vitest";
import { parsePeriod, presetIds, presets, printPeriod, problemOf, rangeOf } from "./period.ts";
import { isZone, zonesFor } from "./zone.ts";

const nowMs = Date.UTC(2026, 4, 14, 9, 30, 12, 345);

describe("[AD82] the period", () => {
  it("of a preset is so many whole days and today, until the end of the minute of asking", () => {
    expect(rangeOf({ preset: "28d" }, "UTC", nowMs)).toEqual({
      fromMs: Date.UTC(2026, 3, 16),
      toMs: Date.UTC(2026, 4, 14, 9, 31),
    });
    for (const id of presetIds) {
      expect((Date.UTC(2026, 4, 14) - rangeOf({ preset: id }, "UTC", nowMs).fromMs) / 86_400_000).toBe(
        presets[id].days,
      );
    }
  });

  it.each([
    ["Europe/Berlin", Date.UTC(2026, 4, 6, 22)],
    ["Asia/Kolkata", Date.UTC(2026, 4, 6, 18, 30)],
    ["America/New_York", Date.UTC(2026, 4, 7, 4)],
    ["Pacific/Auckland", Date.UTC(2026, 4, 6, 12)],
  ])("begins at midnight of the zone's own clock: %s", (zone, fromMs) => {
    expect(rangeOf({ preset: "7d" }, zone, nowMs).fromMs).toBe(fromMs);
  });

  it("begins at midnight also where the clock was changed in between", () => {
    const afterChange = Date.UTC(2026, 2, 30, 12);
    expect(rangeOf({ preset: "7d" }, "Europe/Berlin", afterChange).fromMs).toBe(Date.UTC(2026, 2, 22, 23));
    expect(rangeOf({ preset: "28d" }, "America/New_York", Date.UTC(2026, 10, 2, 12)).fromMs).toBe(
      Date.UTC(2026, 9, 5, 4),
    );
  });

  it("that is custom is the same for ever, and comes back from the address", () => {
    const custom = { fromMs: 5, toMs: 60_000 };
    expect(rangeOf(custom, "Asia/Kolkata", nowMs)).toEqual(custom);
    expect(parsePeriod(printPeriod(custom))).toEqual(custom);
    expect(["5-5", "60-5", "-5", "soon", ""].map(parsePeriod)).toEqual([null, null, null, null, null]);
  });

  it("ends after it starts, and is no longer than the server takes", () => {
    const longestMs = 3_700 * 86_400_000;
    expect(problemOf({ fromMs: 5, toMs: 5 })).toBe("Must be after the start");
    expect(problemOf({ fromMs: 5, toMs: 5 + longestMs })).toBeNull();
    expect(problemOf({ fromMs: 5, toMs: 6 + longestMs })).toBe("No longer than ten years");
    expect(parsePeriod(`5-${6 + longestMs}`)).toBeNull();
  });

  it("has UTC first among the zones, each once", () => {
    const zones = zonesFor("Europe/Berlin", "UTC");
    expect(zones.slice(0, 2)).toEqual(["UTC", "Europe/Berlin"]);
    expect(new Set(zones).size).toBe(zones.length);
    expect(isZone("Mars/Olympus")).toBe(false);
  });
});
