import { createExperiments, createMemoryExperimentRegister, type Experiments, seeds } from "@flywheel/experiments";
import type { ExperimentRegister } from "@flywheel/experiments/port";
import { EventSource } from "eventsource";
import { Hono } from "hono";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { listen } from "../listen.ts";
import { createFeatureFeed, type FeatureFeedParts } from "./feature-feed.ts";
import { featureRoutes } from "./feature-routes.ts";

const [panel] = seeds as [(typeof seeds)[number]];
const startMs = 1_760_000_000_000;

/** A server with one experiment, and how often its register was asked. */
async function serve(given: Partial<FeatureFeedParts> & { readonly heartbeatMs?: number } = {}) {
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

const widen = (experiments: Experiments, revision: number) =>
  experiments.change({ key: panel.key, revision, command: { action: "widen", coverage: 1 }, by: "stf_a" });
const stop = (experiments: Experiments, revision: number) =>
  experiments.change({ key: panel.key, revision, command: { action: "stop", because: "enough" }, by: "stf_a" });

const sources = new Set<EventSource>();
afterEach(() => {
  for (const source of sources) source.close();
  sources.clear();
});

/** Listens, and gives one message after another. */
function follow(url: string) {
  const source = new EventSource(url);
  sources.add(source);
  const messages: { features: Record<string, unknown>; dateUpdated: string }[] = [];
  let wake = () => {};
  source.addEventListener("features", ({ data }) => {
    messages.push(JSON.parse(data));
    wake();
  });
  return {
    messages,
    async message(index: number) {
      while (messages.length <= index) await new Promise<void>((resolve) => (wake = resolve));
      return messages[index];
    },
  };
}

describe("[SV83] /api/features", () => {
  it("is read by anybody from anywhere, may be kept shortly, and says that there is a stream", async () => {
    const { origin } = await serve();
    const answer = await fetch(`${origin}/api/features/sdk-abc_1`, { headers: { origin: "https://example.org" } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("application/json");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-expose-headers")).toContain("x-sse-support");
    expect(answer.headers.get("x-sse-support")).toBe("enabled");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=15, stale-while-revalidate=60");
    const body = await answer.json();
    expect(Object.keys(body)).toEqual(["status", "features", "experiments", "dateUpdated"]);
    expect(Object.keys(body.features)).toEqual([panel.feature]);
    expect(new Date(body.dateUpdated).toISOString()).toBe(body.dateUpdated);
    expect(JSON.stringify(body)).not.toContain(panel.hypothesis.slice(0, 20));
  });

  it("answers a preflight with what may be asked", async () => {
    const { origin } = await serve();
    const preflight = await fetch(`${origin}/api/features/abc`, {
      method: "OPTIONS",
      headers: { origin: "https://example.org", "access-control-request-method": "GET" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-methods")).toContain("GET");
  });

  it("says 304 to who has it, on every server the same, until something changes", async () => {
    const [here, there] = await Promise.all([serve(), serve()]);
    const etag = (await fetch(`${here.origin}/api/features/abc`)).headers.get("etag") ?? "";
    const ask = (origin: string, tag: string) =>
      fetch(`${origin}/api/features/abc`, { headers: { "if-none-match": tag, "cache-control": "max-age=0" } });
    for (const tag of [etag, `"other", ${etag}`, etag.replace("W/", ""), "*"]) {
      const known = await ask(there.origin, tag);
      expect([known.status, await known.text()], tag).toEqual([304, ""]);
      expect(known.headers.get("etag")).toBe(etag);
    }
    expect((await ask(there.origin, 'W/"other"')).status).toBe(200);
    await stop(there.elsewhere, 1);
    expect((await ask(there.origin, etag)).status).toBe(200);
  });

  it("has another date for every change, and no other for the same", async () => {
    const { origin, elsewhere } = await serve();
    const dateOf = async () => (await (await fetch(`${origin}/api/features/abc`)).json()).dateUpdated;
    const first = await dateOf();
    expect(await dateOf()).toBe(first);
    await stop(elsewhere, 1);
    expect((await dateOf()) > first).toBe(true);
  });

  it.each(["", "a b", "%2e%2e", "a.b", "x".repeat(65), "sdk%00"])("refuses the client key %j clearly", async (key) => {
    const { origin } = await serve();
    for (const path of ["/api/features/", "/sub/"]) {
      const answer = await fetch(`${origin}${path}${key}`);
      expect(answer.status).toBe(404);
    }
  });
});

describe("[SV84] /sub", () => {
  it("tells everything at once, and a change on this server within a second", async () => {
    const { origin, feed } = await serve({ lookEveryMs: 60_000 });
    const stream = follow(`${origin}/sub/abc`);
    expect(Object.keys((await stream.message(0))?.features ?? {})).toEqual([panel.feature]);
    const changedMs = performance.now();
    await stop(feed.experiments, 1);
    expect((await stream.message(1))?.features).toEqual({});
    expect(performance.now() - changedMs).toBeLessThan(1_000);
  });

  it("tells a change of another server that shares the register", async () => {
    const { origin, elsewhere } = await serve();
    const stream = follow(`${origin}/sub/abc`);
    await stream.message(0);
    await stop(elsewhere, 1);
    expect((await stream.message(1))?.features).toEqual({});
  });

  it("tells the same as /api/features, and nothing where nothing changed for a page", async () => {
    const { origin, feed } = await serve();
    const stream = follow(`${origin}/sub/abc`);
    expect(await stream.message(0)).toEqual(await (await fetch(`${origin}/api/features/abc`)).json());
    await widen(feed.experiments, 1); // to what it is already
    await stop(feed.experiments, 2);
    await stream.message(1);
    expect(stream.messages).toHaveLength(2);
  });

  it("looks for changes only while somebody listens", async () => {
    const { origin, looks } = await serve({ lookEveryMs: 10 });
    const stream = follow(`${origin}/sub/abc`);
    await stream.message(0);
    await expect.poll(looks).toBeGreaterThan(5);
    for (const source of sources) source.close();
    let before = -1;
    await expect
      .poll(
        async () => {
          const same = looks() === before;
          before = looks();
          return same;
        },
        { interval: 200 },
      )
      .toBe(true);
  });

  it("keeps the line alive, in words that a listener does not hear", async () => {
    const { origin } = await serve({ heartbeatMs: 20 });
    const answer = await fetch(`${origin}/sub/abc`);
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    expect(answer.headers.get("cache-control")).toContain("no-store");
    const reader = answer.body?.getReader();
    let text = "";
    while (text.split("\n\n: still here").length < 3) {
      text += new TextDecoder().decode((await reader?.read())?.value);
    }
    await reader?.cancel();
    expect(text.startsWith("event: features\ndata: {")).toBe(true);
  });

  it("is not set back by an answer that was long under way", async () => {
    const { elsewhere } = await serve();
    let letGo = () => {};
    const late = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let asked = 0;
    const slowAtFirst: Experiments = {
      ...elsewhere,
      async list() {
        const definitions = await elsewhere.list();
        asked += 1;
        if (asked === 1) await late;
        return definitions;
      },
    };
    const feed = createFeatureFeed({ experiments: slowAtFirst, now: () => startMs });
    const old = feed.read();
    await expect.poll(() => asked).toBe(1);
    await stop(elsewhere, 1);
    const newest = await feed.read();
    letGo();
    expect(await old).toEqual(newest);
    expect(feed.last()).toEqual(newest);
    expect(JSON.parse(newest.json).features).toEqual({});
  });

  it("outlives a register that goes away", async () => {
    const { origin, elsewhere, goAway, looks } = await serve({ lookEveryMs: 10 });
    const stream = follow(`${origin}/sub/abc`);
    await stream.message(0);
    goAway(true);
    const before = looks();
    await expect.poll(looks).toBeGreaterThan(before + 3);
    await stop(elsewhere, 1);
    goAway(false);
    expect((await stream.message(1))?.features).toEqual({});
  });

  it("refuses one stream too many clearly, and takes another when one has gone", async () => {
    const { origin, feed } = await serve({ mostListeners: 2 });
    const first = new AbortController();
    await fetch(`${origin}/sub/a`, { signal: first.signal });
    const second = await fetch(`${origin}/sub/b`);
    const third = await fetch(`${origin}/sub/c`);
    expect(third.status).toBe(503);
    expect(feed.listening()).toBe(2);
    expect(third.headers.get("retry-after")).toBe("60");
    expect((await third.json()).error).toContain("as many streams");
    first.abort();
    await expect.poll(async () => (await fetch(`${origin}/sub/d`)).status).toBe(200);
    await second.body?.cancel();
  });

  it("leaves places for others when one place takes all that it may", async () => {
    const { origin, feed } = await serve({ mostListeners: 4, mostFromOnePlace: 2 });
    const from = (range: string) => fetch(`${origin}/sub/a`, { headers: { "x-from": range } });
    const answers = await Promise.all(["here", "here", "here"].map(from));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 503]);
    expect((await from("elsewhere")).status).toBe(200);
    expect(feed.listening()).toBe(3);
  });

  it("holds no stream for who asks for its headers only", async () => {
    const { origin, feed } = await serve({ mostListeners: 2 });
    for (let time = 0; time < 4; time += 1) {
      const answer = await fetch(`${origin}/sub/a`, { method: "HEAD" });
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
    }
    expect(feed.listening()).toBe(0);
  });

  it("lets go of who leaves before the first word, or in the middle of one", async () => {
    const { origin, feed } = await serve({ mostListeners: 4 });
    for (let time = 0; time < 12; time += 1) {
      const leaving = new AbortController();
      const answer = fetch(`${origin}/sub/a`, { signal: leaving.signal });
      if (time % 2 === 0) setTimeout(() => leaving.abort(), time);
      else await answer.then(() => leaving.abort());
      await answer.catch(() => {});
      await expect.poll(feed.listening).toBe(0);
    }
  });

  it("ends with the server, at once", async () => {
    const { origin, close } = await serve();
    const answer = await fetch(`${origin}/sub/abc`);
    const text = answer.text();
    const closedMs = performance.now();
    await close();
    expect(await text).toContain("event: features");
    expect(performance.now() - closedMs).toBeLessThan(1_500);
  });
});
