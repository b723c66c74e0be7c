import { createExperiments, createMemoryExperimentRegister, type Experiments, seeds } from "@flywheel/experiments";
import type { ExperimentRegister } from "@flywheel/experiments/port";
import { Hono } from "hono";
import { onTestFinished } from "vitest";
import { listen } from "../listen.ts";
import { createFeatureFeed, type FeatureFeedParts } from "./feature-feed.ts";
import { featureRoutes } from "./feature-routes.ts";

export const [panel] = seeds as [(typeof seeds)[number]];
export const startMs = 1_760_000_000_000;

/** A server with one experiment, and how often its register was asked. */
export async function serve(given: Partial<FeatureFeedParts> & { readonly heartbeatMs?: number } = {}) {
  const register = createMemoryExperimentRegister();
  await register.save(panel, 0, entry(1));
  let isAway = false;
  let looks = 0;
  const counted: ExperimentRegister = {
    ...register,
    list() {
      looks += 1;
      if (isAway) throw new Error("the register is away");
      return register.list();
    },
  };
  const experiments = createExperiments({
    register: counted,
    now: () => startMs,
    trafficOf: async () => null,
    buildsOf: async () => [],
  });
  const { heartbeatMs, ...parts } = given;
  const feed = createFeatureFeed({ experiments, now: () => startMs, lookEveryMs: 50, ...parts });
  const site = new Hono();
  site.route(
    "/",
    featureRoutes(feed, (c) => c.req.header("x-from") ?? "here", heartbeatMs),
  );
  const listening = await listen(site, { port: 0, host: "127.0.0.1" });
  const close = async () => {
    feed.close();
    await listening.close();
  };
  onTestFinished(close);
  return {
    origin: `http://127.0.0.1:${listening.port}`,
    feed,
    close,
    looks: () => looks,
    goAway(away: boolean) {
      isAway = away;
    },
    /** As another server that shares the register. */
    elsewhere: createExperiments({
      register,
      now: () => startMs,
      trafficOf: async () => null,
      buildsOf: async () => [],
    }),
  };
}

const entry = (revision: number) =>
  ({ key: panel.key, revision, atMs: startMs, by: "stf_a", action: "edit", changes: [], note: null }) as const;

export const widen = (experiments: Experiments, revision: number) =>
  experiments.change({ key: panel.key, revision, command: { action: "widen", coverage: 1 }, by: "stf_a" });
export const stop = (experiments: Experiments, revision: number) =>
  experiments.change({ key: panel.key, revision, command: { action: "stop", because: "enough" }, by: "stf_a" });
