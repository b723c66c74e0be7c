import { type ExperimentDraft, seeds, usualMeasurement } from "@flywheel/experiments";
import { afterAll, expect, it } from "vitest";
import { draftOf, openDesk } from "../testing/desk.ts";
import { contextOf, openProduct, personOf } from "../testing/product.ts";

const product = await openProduct();
afterAll(() => product.close());
const { router, experiments, posted, running, ready } = openDesk(product);

it("[AP70] a refusal crosses the wire as its code and facts, beside the words for people", async () => {
  await experiments.create({ draft: draftOf("twice") });
  const { error } = await posted("create", { draft: draftOf("twice") });
  expect(error.data).toMatchObject({ code: "CONFLICT", refusal: { code: "exists", key: "twice" } });
  expect(error.message).toBe('there is an experiment "twice" already; choose another key');
});

it("[AP70] what is no refusal of the register carries none", async () => {
  const { error } = await posted("create", { draft: {} });
  expect(error.data).toMatchObject({ code: "BAD_REQUEST", refusal: null });
});

it("[AP71] weights that do not add up are refused in words, and nothing is kept", async () => {
  const { variants } = draftOf("weights");
  const off = variants.map((variant) => ({ ...variant, weight: 0.4 }));
  const { error } = await posted("create", { draft: draftOf("weights", { variants: off as typeof variants }) });
  expect(error.message).toContain("variants: The weights of the variants must add up to 1.");
  expect((await experiments.list()).map(({ key }) => key)).not.toContain("weights");
});

it("[AP71] a start without a plan is refused, and then without traffic, each with what to do", async () => {
  const plan = seeds.find((seed) => seed.plan)?.plan ?? null;
  expect(plan).not.toBeNull();
  const started = async (key: string, given: Partial<ExperimentDraft>) => {
    return (await posted("start", await ready(key, given))).error;
  };
  const planless = await started("planless", {});
  expect(planless.data.refusal).toEqual({ code: "no-plan" });
  expect(planless.message).toContain("say for which effect and for how long");
  const deserted = await started("deserted", { plan });
  expect(deserted.data.refusal).toMatchObject({ code: "no-traffic" });
  expect(deserted.message).toContain("widen its targeting or bring visitors first");
});

it("[AP71] a metric on an unknown event is refused with its name, and so is one that there is not", async () => {
  const own = {
    key: "ghosts",
    name: "Saw a ghost",
    kind: "proportion",
    unit: "share",
    better: "more",
    fromMs: 0,
    windowMs: 86_400_000,
    reach: "app",
    of: { name: "ghost.seen" },
  };
  const ghosts = { ...usualMeasurement, ownMetrics: [own], secondary: ["ghosts"] };
  const unknownEvent = await posted("create", { draft: { ...draftOf("ghosts"), measurement: ghosts } });
  expect(unknownEvent.error.data.code).toBe("BAD_REQUEST");
  expect(unknownEvent.error.message).toBe(
    'This cannot be taken as it is. measurement.ownMetrics.0.of.name: There is no event "ghost.seen" in the catalogue; choose one that docs/events.md lists.',
  );
  const unknownMetric = { ...usualMeasurement, primary: "ghosts" };
  const { error } = await posted("create", { draft: draftOf("ghosts", { measurement: unknownMetric }) });
  expect(error.message).toContain('measurement.primary: There is no metric "ghosts"; choose one that there is');
  expect((await experiments.list()).map(({ key }) => key)).not.toContain("ghosts");
});

it("[AP71] an edit of what runs that would move somebody is refused with a new phase, and changes nothing", async () => {
  const { key, revision } = await running("moving");
  const before = await experiments.get({ key });
  const draft = draftOf(key, { plan: { visitors: 1000, days: 14, effect: 0.2 }, coverage: 0.5 });
  const { error } = await posted("edit", { key, revision, draft });
  expect(error.data).toMatchObject({ code: "CONFLICT", refusal: { code: "would-reassign", fields: ["coverage"] } });
  expect(error.message).toBe("changing coverage would move visitors who are inside; start a new phase with it instead");
  expect(await experiments.get({ key })).toEqual(before);
});

it("[AP71] a second experiment on a feature is refused with the one that has it", async () => {
  const { feature, plan } = await running("first-there");
  const { error } = await posted("start", await ready("second-there", { feature, plan }));
  expect(error.data.refusal).toEqual({ code: "feature-taken", feature, by: "first-there" });
  expect(error.message).toContain("stop that one first, or use another feature");
});

it("[AP71] deleting what runs is refused with what to do first, and what was started stays for good", async () => {
  const { key, revision } = await running("kept");
  const { error } = await posted("delete", { key, revision });
  expect(error.data.refusal).toEqual({ code: "not-now", action: "delete", state: "running" });
  expect(error.message).toBe("it cannot be deleted while it is running; stop it first, and then archive it");
  expect((await experiments.get({ key })).state).toBe("running");
});

it("[AP71] a viewer may look and change nothing", async () => {
  const { key, revision } = await running("looked-at");
  const viewer = router.createCaller(contextOf({ person: personOf("viewer") })).experiments;
  expect((await viewer.get({ key })).revision).toBe(revision);
  for (const ask of [
    () => viewer.pause({ key, revision }),
    () => viewer.stop({ key, revision, because: "I can" }),
    () => viewer.create({ draft: draftOf("by-viewer") }),
    () => viewer.decide({ key, revision, outcome: "stop", variant: "control", reason: "I can" }),
  ]) {
    await expect(ask()).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  expect((await experiments.get({ key })).revision).toBe(revision);
});
