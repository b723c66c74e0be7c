import { type ExperimentDraft, seeds, usualMeasurement } from "@flywheel/experiments";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { afterAll, expect, it } from "vitest";
import { createAppRouter } from "../router.ts";
import { contextOf, openProduct, personOf } from "../testing/product.ts";

const product = await openProduct();
afterAll(() => product.close());
const router = createAppRouter(product);
const { experiments } = router.createCaller(contextOf({ person: personOf("editor") }));

const draftOf = (key: string, given: Partial<ExperimentDraft> = {}): ExperimentDraft => ({
  key,
  name: "A trial",
  hypothesis: "More keep a picture.",
  app: "image-studio",
  layer: "applications",
  feature: `${key}.feature`,
  kind: "feature",
  variants: [
    { key: "control", name: "As it is", value: "control", weight: 0.5 },
    { key: "changed", name: "Changed", value: "changed", weight: 0.5 },
  ],
  coverage: 1,
  targeting: {},
  namespace: null,
  heldOut: true,
  sticky: true,
  measurement: usualMeasurement,
  plan: null,
  schedule: { startAtMs: null, endAtMs: null },
  rollout: [],
  ...given,
});

/** What a page is told, over real HTTP objects. */
async function posted(procedure: string, input: unknown) {
  const response = await fetchRequestHandler({
    endpoint: "/trpc",
    req: new Request(`http://127.0.0.1/trpc/experiments.${procedure}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
    }),
    router,
    createContext: async () => contextOf({ person: personOf("editor") }),
  });
  return (await response.json()) as { error: { message: string; data: { code: string; refusal: unknown } } };
}

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
  expect(error.message).toContain("the weights of the variants must add up to 1");
  expect((await experiments.list()).map(({ key }) => key)).not.toContain("weights");
});

it("[AP71] a start without a plan is refused, and then without traffic, each with what to do", async () => {
  const plan = seeds.find((seed) => seed.plan)?.plan ?? null;
  expect(plan).not.toBeNull();
  const started = async (key: string, given: Partial<ExperimentDraft>) => {
    await experiments.create({ draft: draftOf(key, given) });
    await experiments.submit({ key, revision: 1 });
    await experiments.approve({ key, revision: 2 });
    return (await posted("start", { key, revision: 3 })).error;
  };
  const planless = await started("planless", {});
  expect(planless.data.refusal).toEqual({ code: "no-plan" });
  expect(planless.message).toContain("say for which effect and for how long");
  const deserted = await started("deserted", { plan });
  expect(deserted.data.refusal).toMatchObject({ code: "no-traffic" });
  expect(deserted.message).toContain("widen its targeting or bring visitors first");
});
