import type { SavedSegment, SegmentEntry } from "@flywheel/experiments/port";
import { describe, expect, it } from "vitest";
import { openTestStores } from "./testing/index.ts";

const called = (key: string, name: string): SavedSegment => ({
  segment: { key, name, all: [{ kind: "tenure", is: "new" }] },
  revision: 1,
  savedAtMs: 1_700_000_000_000,
  by: "stf_a",
});
const entryOf = ({ segment, revision, savedAtMs, by }: SavedSegment): SegmentEntry => ({
  ...{ key: segment.key, revision, atMs: savedAtMs, by, action: "save", segment },
});

describe.each(openTestStores())("segments on $engine", (backend) => {
  it("[ST93] a segment whose entry cannot be written is not kept, and that is no refusal", async () => {
    const { segments } = await backend.open();
    const saved = called("a", "A");
    const nobodys = { ...entryOf(saved), by: null as never };
    await expect(segments.save(saved, 0, nobodys)).rejects.toMatchObject({ name: "StoreError" });
    expect(await segments.list()).toEqual([]);
    expect(await segments.save(saved, 0, entryOf(saved))).toBe("saved");
    await expect(segments.remove("a", 1, nobodys)).rejects.toMatchObject({ name: "StoreError" });
    expect(await segments.list()).toEqual([saved]);
  });

  it.each([
    ["ÄRZTE", "ärzte"],
    ["ΟΔΟΣ", "οδος"],
    ["ÇA VA", "ça va"],
  ])("[ST94] %s and %s are one name on every engine", async (name, same) => {
    const { segments } = await backend.open();
    const [one, other] = [called("a", name), called("b", same)];
    expect(await segments.save(one, 0, entryOf(one))).toBe("saved");
    expect(await segments.save(other, 0, entryOf(other))).toBe("name-taken");
  });
});
