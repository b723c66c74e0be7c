import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import {
  createAssigner,
  dealAll,
  type ExperimentDefinition,
  holdoutFeature,
  openValue,
  seeds,
} from "@flywheel/experiments";
import { openStore } from "@flywheel/store";
import { startTestPostgres } from "@flywheel/store/testing";
import { type EventId, mint, type SessionId } from "@flywheel/vocabulary";
import { type FeatureResult, GrowthBook, GrowthBookClient, setPolyfills } from "@growthbook/growthbook";
import { EventSource } from "eventsource";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { now } from "./clock.ts";
import { configure } from "./environment.ts";
import { openProduct } from "./product.ts";
import { randomBytes } from "./random.ts";

const [panel] = seeds as [ExperimentDefinition];
const arms = (...weights: readonly number[]) =>
  weights.map((weight, at) => ({ key: `arm-${at}`, name: `Arm ${at}`, value: `value-${at}`, weight }));
const example = (key: string, given: Partial<ExperimentDefinition>): ExperimentDefinition => ({
  ...panel,
  key,
  feature: `example.${key}`,
  variants: arms(0.5, 0.5),
  heldOut: false,
  ...given,
});
const decision = {
  outcome: "ship",
  variant: "arm-1",
  reason: "better",
  rule: "primary",
  by: "stf_a",
  atMs: 1,
} as const;

/** All that assignment can depend on. */
const definitions: readonly ExperimentDefinition[] = [
  example("weights", { variants: arms(0.1, 0.3, 0.6), coverage: 0.6 }),
  example("targeting", { targeting: { devices: ["phone"], tenure: "new", payer: false, apps: ["image-studio"] } }),
  example("attributes", { targeting: { attributes: { country: ["NZ", "CH"], level: [3, 4], beta: [true] } } }),
  example("low", { namespace: { key: "checkout", from: 0, to: 0.4 } }),
  example("high", { namespace: { key: "checkout", from: 0.4, to: 1 }, sticky: false }),
  example(holdoutFeature, {
    kind: "holdout",
    feature: holdoutFeature,
    variants: [
      { key: "held-out", name: "Held out", value: "held-out", weight: 0.2 },
      { key: "open", name: "Open", value: openValue, weight: 0.8 },
    ],
  }),
  example("withheld", { heldOut: true }),
  example("shipped", { heldOut: true, state: "decided", decision }),
  example("numbers", { variants: arms(0.5, 0.5).map((arm, at) => ({ ...arm, value: at === 0 ? 1.5 : false })) }),
  example("paused", { state: "paused" }),
];
const features = definitions.map(({ feature }) => feature);

const postgres = await startTestPostgres();
const dataDir = await mkdtemp(join(tmpdir(), "flywheel-sdks-"));
const { databaseUrl } = postgres;
const settings = { DATABASE_URL: databaseUrl, FLYWHEEL_MODE: "development", PORT: "0", FLYWHEEL_DATA_DIR: dataDir };
const product = await openProduct(configure(settings));
/** Another server of the same database. */
const elsewhere = await openStore({ databaseUrl, dataDir: "memory:", now });
const origin = `http://127.0.0.1:${product.port}`;

const save = (definition: ExperimentDefinition, revision: number) => {
  const entry = { key: definition.key, atMs: now(), by: "stf_a", action: "edit", changes: [], note: null } as const;
  const next = { ...definition, revision: revision + 1 };
  return elsewhere.experiments.save(next, revision, { ...entry, revision: revision + 1 });
};

setPolyfills({ EventSource });
const browser = new GrowthBook({ apiHost: origin, clientKey: "sdk-browser" });
const server = new GrowthBookClient({ apiHost: origin, clientKey: "sdk-node" });

beforeAll(async () => {
  for (const definition of definitions) expect(await save(definition, 0)).toBe("saved");
  const told = await Promise.all([
    browser.init({ streaming: true, timeout: 5_000 }),
    server.init({ streaming: true, timeout: 5_000 }),
  ]);
  for (const { success, source } of told) expect([success, source]).toEqual([true, "network"]);
});
afterAll(async () => {
  browser.destroy();
  server.destroy();
  await product.close();
  await elsewhere.close();
  await postgres.stop();
  await rm(dataDir, { recursive: true });
});

