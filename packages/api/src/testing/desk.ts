import { type ExperimentDefinition, type ExperimentDraft, usualMeasurement } from "@flywheel/experiments";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createAppRouter } from "../router.ts";
import { contextOf, personOf, type TestProduct } from "./product.ts";

export const dayMs = 86_400_000;

export const draftOf = (key: string, given: Partial<ExperimentDraft> = {}): ExperimentDraft => ({
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

export type WireFailure = {
  readonly message: string;
  readonly data: { readonly code: string; readonly refusal: unknown };
};

/** Where an editor sits: calls by hand, and what a page is told over real HTTP objects. */
export function openDesk(product: TestProduct) {
  const router = createAppRouter(product);
  const { experiments } = router.createCaller(contextOf({ person: personOf("editor") }));

  async function posted(procedure: string, input: unknown): Promise<{ error: WireFailure }> {
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
    return (await response.json()) as { error: WireFailure };
  }

  /** Running for a while, as the register keeps it: what a start asks of the traffic is told elsewhere. */
  async function running(key: string, given: Partial<ExperimentDraft> = {}, startedAtMs = product.now()) {
    const plan = { visitors: 1000, days: 14, effect: 0.2 };
    const { revision, ...drafted } = await experiments.create({ draft: draftOf(key, { plan, ...given }) });
    const phase = { startedAtMs, endedAtMs: null, weights: [0.5, 0.5], because: "the first start", caps: {} };
    const definition: ExperimentDefinition = { ...drafted, state: "running", phases: [phase], revision: revision + 1 };
    const entry = {
      key,
      revision: 2,
      atMs: startedAtMs,
      by: "editor",
      action: "start",
      changes: [],
      note: null,
    } as const;
    const saved = await product.store.experiments.save(definition, revision, entry);
    if (saved !== "saved") throw new Error(`it was not saved: ${saved}`);
    return definition;
  }

  /** Found good, and to be started at revision 3. */
  async function ready(key: string, given: Partial<ExperimentDraft> = {}): Promise<{ key: string; revision: number }> {
    await experiments.create({ draft: draftOf(key, given) });
    await experiments.submit({ key, revision: 1 });
    await experiments.approve({ key, revision: 2 });
    return { key, revision: 3 };
  }

  return { router, experiments, posted, running, ready };
}
