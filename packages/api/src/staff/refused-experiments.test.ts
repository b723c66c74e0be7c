import { Refusal, sayRefusal, usualMeasurement } from "@flywheel/experiments";
import { definitionOf, type EventId, type EventName, type TakenEvent, visitorKeyOf } from "@flywheel/vocabulary";
import { afterAll, describe, expect, it } from "vitest";
import { dayMs, draftOf, openDesk } from "../testing/desk.ts";
import { openProduct } from "../testing/product.ts";

const product = await openProduct();
afterAll(() => product.close());
const { experiments, posted, running, ready } = openDesk(product);
const plan = { visitors: 1000, days: 14, effect: 0.2 };

describe("[AP72] what is malformed", () => {
  const secret = "my secret words";
  const own = {
    key: "own",
    name: "Own",
    kind: "proportion",
    unit: "share",
    better: "more",
    fromMs: 0,
    windowMs: dayMs,
    reach: "app",
    of: { name: "output.kept" },
  };
  const measuring = (given: object) => ({
    draft: { ...draftOf("malformed"), measurement: { ...usualMeasurement, ownMetrics: [{ ...own, ...given }] } },
  });

  it.each<[string, unknown, string]>([
    [
      "create",
      measuring({ of: { name: "output.kept", where: { how: secret } } }),
      '"how" of "output.kept" is never what is',
    ],
    ["create", measuring({ unit: secret }), "measurement.ownMetrics.0.unit: Choose one of share, times"],
    ["create", measuring({ kind: secret }), "measurement.ownMetrics.0.kind: Choose one of proportion"],
    ["create", measuring({ of: { name: secret } }), "There is no such event or field; choose one that docs/events.md"],
    ["create", { draft: { ...draftOf("a"), [secret]: secret } }, "Leave out (no name): there is no such field."],
    ["create", { draft: draftOf(secret) }, "key: Use small letters and digits"],
    ["create", { draft: secret }, "This cannot be taken as it is. Fill this in."],
    ["create", secret, "This cannot be taken as it is. Fill this in."],
    ["create", { draft: draftOf("a", { targeting: { apps: ["chat"] } }) }, "targeting.apps: Choose Studio too"],
    ["stop", { key: "a", revision: 1, because: " " }, "because: Fill this in."],
    ["stop", { key: "a", revision: 1, because: secret.repeat(99) }, "because: Use at most 500 characters."],
    ["widen", { key: "a", revision: 1, coverage: 2 }, "coverage: Fill in 100 % or less."],
    ["pause", { key: "a", revision: "x" }, "revision: Fill in a number."],
    [
      "decide",
      { key: "a", revision: 1, outcome: secret, variant: "b", reason: "c" },
      "outcome: Choose one of ship, stop",
    ],
  ])("is told in words (case %#)", async (procedure, input, says) => {
    const { error } = await posted(procedure, input);
    expect(error.data).toMatchObject({ code: "BAD_REQUEST", refusal: null });
    expect(error.message).toMatch(/^This cannot be taken as it is\. /);
    expect(error.message).toContain(says);
    expect(JSON.stringify(error)).not.toMatch(/secret|invalid_|received|expected/);
  });

  it("keeps nothing", async () => {
    expect((await experiments.list()).map(({ key }) => key)).not.toEqual(expect.arrayContaining(["malformed"]));
  });
});

/** What a change needs of what was read. */
const at = ({ key, revision }: { readonly key: string; readonly revision: number }) => ({ key, revision });

/** Stopped today, having met its first visitor so many days ago; its phase began long before. */
async function stopped(key: string, metDaysAgo: number | null) {
  const ran = await running(key, {}, product.now() - 60 * dayMs);
  if (metDaysAgo !== null) {
    await product.events.append([exposed(key, product.now() - metDaysAgo * dayMs)]);
    // Questions see it a moment later.
    await expect.poll(async () => (await experiments.readout({ key })).events, { timeout: 5_000 }).toBe(1);
  }
  return at(await experiments.stop({ ...at(ran), because: "it ran" }));
}

