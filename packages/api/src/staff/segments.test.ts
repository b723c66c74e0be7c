import type { Segment } from "@flywheel/vocabulary";
import { afterAll, describe, expect, it } from "vitest";
import { createAppRouter } from "../router.ts";
import { contextOf, openProduct, personOf } from "../testing/product.ts";

const product = await openProduct();
afterAll(() => product.close());
const router = createAppRouter(product);
await product.staff.invite({ email: "edda@example.org", name: "Edda", role: "editor" });
const [edda] = await product.staff.people();
if (!edda) throw new Error("nobody was invited");
const editor = router.createCaller(contextOf({ person: edda })).segments;
const viewing = router.createCaller(contextOf({ person: personOf("viewer") }));
const viewer = viewing.segments;

const segment = (key: string, name: string): Segment => ({
  key,
  name,
  all: [{ kind: "cohort", of: null, fromMs: Date.UTC(2026, 5, 1), toMs: Date.UTC(2026, 6, 1) }],
});

describe("[AP84] saved segments", () => {
  it("are listed for whoever may look, with the name of who saved them", async () => {
    const saved = await editor.save({ segment: segment("june", "June") });
    expect(saved).toMatchObject({ revision: 1, by: edda.id });
    expect(await viewer.list()).toEqual([{ ...saved, byName: "Edda" }]);
    await editor.change({ revision: 1, segment: segment("june", "First of summer") });
    expect(await viewer.list()).toMatchObject([{ revision: 2, segment: { key: "june", name: "First of summer" } }]);
    await editor.remove({ key: "june", revision: 2 });
    expect(await viewer.list()).toEqual([]);
  });

  it("have a history that outlives them", async () => {
    const told = (await viewer.history({ key: "june" })).map((it) => [it.action, it.revision, it.byName]);
    expect(told).toEqual([
      ["remove", 2, "Edda"],
      ["rename", 2, "Edda"],
      ["save", 1, "Edda"],
    ]);
  });

  it("are kept by editors, not by who only looks", async () => {
    const kept = await editor.save({ segment: segment("kept", "Kept") });
    const attempts = [
      () => viewer.save({ segment: segment("mine", "Mine") }),
      () => viewer.change({ revision: 1, segment: segment("kept", "Mine") }),
      () => viewer.remove({ key: "kept", revision: 1 }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await viewer.list()).toMatchObject([kept]);
  });
});

describe("[AP85] a segment that cannot be saved", () => {
  it("is refused in words where its name or key is taken, or somebody was faster", async () => {
    await editor.save({ segment: segment("first", "First") });
    const refused = (message: string, code = "CONFLICT") => ({ code, message: expect.stringContaining(message) });
    await expect(editor.save({ segment: segment("second", "FIRST") })).rejects.toMatchObject(
      refused('there is a segment called "First" already; choose another name'),
    );
    await expect(editor.save({ segment: segment("first", "Other") })).rejects.toMatchObject(
      refused('"First" was first saved under this name'),
    );
    await expect(editor.save({ segment: segment("phones-2", "On a phone") })).rejects.toMatchObject(
      refused('there is a segment called "On a phone" already'),
    );
    await expect(editor.change({ revision: 7, segment: segment("first", "Other") })).rejects.toMatchObject(
      refused('somebody changed "First" meanwhile'),
    );
    await expect(editor.remove({ key: "nobody", revision: 1 })).rejects.toMatchObject(
      refused("this segment was removed", "NOT_FOUND"),
    );
  });

  it.each([
    ["means everybody", { all: [] }],
    ["means nobody", { all: [{ kind: "cohort", of: null, fromMs: 5, toMs: 5 }] }],
    ["is of an event that there is not", { all: [{ kind: "cohort", of: { name: "soul.sold" }, fromMs: 5, toMs: 6 }] }],
  ])("is malformed where it %s", async (_what, wrong) => {
    const malformed = { ...segment("wrong", "Wrong"), ...wrong } as Segment;
    await expect(editor.save({ segment: malformed })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

it("[AP86] a question is asked of a saved segment as of a given one, also after it was removed", async () => {
  const { segment: saved } = await editor.save({ segment: segment("asked", "Asked") });
  await editor.remove({ key: "asked", revision: 1 });
  const now = product.now();
  const scope = { app: null, traffic: "real" as const, fromMs: now - 86_400_000, toMs: now, segment: saved };
  const answer = await viewing.demand.trend({
    ...{ ...scope, of: [{ name: "app.opened" }], interval: "day", breakdown: null, percentiles: [] },
  });
  expect(answer.question.segment).toEqual(saved);
  expect((await viewing.demand.unmetDemand(scope)).question.segment).toEqual(saved);
});
