import { describe, expect, it } from "vitest";
import { createExposureMemory } from "./exposure-memory.ts";

const exposure = { experiment: "studio-prompt-panel", variant: "below", phase: 1 };

function createShelf() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

describe("what was told before", () => {
  it("[EX14] is remembered from page to page", () => {
    const shelf = createShelf();
    const first = createExposureMemory("vis_a", shelf);
    expect(first.has(exposure)).toBe(false);
    first.add(exposure);
    expect(createExposureMemory("vis_a", shelf).has(exposure)).toBe(true);
  });

  it("[EX14] is another phase, another variant and another visitor apart", () => {
    const shelf = createShelf();
    createExposureMemory("vis_a", shelf).add(exposure);
    const next = createExposureMemory("vis_a", shelf);
    expect(next.has({ ...exposure, phase: 2 })).toBe(false);
    expect(next.has({ ...exposure, variant: "beside" })).toBe(false);
    expect(next.has({ ...exposure, experiment: "another" })).toBe(false);
    expect(createExposureMemory("vis_b", shelf).has(exposure)).toBe(false);
  });

  it("[EX14] has a bound: the oldest go", () => {
    const shelf = createShelf();
    const memory = createExposureMemory("vis_a", shelf);
    for (let phase = 1; phase <= 250; phase += 1) memory.add({ ...exposure, phase });
    const next = createExposureMemory("vis_a", shelf);
    expect([1, 50, 51, 250].map((phase) => next.has({ ...exposure, phase }))).toEqual([false, false, true, true]);
  });

  it("[EX15] lasts for the page where storage is blocked, full or broken", () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    const blocked = {
      getItem: () => {
        throw new DOMException("blocked", "SecurityError");
      },
      setItem: () => {},
    };
    const broken = ["{", "null", "3", '{"visitorId":"vis_a"}', '{"visitorId":"vis_a","told":7}'].map((text) => ({
      getItem: () => text,
      setItem: () => {},
    }));
    for (const shelf of [null, full, blocked, ...broken]) {
      const memory = createExposureMemory("vis_a", shelf);
      expect(memory.has(exposure)).toBe(false);
      memory.add(exposure);
      expect(memory.has(exposure)).toBe(true);
    }
  });
});
