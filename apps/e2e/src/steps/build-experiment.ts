import { type APIRequestContext, request } from "@playwright/test";
import { ownerStatePath, readStage } from "../stage/stage.ts";

/** Only tablets: the visitors of other journeys come on desktops and phones, and get the page that they expect. */
const aim = { devices: ["tablet"] };

const draftOf = (key: string, builds: readonly string[]) => ({
  key,
  name: "Other builds of the studio",
  hypothesis: "The words under the frame make more visitors keep a picture.",
  app: "image-studio",
  layer: "applications",
  feature: "image-studio.build",
  kind: "build",
  // A variant is called as its build.
  variants: builds.map((build) => ({ key: build, name: build, value: build, weight: 1 / builds.length })),
  coverage: 1,
  targeting: aim,
  namespace: null,
  heldOut: false,
  sticky: true,
  measurement: {
    primary: "kept",
    secondary: [],
    guardrails: [],
    ownMetrics: [],
    ownSegments: [],
    segments: [],
    alpha: 0.05,
  },
  plan: { visitors: 4_000, days: 14, effect: 0.1 },
  schedule: { startAtMs: null, endAtMs: null },
  rollout: [],
});

export type BuildExperiment = {
  act(action: "submit" | "approve" | "start" | "pause" | "resume"): Promise<void>;
  stop(): Promise<void>;
};

/** Drafts an experiment among builds of the studio, as somebody in the control room would. */
export async function draftBuildExperiment(key: string, builds: readonly string[]): Promise<BuildExperiment> {
  const staff = await request.newContext({ baseURL: readStage().origin, storageState: ownerStatePath });
  let { revision } = await ask(staff, "create", { draft: draftOf(key, builds) });
  return {
    async act(action) {
      ({ revision } = await ask(staff, action, { key, revision }));
    },
    async stop() {
      await ask(staff, "stop", { key, revision, because: "the journey is over" });
      await staff.dispose();
    },
  };
}

async function ask(staff: APIRequestContext, procedure: string, data: object): Promise<{ readonly revision: number }> {
  const answer = await staff.post(`/api/trpc/experiments.${procedure}`, { data });
  if (!answer.ok()) throw new Error(`experiments.${procedure} answered ${answer.status()}: ${await answer.text()}`);
  return (await answer.json()).result.data;
}
