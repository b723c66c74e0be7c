import { beforeEach, describe, expect, it } from "vitest";
import type { ExperimentDraft } from "./definition/definition.ts";
import { type ChangeOutcome, createExperiments, type Experiments } from "./experiments.ts";
import type { Command } from "./lifecycle/change-experiment.ts";
import { createMemoryExperimentRegister } from "./memory.ts";
import type { ExperimentRegister } from "./port.ts";
import { exampleDraft, startMs } from "./testing/example-draft.ts";

let register: ExperimentRegister;
let experiments: Experiments;
let asked: ExperimentDraft[];
beforeEach(() => {
  register = createMemoryExperimentRegister();
  asked = [];
  experiments = createExperiments({
    register,
    now: () => startMs,
    async trafficOf(draft) {
      asked.push(draft);
      return { days: 7, visitors: draft.coverage > 0 ? 100 : 0, caps: { revenue: 5 } };
    },
    buildsOf: async () => [],
  });
});

const change = (revision: number, command: Command, key = "example"): Promise<ChangeOutcome> =>
  experiments.change({ key, revision, command, by: "stf_ada" });

async function started(draft = exampleDraft()) {
  await change(0, { action: "create", draft }, draft.key);
  await change(1, { action: "submit" }, draft.key);
  await change(2, { action: "approve" }, draft.key);
  return change(3, { action: "start" }, draft.key);
}

describe("[EX25] changes of experiments", () => {
  it("are kept with who did what and when", async () => {
    expect(await started()).toMatchObject({ outcome: "changed", definition: { state: "running", revision: 4 } });
    expect(await experiments.get("example")).toMatchObject({ state: "running", revision: 4 });
    const history = await experiments.history("example");
    expect(history.map(({ action, revision }) => [action, revision])).toEqual([
      ["start", 4],
      ["approve", 3],
      ["submit", 2],
      ["create", 1],
    ]);
    expect(history.every(({ by, atMs }) => by === "stf_ada" && atMs === startMs)).toBe(true);

    await change(4, { action: "edit", draft: exampleDraft({ name: "Better" }) });
    await change(5, { action: "stop", because: "enough" });
    expect((await experiments.history("example")).slice(0, 2)).toMatchObject([
      { action: "stop", note: "enough" },
      { action: "edit", changes: [{ field: "name", before: "An example", after: "Better" }], note: null },
    ]);
  });

  it("that were refused leave nothing behind", async () => {
    await started();
    const before = [await experiments.get("example"), await experiments.history("example")];
    for (const command of [{ action: "delete" }, { action: "edit", draft: exampleDraft({ coverage: 0.1 }) }] as const) {
      expect(await change(4, command)).toMatchObject({ outcome: "refused" });
    }
    expect(await change(3, { action: "pause" })).toEqual({
      outcome: "refused",
      refusal: { code: "outdated", revision: 4 },
    });
    expect(await change(0, { action: "pause" }, "nothing")).toMatchObject({
      refusal: { code: "unknown", key: "nothing" },
    });
    expect([await experiments.get("example"), await experiments.history("example")]).toEqual(before);
  });

  it("of several at once one is made; the others are told to read again", async () => {
    await change(0, { action: "create", draft: exampleDraft() });
    const names = ["a", "b", "c"];
    const edits = names.map((name) => change(1, { action: "edit", draft: exampleDraft({ name }) }));
    const outcomes = (await Promise.all(edits)).map((it) => (it.outcome === "refused" ? it.refusal.code : "changed"));
    expect(outcomes.toSorted()).toEqual(["changed", "outdated", "outdated"]);
  });

  it("ask how many would come before a start only, and of the draft of a new phase", async () => {
    await started();
    expect(asked).toMatchObject([{ coverage: 1 }]);
    const draft = exampleDraft({ coverage: 0 });
    expect(await change(4, { action: "rephase", draft, because: "a test" })).toMatchObject({
      refusal: { code: "no-traffic" },
    });
    expect(asked).toHaveLength(2);
  });

  it("delete a draft and keep what was done to it", async () => {
    await change(0, { action: "create", draft: exampleDraft() });
    expect(await change(1, { action: "delete" })).toMatchObject({ outcome: "changed" });
    expect(await experiments.get("example")).toBeNull();
    expect((await experiments.history("example")).map(({ action }) => action)).toEqual(["delete", "create"]);
  });
});

describe("[EX19] two who start on one feature at the same moment", () => {
  const ready = async (key: string) => {
    await change(0, { action: "create", draft: exampleDraft({ key }) }, key);
    await change(1, { action: "submit" }, key);
    await change(2, { action: "approve" }, key);
  };

  it("are told which of them has it", async () => {
    await ready("first");
    await ready("second");
    const [one, other] = await Promise.all(["first", "second"].map((key) => change(3, { action: "start" }, key)));
    expect(one).toMatchObject({ outcome: "changed" });
    expect(other).toEqual({
      outcome: "refused",
      refusal: { code: "feature-taken", feature: "studio.example", by: "first" },
    });
  });

  it("are judged anew where it was let go of meanwhile", async () => {
    await ready("first");
    await ready("second");
    const { save, list } = register;
    const read = await list();
    await change(3, { action: "start" }, "first");
    // Reads from before the other's start; the other stops between the refusal and the look for who has it.
    register.list = async () => read;
    register.save = async (...given) => {
      const saved = await save(...given);
      Object.assign(register, { save, list });
      if (saved === "feature-taken") await change(4, { action: "stop", because: "enough" }, "first");
      return saved;
    };
    expect(await change(3, { action: "start" }, "second")).toMatchObject({ outcome: "changed" });
    expect((await experiments.get("first"))?.state).toBe("stopped");
  });
});

describe("[EX25] somebody who was overtaken", () => {
  /** The register as it will be once somebody else did `act` after it was read. */
  const meanwhile = (act: () => Promise<unknown>) => {
    const { list } = register;
    register.list = async () => {
      const read = await list();
      register.list = list;
      await act();
      return read;
    };
  };

  it("is told what has become of it: there already, changed, or gone", async () => {
    meanwhile(() => change(0, { action: "create", draft: exampleDraft() }));
    expect(await change(0, { action: "create", draft: exampleDraft() })).toMatchObject({
      refusal: { code: "exists", key: "example" },
    });
    meanwhile(() => change(1, { action: "submit" }));
    expect(await change(1, { action: "submit" })).toMatchObject({ refusal: { code: "outdated", revision: 2 } });
    meanwhile(() => change(2, { action: "delete" }));
    expect(await change(2, { action: "approve" })).toMatchObject({ refusal: { code: "unknown", key: "example" } });
  });
});

it("[EX26] a definition of an early version is read with what came later, and its phase began at the beginning", async () => {
  const early = {
    key: "early",
    name: "Early",
    hypothesis: "It works.",
    app: "chat",
    layer: "users",
    feature: "chat.early",
    variants: exampleDraft().variants,
    coverage: 1,
    state: "running",
    phase: 1,
    revision: 1,
  };
  const entry = { key: "early", revision: 1, atMs: 0, by: "x", action: "create", changes: [], note: null } as const;
  await register.save(early as never, 0, entry);
  expect(await experiments.get("early")).toMatchObject({
    ...early,
    kind: "feature",
    targeting: {},
    phases: [{ startedAtMs: 0, endedAtMs: null, weights: [0.5, 0.5] }],
  });
});