describe("[AP73] a refusal", () => {
  const decision = { outcome: "ship", variant: "changed", reason: "I like it" };
  const stepping = { coverage: 0.5, rollout: [{ afterMs: dayMs, coverage: 0.5 }] };
  const namespace = { key: "prompt", from: 0, to: 0.5 };
  const builds = {
    kind: "build",
    feature: "image-studio.build",
    variants: ["current", "airy"].map((key) => ({ key, name: key, value: key, weight: 0.5 })),
  } as const;
  const schedule = { startAtMs: null, endAtMs: 1 };

  it.each<[string, string, string, () => Promise<object> | object]>([
    ["NOT_FOUND", "unknown", "start", () => ({ key: "nowhere", revision: 1 })],
    ["CONFLICT", "exists", "create", async () => ({ draft: draftOf((await running("there")).key) })],
    ["CONFLICT", "outdated", "pause", async () => ({ ...at(await running("older")), revision: 1 })],
    ["CONFLICT", "not-now", "resume", () => ready("not-yet")],
    ["CONFLICT", "would-reassign", "widen", async () => ({ ...at(await running("wide")), coverage: 0.1 })],
    ["CONFLICT", "moves-the-goal", "edit", async () => ({ ...at(await running("goal")), draft: draftOf("goal") })],
    [
      "CONFLICT",
      "feature-taken",
      "start",
      async () => ready("late", { plan, feature: (await running("one")).feature }),
    ],
    [
      "CONFLICT",
      "namespace-taken",
      "start",
      async () => ready("in-it-too", { plan, namespace: (await running("in-it", { namespace })).namespace }),
    ],
    ["PRECONDITION_FAILED", "no-plan", "start", () => ready("planless")],
    ["PRECONDITION_FAILED", "no-traffic", "start", () => ready("deserted", { plan })],
    ["PRECONDITION_FAILED", "unknown-build", "start", () => ready("airy", { plan, ...builds })],
    ["PRECONDITION_FAILED", "too-early", "decide", async () => ({ ...(await stopped("hasty", 2)), ...decision })],
    [
      "BAD_REQUEST",
      "unknown-variant",
      "decide",
      async () => ({ ...(await stopped("strange", 9)), ...decision, variant: "third" }),
    ],
    ["BAD_REQUEST", "step-too-low", "create", () => ({ draft: draftOf("flat", stepping) })],
    ["BAD_REQUEST", "in-the-past", "create", () => ({ draft: draftOf("past", { schedule }) })],
  ])("crosses as %s where it is %s, with its facts and in its words", async (code, refused, procedure, inputOf) => {
    const { error } = await posted(procedure, await inputOf());
    expect(error.data).toMatchObject({ code, refusal: { code: refused } });
    expect(error.message).toBe(sayRefusal(Refusal.parse(error.data.refusal)));
    expect(error.message).toMatch(/^[^;]+; [^;]+$/);
  });
});

describe("[AP74] days before a decision", () => {
  const ship = { outcome: "ship", variant: "changed", reason: "I like it" } as const;

  it("are counted from the first visitor, not from the start of the phase", async () => {
    for (const [key, metDaysAgo, fullDays] of [
      ["met-lately", 3, 3],
      ["met-nobody", null, 0],
    ] as const) {
      const { error } = await posted("decide", { ...(await stopped(key, metDaysAgo)), ...ship });
      expect(error.data.refusal, key).toEqual({ code: "too-early", fullDays, neededDays: 7 });
    }
  });

  it("are as many as the readout says, and seven are enough", async () => {
    const asked = await stopped("met-long-ago", 7);
    expect((await experiments.readout({ key: asked.key })).fullDays).toBe(7);
    expect(await experiments.decide({ ...asked, ...ship })).toMatchObject({ state: "decided" });
  });
});

it("[AP76] of two editors who start on one feature at the same moment, one is told that the other has it", async () => {
  await product.events.append([happened("app.opened", product.now() - dayMs, null)]);
  const feature = "one.for-two";
  const drafted = await Promise.all(["racer-a", "racer-b"].map((key) => ready(key, { plan, feature })));
  await expect
    .poll(async () => (await experiments.power({ draft: draftOf("asked") })).traffic.visitors, { timeout: 5_000 })
    .toBe(1);
  const answers = await Promise.all(drafted.map((it) => posted("start", it)));
  const refused = answers.flatMap(({ error }) => error ?? []);
  expect(refused).toHaveLength(1);
  const winner = drafted.find((_, at) => !answers[at]?.error)?.key;
  expect(refused[0]?.data.refusal).toEqual({ code: "feature-taken", feature, by: winner });
  expect((await experiments.get({ key: winner ?? "" })).state).toBe("running");
});

let minted = 0;
const exposed = (experiment: string, atMs: number) => happened("experiment.exposed", atMs, experiment);

function happened(name: EventName, atMs: number, experiment: string | null): TakenEvent {
  minted += 1;
  return {
    visitorKey: visitorKeyOf(`visitor ${minted}`),
    id: `evt_${String(minted).padStart(20, "0")}` as EventId,
    atMs,
    seq: minted,
    receivedAtMs: atMs,
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
    experiment,
    variant: experiment && "control",
    value: null,
    fields: experiment === null ? {} : { experiment, variant: "control", phase: 1 },
  };
}
