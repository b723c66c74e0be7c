import type { Experiments } from "@flywheel/experiments";
import { EventSource } from "eventsource";
import { afterEach, describe, expect, it } from "vitest";
import { createFeatureFeed } from "./feature-feed.ts";
import { panel, serve, startMs, stop, widen } from "./testing.ts";

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
