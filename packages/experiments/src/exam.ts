import { describe, expect, it } from "vitest";
import type { ExperimentDefinition } from "./definition.ts";
import type { ExperimentRegister } from "./port.ts";

/** What every register promises. A new backend is finished when this passes. `open` gives an empty register each time. */
export function describeExperimentRegister(backend: string, open: () => Promise<ExperimentRegister>): void {
  describe(`experiment register on ${backend}`, () => {
    it("[EX1] gives a definition back as it was saved", async () => {
      const register = await open();
      const definition = example({
        name: 'Größer? "Ja" \\ % \'',
        hypothesis: "line one\nline two 🦊",
        variants: [
          { key: "control", name: "As it is", value: 0.1, weight: 0.1 },
          { key: "words", name: "In words", value: "", weight: 0.2 },
          { key: "off", name: "Off", value: false, weight: 0.7 },
        ],
        coverage: 0.3,
        state: "stopped",
        phase: 3,
        revision: 1,
      });
      expect(await register.save(definition, 0)).toBe(true);
      expect(await register.get(definition.key)).toEqual(definition);
      expect(await register.list()).toEqual([definition]);
    });

    it("[EX1] has nothing under a key that nobody saved", async () => {
      const register = await open();
      expect(await register.get("studio-prompt-panel")).toBeNull();
      expect(await register.list()).toEqual([]);
    });

    it("[EX2] lists by key, in the order of its characters", async () => {
      const register = await open();
      const keys = ["b", "a-b", "a.b", "a1", "a", "ab", "a-a"];
      for (const key of keys) expect(await register.save(example({ key }), 0), key).toBe(true);
      expect((await register.list()).map(({ key }) => key)).toEqual(["a", "a-a", "a-b", "a.b", "a1", "ab", "b"]);
    });

    it("[EX3] writes over the revision that was read, and over no other", async () => {
      const register = await open();
      const first = example({ revision: 1 });
      const second = { ...first, coverage: 0.5, revision: 2 };
      expect(await register.save(second, 1)).toBe(false);
      expect(await register.save(first, 0)).toBe(true);
      expect(await register.save({ ...first, name: "another" }, 0)).toBe(false);
      expect(await register.get(first.key)).toEqual(first);

      expect(await register.save(second, 1)).toBe(true);
      expect(await register.save({ ...first, name: "late", revision: 2 }, 1)).toBe(false);
      expect(await register.save({ ...first, name: "early", revision: 4 }, 3)).toBe(false);
      expect(await register.get(first.key)).toEqual(second);
    });

    it("[EX3] lets one of several who read the same revision write", async () => {
      const register = await open();
      const names = ["Ada", "Bob", "Cyd", "Dee"];
      const saved = await Promise.all(names.map((name) => register.save(example({ name }), 0)));
      expect(saved.filter(Boolean)).toHaveLength(1);
      expect((await register.get("example"))?.name).toBe(names[saved.indexOf(true)]);

      const changed = await Promise.all(names.map((name) => register.save(example({ name, revision: 2 }), 1)));
      expect(changed.filter(Boolean)).toHaveLength(1);
      expect((await register.get("example"))?.name).toBe(names[changed.indexOf(true)]);
    });
  });
}

function example(given: Partial<ExperimentDefinition>): ExperimentDefinition {
  return {
    key: "example",
    name: "An example",
    hypothesis: "More visitors ask.",
    app: "image-studio",
    layer: "applications",
    feature: "studio.example",
    variants: [
      { key: "control", name: "Control", value: "one", weight: 0.5 },
      { key: "other", name: "Other", value: "two", weight: 0.5 },
    ],
    coverage: 1,
    state: "running",
    phase: 1,
    revision: 1,
    ...given,
  };
}