/** What a feature says, and the arm that chance has put its visitor in. */
const shownBy = ({ value, experimentResult: result }: FeatureResult<unknown>) => ({
  value,
  arm: result?.inExperiment ? result.key : null,
});
const untold = { value: null, arm: null };

const bootstrapAs = async (userAgent: string) => {
  const answer = await fetch(`${origin}/api/bootstrap.js?app=image-studio`, { headers: { "user-agent": userAgent } });
  return JSON.parse((await answer.text()).replace(/^window\.__flywheel=Object\.freeze\((.*)\);$/s, "$1"));
};

/** Without traffic nothing starts. */
async function meetSomebody() {
  const userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  const page = await fetch(`${origin}/api/bootstrap.js?app=image-studio`, { headers: { "user-agent": userAgent } });
  const cookie = page.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const post = async (path: string, body: object) => {
    const headers = { "content-type": "application/json", "user-agent": userAgent, cookie };
    const answer = await fetch(`${origin}/api/trpc/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    expect(answer.status).toBe(200);
  };
  await post("account.setConsent", { analytics: "granted" });
  const ids = { id: mint<EventId>("evt", randomBytes), sessionId: mint<SessionId>("ses", randomBytes) };
  const opened = { ...ids, name: "app.opened", app: "image-studio", atMs: now(), seq: 1, fields: {} };
  await post("telemetry.record", { sentAtMs: now(), lost: 0, events: [opened] });
}

describe("untouched SDKs of GrowthBook", () => {
  it("[SV85] agree with our apps on 10,000 visitors", async () => {
    const { features: payload } = await bootstrapAs("");
    const seen = new Map<string, number>();
    const disagreements: object[] = [];
    for (let at = 0; at < 10_000; at += 1) {
      if (at % 100 === 0) await setImmediate(); // connections that are idle want to be closed in time
      const visitorId = `vis_${at.toString(36).padStart(20, "0")}`;
      const attributes = {
        app: at % 5 === 0 ? ("chat" as const) : ("image-studio" as const),
        device: (["phone", "desktop", "tablet"] as const)[at % 3] ?? "phone",
        tenure: at % 7 < 4 ? ("new" as const) : ("returning" as const),
        payer: at % 11 === 0,
        country: ["NZ", "CH", "DE"][at % 4] ?? "",
        level: at % 6,
        beta: at % 2 === 0,
      };
      await browser.setAttributes({ ...attributes, id: visitorId });
      const arm = new Map<string, string>();
      // As a page of ours comes to it: the server deals, and the page shows by what stuck.
      const sticky = dealAll(definitions, { visitorId, attributes, sticky: {} });
      const assigner = createAssigner({
        payload,
        visitorId,
        attributes,
        sticky,
        onExposure: ({ experiment, variant }) => void arm.set(experiment, variant),
      });
      for (const { key, feature } of definitions) {
        arm.clear();
        assigner.expose(feature);
        const ours = { value: assigner.valueOf(feature) ?? null, arm: arm.get(key) ?? null };
        const theirs = [
          shownBy(browser.evalFeature(feature)),
          shownBy(server.evalFeature(feature, { attributes: { ...attributes, id: visitorId } })),
        ];
        for (const { value, arm } of theirs) {
          if (value !== ours.value || arm !== ours.arm) disagreements.push({ visitorId, feature, ours, theirs });
        }
        const what = `${key} ${ours.value} ${ours.arm}`;
        seen.set(what, (seen.get(what) ?? 0) + 1);
      }
    }
    expect(disagreements).toEqual([]);
    // What it should be, by hand, within what chance allows: five standard deviations of 10,000.
    const near = (what: string, share: number) => {
      const spread = 5 * Math.sqrt(share * (1 - share) * 10_000);
      expect(Math.abs((seen.get(what) ?? 0) - share * 10_000), what).toBeLessThan(spread);
    };
    near("weights value-2 arm-2", 0.36);
    near("weights value-0 null", 0.4);
    near("low value-1 arm-1", 0.2);
    near("high value-1 arm-1", 0.3);
    near("holdout held-out held-out", 0.2);
    near("withheld value-1 arm-1", 0.4);
    near("shipped value-1 null", 0.8);
    near("shipped value-0 null", 0.2);
    expect(seen.get("targeting value-1 arm-1")).toBeGreaterThan(300);
    expect(seen.get("attributes value-1 arm-1")).toBeGreaterThan(30);
    expect(seen.get("paused null null")).toBe(10_000);
    expect(seen.get("numbers false arm-1")).toBeGreaterThan(4_500);
  });

  it("[SV85] agree with what the server deals at the bootstrap, by the attributes that it tells", async () => {
    const phone =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";
    const told = await Promise.all(Array.from({ length: 300 }, (_, at) => bootstrapAs(at % 2 === 0 ? phone : "")));
    expect(new Set(told.map(({ visitorId }) => visitorId)).size).toBe(300);
    for (const [at, { visitorId, attributes, sticky, features: payload }] of told.entries()) {
      expect(attributes.device).toBe(at % 2 === 0 ? "phone" : "unknown");
      const page = createAssigner({ payload, visitorId, attributes, sticky, onExposure: () => {} });
      for (const { feature } of definitions) {
        const { value } = shownBy(server.evalFeature(feature, { attributes: { ...attributes, id: visitorId } }));
        expect(page.valueOf(feature) ?? null, `${feature} of ${visitorId}`).toBe(value);
      }
      const dealt = definitions.flatMap(({ key, feature, sticky }) => {
        const { arm } = shownBy(server.evalFeature(feature, { attributes: { ...attributes, id: visitorId } }));
        return arm === null || !sticky ? [] : [[`${key}__1`, arm]];
      });
      const { "studio-prompt-panel__1": _, ...ours } = sticky;
      expect(ours).toEqual(Object.fromEntries(dealt));
    }
  });

  const visitor = { attributes: { id: "vis_1" } };
  const says = (feature: string) => [browser.evalFeature(feature), server.evalFeature(feature, visitor)].map(shownBy);

  it("[SV86] hear of a change on another server within seconds", async () => {
    await browser.setAttributes(visitor.attributes);
    const [weights] = definitions as [ExperimentDefinition];
    const shipped = { ...weights, state: "decided", decision: { ...decision, variant: "arm-2" } } as const;
    expect(await save(shipped, 1)).toBe("saved");
    const both = { value: "value-2", arm: null };
    await expect.poll(() => says(weights.feature), { timeout: 8_000 }).toEqual([both, both]);
  });

  it("[SV87] hear of a start and an end at their time, which nobody asked for", { timeout: 60_000 }, async () => {
    await meetSomebody();
    const schedule = { startAtMs: now() + 500, endAtMs: null };
    const scheduled = example("scheduled", { state: "ready", phases: [], schedule });
    expect(says(scheduled.feature)).not.toContainEqual(expect.objectContaining({ value: "value-0" }));
    expect(await save(scheduled, 0)).toBe("saved");
    const started = [expect.stringMatching(/^value-/), expect.stringMatching(/^value-/)];
    const values = () => says(scheduled.feature).map(({ value }) => value);
    await expect.poll(values, { timeout: 25_000 }).toEqual(started);

    const running = await elsewhere.experiments.get("scheduled");
    if (!running) throw new Error("it is gone");
    expect(running.state).toBe("running");
    const ending = { ...running, schedule: { ...running.schedule, endAtMs: now() + 500 } };
    expect(await save(ending, running.revision)).toBe("saved");
    await expect.poll(values, { timeout: 25_000 }).toEqual([null, null]);
    const [last, , before] = await elsewhere.experiments.history("scheduled", 10);
    expect([last?.action, last?.by, before?.action, before?.by]).toEqual(["stop", "schedule", "start", "schedule"]);
  });

  it("[SV86] hear of a change on this server within a second", async () => {
    const link = (await readFile(join(dataDir, "sign-in-link"), "utf8")).trim();
    const signedIn = await fetch(origin + new URL(link).pathname + new URL(link).search, { redirect: "manual" });
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    expect(says(panel.feature)).not.toContainEqual(untold);
    const stopped = await fetch(`${origin}/api/trpc/experiments.stop`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json" },
      body: JSON.stringify({ key: panel.key, revision: 1, because: "enough is known" }),
    });
    expect(stopped.status).toBe(200);
    await expect.poll(() => says(panel.feature), { timeout: 1_000 }).toEqual([untold, untold]);
    expect(features).not.toContain(panel.feature);
  });
});
