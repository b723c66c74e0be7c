import { describe, expect, it } from "vitest";
import type { ExperimentDefinition } from "./definition/definition.ts";
import { readDefinition } from "./definition/read-definition.ts";
import type { AuditEntry, ExperimentRegister } from "./port.ts";

export { describeSegmentRegister } from "./saved-segments/exam.ts";

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
      expect(await save(register, definition, 0)).toBe("saved");
      expect(await register.get(definition.key)).toEqual(definition);
      expect(await register.list()).toEqual([definition]);
    });

    it("[EX1] has nothing under a key that nobody saved", async () => {
      const register = await open();
      expect(await register.get("studio-prompt-panel")).toBeNull();
      expect(await register.list()).toEqual([]);
      expect(await register.history("studio-prompt-panel", 10)).toEqual([]);
    });

    it("[EX2] lists by key, in the order of its characters", async () => {
      const register = await open();
      const keys = ["b", "a-b", "a.b", "a1", "a", "ab", "a-a"];
      for (const key of keys) expect(await save(register, example({ key, feature: key }), 0), key).toBe("saved");
      expect((await register.list()).map(({ key }) => key)).toEqual(["a", "a-a", "a-b", "a.b", "a1", "ab", "b"]);
    });

    it("[EX3] writes over the revision that was read, and over no other", async () => {
      const register = await open();
      const first = example({ revision: 1 });
      const second = { ...first, coverage: 0.5, revision: 2 };
      expect(await save(register, second, 1)).toBe("outdated");
      expect(await save(register, first, 0)).toBe("saved");
      expect(await save(register, { ...first, name: "another" }, 0)).toBe("outdated");
      expect(await register.get(first.key)).toEqual(first);

      expect(await save(register, second, 1)).toBe("saved");
      expect(await save(register, { ...first, name: "late", revision: 2 }, 1)).toBe("outdated");
      expect(await save(register, { ...first, name: "early", revision: 4 }, 3)).toBe("outdated");
      expect(await register.get(first.key)).toEqual(second);
      expect(await register.history(first.key, 10)).toEqual([entryOf(second), entryOf(first)]);
    });

    it("[EX3] lets one of several who read the same revision write", async () => {
      const register = await open();
      const names = ["Ada", "Bob", "Cyd", "Dee"];
      const saved = await Promise.all(names.map((name) => save(register, example({ name }), 0)));
      expect(saved.filter((outcome) => outcome === "saved")).toHaveLength(1);
      expect((await register.get("example"))?.name).toBe(names[saved.indexOf("saved")]);

      const changed = await Promise.all(names.map((name) => save(register, example({ name, revision: 2 }), 1)));
      expect(changed.filter((outcome) => outcome === "saved")).toHaveLength(1);
      expect((await register.get("example"))?.name).toBe(names[changed.indexOf("saved")]);
      expect(await register.history("example", 10)).toHaveLength(2);
    });

    it("[EX19] lets one live experiment have a feature, whoever is faster", async () => {
      const register = await open();
      const on = (key: string, state: ExperimentDefinition["state"]) => example({ key, state, feature: "one" });
      expect(await save(register, on("a", "running"), 0)).toBe("saved");
      expect(await save(register, on("b", "running"), 0)).toBe("feature-taken");
      expect(await save(register, on("b", "paused"), 0)).toBe("feature-taken");
      expect(await register.history("b", 10)).toEqual([]);
      expect(await save(register, on("b", "ready"), 0)).toBe("saved");
      expect(await save(register, { ...on("a", "stopped"), revision: 2 }, 1)).toBe("saved");
      expect(await save(register, { ...on("b", "running"), revision: 2 }, 1)).toBe("saved");
      expect(await save(register, { ...on("a", "running"), revision: 3 }, 2)).toBe("feature-taken");

      const keys = ["c", "d", "e", "f"];
      const raced = keys.map((key) => save(register, example({ key, feature: "another" }), 0));
      expect((await Promise.all(raced)).toSorted()).toEqual([
        "feature-taken",
        "feature-taken",
        "feature-taken",
        "saved",
      ]);
    });

    it("[EX20] forgets what is removed and remembers that it was", async () => {
      const register = await open();
      const definition = example({ state: "draft" });
      await save(register, definition, 0);
      const gone = { ...entryOf({ ...definition, revision: 2 }), action: "delete", note: null } as const;
      expect(await register.remove(definition.key, 2, gone)).toBe("outdated");
      expect(await register.remove("nothing", 0, gone)).toBe("outdated");
      expect(await register.remove(definition.key, 1, gone)).toBe("saved");
      expect(await register.get(definition.key)).toBeNull();
      expect(await register.history(definition.key, 1)).toEqual([gone]);
      expect(await register.history(definition.key, 10)).toHaveLength(2);
      expect(await save(register, definition, 0)).toBe("saved");
    });
  });
}

const save = (register: ExperimentRegister, definition: ExperimentDefinition, expectedRevision: number) =>
  register.save(definition, expectedRevision, entryOf(definition));

const entryOf = ({ key, revision, name }: ExperimentDefinition): AuditEntry => ({
  key,
  revision,
  atMs: 1_700_000_000_000 + revision,
  by: "stf_a",
  action: "edit",
  changes: [{ field: "name", before: null, after: name }],
  note: 'so "we" said',
});

const example = (given: Partial<ExperimentDefinition>): ExperimentDefinition =>
  readDefinition({
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
  });
