import { createAutopilot, createExperiments, type ExperimentDefinition, seeds } from "@flywheel/experiments";
import { openTestStores } from "@flywheel/store/testing";
import {
  definitionOf,
  type EventId,
  type EventName,
  type FieldValue,
  mint,
  type TakenEvent,
} from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { guardsOf } from "./guards-of.ts";
import { createFeatureFeed } from "./http/features/feature-feed.ts";
import { randomBytes } from "./random.ts";

const dayMs = 86_400_000;
const startedMs = Date.UTC(2026, 8, 7);
const nowMs = startedMs + 9 * dayMs;
const [seed] = seeds as [ExperimentDefinition];
const panel: ExperimentDefinition = {
  ...seed,
  coverage: 0.5,
  rollout: [{ afterMs: dayMs, coverage: 1 }],
  phases: [{ startedAtMs: startedMs, endedAtMs: null, weights: [0.5, 0.5], because: "the first start", caps: {} }],
};

const at = (visitor: number, minute: number, name: EventName, fields: Record<string, FieldValue>): TakenEvent => {
  const text = (field: string) => (typeof fields[field] === "string" ? fields[field] : null);
  return {
    visitorKey: BigInt(visitor),
    id: mint<EventId>("evt", randomBytes),
    atMs: startedMs + (visitor + minute) * 60_000,
    seq: minute,
    receivedAtMs: startedMs + (visitor + minute) * 60_000,
    name,
    app: "image-studio",
    layer: definitionOf(name).layer,
    writer: "browser",
    build: null,
    sessionId: null,
    device: "desktop",
    browser: "Firefox",
    simulated: false,
    bot: false,
    requestId: null,
    model: null,
    funding: null,
    experiment: text("experiment"),
    variant: text("variant"),
    value: null,
    fields,
  };
};

/** 800 visitors of the first day, in turns in either arm; of every ten in an arm a page breaks before so many. */
const worldOf = (breaking: { readonly below: number; readonly beside: number }) =>
  Array.from({ length: 800 }, (_, visitor) => {
    const variant = visitor % 2 === 0 ? "below" : "beside";
    const exposed = at(visitor + 1, 0, "experiment.exposed", { experiment: panel.key, variant, phase: 1 });
    const broke = Math.floor(visitor / 2) % 10 < breaking[variant];
    return broke ? [exposed, at(visitor + 1, 5, "app.failed", { kind: "render" })] : [exposed];
  }).flat();

describe.each(openTestStores({ now: () => nowMs }))("on $engine", ({ open }) => {
  async function afterATurn(breaking: Parameters<typeof worldOf>[0]) {
    const store = await open();
    const entry = { key: panel.key, revision: 1, atMs: startedMs, by: "stf_a", action: "start" } as const;
    expect(await store.experiments.save(panel, 0, { ...entry, changes: [], note: null })).toBe("saved");
    await store.events.append(worldOf(breaking));
    await store.catchUp();
    const features = createFeatureFeed({
      experiments: createExperiments({
        register: store.experiments,
        now: () => nowMs,
        trafficOf: async () => null,
        buildsOf: async () => [],
      }),
      now: () => nowMs,
    });
    const { experiments } = features;
    const said: string[] = [];
    const autopilot = createAutopilot({
      experiments,
      guardsOf: (definition) => guardsOf(store.questions, definition, nowMs),
      now: () => nowMs,
      log: (line) => void said.push(line),
    });
    await autopilot.keepGuards();
    expect(said).toEqual([]);
    const [last] = await experiments.history(panel.key);
    const { json } = await features.read();
    return { last, told: JSON.parse(json).features[panel.feature] ?? null };
  }

  it("[SV88] a guardrail that broke stops the experiment: from its visitors' events to what SDKs are told", async () => {
    const { last, told } = await afterATurn({ below: 2, beside: 7 });
    expect(last).toMatchObject({ action: "stop", by: "guardrail", note: "a guardrail broke: page-broke" });
    expect(told).toBeNull();
  });

  it("[SV88] one that did not lets the rollout go on", async () => {
    const { last, told } = await afterATurn({ below: 3, beside: 3 });
    expect(last).toMatchObject({ action: "widen", by: "schedule", atMs: nowMs });
    expect(told.rules[0].coverage).toBe(1);
  });
});
