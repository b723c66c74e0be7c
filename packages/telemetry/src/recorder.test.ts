import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { exampleBytes, exampleNowMs } from "./examples.ts";
import {
  createRecorder,
  type Recorder,
  type RecorderPage,
  type RecorderParts,
  type RecorderStorage,
} from "./recorder.ts";

/** A page with its own address and window events; the network under it is real. */
function createPage(href = "http://127.0.0.1/studio", referrer = "") {
  const inner = new EventTarget();
  const document = Object.assign(new EventTarget(), { referrer, visibilityState: "visible" });
  const page = Object.assign(inner, { location: { href }, document }) satisfies RecorderPage;
  return {
    page,
    fire: (type: string) => inner.dispatchEvent(new Event(type)),
    hide() {
      document.visibilityState = "hidden";
      document.dispatchEvent(new Event("visibilitychange"));
    },
  };
}

function createStorage(): RecorderStorage & { readonly items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

type Sent = {
  sentAtMs: number;
  lost: number;
  events: { id: string; name: string; seq: number; sessionId: string; fields: object }[];
};
type Answer = (batch: Sent, response: ServerResponse, attempt: number) => void;

const open: (Server | Recorder)[] = [];
afterEach(() => {
  for (const it of open.splice(0)) {
    if ("closeAllConnections" in it) it.closeAllConnections();
    it.close();
  }
});

const taken: Answer = (batch, response) => {
  response.setHeader("content-type", "application/json");
  const data = { accepted: batch.events.length, repeated: 0, refused: [] };
  response.end(JSON.stringify({ result: { data } }));
};
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_batch, response) => {
    response.writeHead(code, headers).end("{}");
  };
/** The first answers in turn, then everything is taken. */
const inTurn =
  (...answers: readonly Answer[]): Answer =>
  (batch, response, attempt) =>
    (answers[attempt] ?? taken)(batch, response, attempt);

async function listen(answer: Answer = taken) {
  const requests: { batch: Sent; atMs: number; headers: IncomingMessage["headers"] }[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const batch: Sent = JSON.parse(text);
    const attempt = requests.push({ batch, atMs: performance.now(), headers: request.headers }) - 1;
    answer(batch, response, attempt);
  }).listen(0, "127.0.0.1");
  open.push(server);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const names = () => requests.flatMap(({ batch }) => batch.events.map(({ name }) => name));
  return { endpoint: `http://127.0.0.1:${port}/api/trpc/telemetry.record`, requests, names };
}

type Changes = Partial<RecorderParts> & { readonly endpoint: string };

function start({ pace, ...changes }: Changes) {
  const calls: RequestInit[] = [];
  const surroundings = createPage();
  const recorder = createRecorder({
    app: "image-studio",
    consent: "granted",
    now: () => exampleNowMs,
    randomBytes: exampleBytes,
    storage: createStorage(),
    page: surroundings.page,
    fetch: (input, init = {}) => {
      calls.push(init);
      return fetch(input, init);
    },
    pace: { batchMs: 5, firstRetryMs: 20, longestRetryMs: 40, ...pace },
    ...changes,
  });
  open.push(recorder);
  return { recorder, calls, ...surroundings };
}

async function until(holds: () => boolean, withinMs = 3_000): Promise<void> {
  const endMs = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > endMs) throw new Error("waited in vain");
    await pause(2);
  }
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const features = (recorder: Recorder, count: number, from = 0) => {
  for (let index = from; index < from + count; index += 1) recorder.record("feature.used", { feature: `f${index}` });
};

describe("batches", () => {
  it("[TE11] travel as one tRPC mutation: who recorded what, when, in which order", async () => {
    const { endpoint, requests } = await listen();
    const { recorder } = start({ endpoint, build: "a.1" });
    recorder.record("app.opened", {});
    recorder.record("surface.viewed", { surface: "gallery" });
    await until(() => requests.length === 1);
    const [request] = requests;
    const session = recorder.sessionId();
    const common = { id: expect.stringMatching(/^evt_[a-z0-9]{20}$/), app: "image-studio", build: "a.1" };
    expect(request?.headers["content-type"]).toBe("application/json");
    expect(request?.batch).toEqual({
      sentAtMs: exampleNowMs,
      lost: 0,
      events: [
        {
          ...common,
          name: "session.started",
          sessionId: session,
          atMs: exampleNowMs,
          seq: 1,
          fields: { entry: "direct", first: true },
        },
        { ...common, name: "app.opened", sessionId: session, atMs: exampleNowMs, seq: 2, fields: {} },
        {
          ...common,
          name: "surface.viewed",
          sessionId: session,
          atMs: exampleNowMs,
          seq: 3,
          fields: { surface: "gallery" },
        },
      ],
    });
  });

  it("[TE12] go when enough wait, without waiting for the clock", async () => {
    const { endpoint, requests } = await listen();
    const { recorder } = start({ endpoint, pace: { batchMs: 60_000, batchEvents: 5 } });
    features(recorder, 3);
    await pause(60);
    expect(requests).toHaveLength(0);
    features(recorder, 1, 3);
    await until(() => requests.length === 1);
    expect(requests[0]?.batch.events).toHaveLength(5);
  });

  it("[TE12] go when the first has waited long enough", async () => {
    const { endpoint, requests } = await listen();
    const { recorder } = start({ endpoint, pace: { batchMs: 80 } });
    features(recorder, 1);
    await pause(30);
    expect(requests).toHaveLength(0);
    await until(() => requests.length === 1);
  });
});

describe("a server that does not take a batch", () => {
  it.each([408, 429, 500, 502, 503, 504])("[TE13] is tried again after %i, with the same events", async (code) => {
    const { endpoint, requests } = await listen(inTurn(status(code), status(code)));
    const { recorder } = start({ endpoint });
    features(recorder, 2);
    await until(() => requests.length === 3);
    const ids = requests.map(({ batch }) => batch.events.map(({ id }) => id));
    expect(ids[1]).toEqual(ids[0]);
    expect(ids[2]).toEqual(ids[0]);
    await pause(80);
    expect(requests).toHaveLength(3);
  });

  it("[TE13] is tried again when the connection breaks, in the order of recording", async () => {
    const broken: Answer = (_batch, response) => void response.destroy();
    const { endpoint, requests } = await listen(inTurn(broken));
    const { recorder } = start({ endpoint });
    features(recorder, 2);
    await until(() => requests.length === 1);
    features(recorder, 2, 2);
    await until(() => requests.length >= 2 && requests.at(-1)?.batch.events.at(-1)?.seq === 5);
    const seqs = requests.slice(1).flatMap(({ batch }) => batch.events.map(({ seq }) => seq));
    expect(seqs).toEqual([1, 2, 3, 4, 5]);
  });

  it("[TE13] is tried again when it does not answer at all", async () => {
    const silent: Answer = () => {};
    const { endpoint, requests } = await listen(inTurn(silent));
    const { recorder } = start({ endpoint, pace: { timeoutMs: 40 } });
    features(recorder, 1);
    await until(() => requests.length === 2);
  });

  it.each([400, 401, 403, 404, 422])(
    "[TE14] is left alone after %i, and the loss is told with the next batch",
    async (code) => {
      const { endpoint, requests } = await listen(inTurn(status(code)));
      const { recorder } = start({ endpoint });
      features(recorder, 2);
      await until(() => requests.length === 1);
      await pause(80);
      expect(requests).toHaveLength(1);
      features(recorder, 1);
      await until(() => requests.length === 2);
      expect(requests[1]?.batch).toMatchObject({ lost: 3, events: [{ seq: 4 }] });
      features(recorder, 1);
      await until(() => requests.length === 3);
      expect(requests[2]?.batch.lost).toBe(0);
    },
  );

  it("[TE14] hears of a loss until a batch that told it was taken", async () => {
    const { endpoint, requests } = await listen(inTurn(status(400), status(503)));
    const { recorder } = start({ endpoint });
    features(recorder, 1);
    await until(() => requests.length === 1);
    await pause(20);
    features(recorder, 1);
    await until(() => requests.length === 3);
    expect(requests.map(({ batch }) => batch.lost)).toEqual([0, 2, 2]);
  });

  it("[TE15] is given the time that it asks for", async () => {
    const { endpoint, requests } = await listen(inTurn(status(429, { "retry-after": "1" })));
    const { recorder, fire, hide } = start({ endpoint });
    features(recorder, 1);
    await until(() => requests.length === 1);
    fire("online");
    hide();
    fire("pagehide");
    await until(() => requests.length === 2);
    const waitedMs = (requests[1]?.atMs ?? 0) - (requests[0]?.atMs ?? 0);
    expect(waitedMs).toBeGreaterThanOrEqual(990);
  });

  it("[TE15] is given ever more time when it asks for none, and never the same to all pages", async () => {
    const { endpoint, requests } = await listen(inTurn(...Array.from({ length: 4 }, () => status(503))));
    const chances = [255, 255, 0, 255];
    const randomBytes = (count: number) => (count === 1 ? Uint8Array.of(chances.shift() ?? 0) : exampleBytes(count));
    const { recorder } = start({ endpoint, pace: { firstRetryMs: 60, longestRetryMs: 240 }, randomBytes });
    features(recorder, 1);
    await until(() => requests.length === 5);
    const waits = requests.slice(1).map(({ atMs }, index) => atMs - (requests[index]?.atMs ?? 0));
    for (const [index, leastMs] of [59, 118, 118, 236].entries()) {
      expect(waits[index], `wait ${index}`).toBeGreaterThanOrEqual(leastMs);
      expect(waits[index], `wait ${index}`).toBeLessThan(leastMs + 100);
    }
  });

  it("[TE16] gets smaller batches when one was too large; an event too large alone is given up", async () => {
    const atMostThree: Answer = (batch, response, attempt) => {
      const tooLarge = batch.events.length > 3 || batch.events.some(({ seq }) => seq === 4);
      (tooLarge ? status(413) : taken)(batch, response, attempt);
    };
    const { endpoint, requests } = await listen(atMostThree);
    const { recorder } = start({ endpoint });
    features(recorder, 9);
    const arrived = () =>
      requests
        .filter(({ batch }) => batch.events.length <= 3)
        .flatMap(({ batch }) => batch.events.map(({ seq }) => seq));
    await until(() => arrived().includes(10));
    features(recorder, 1);
    await until(() => arrived().includes(11));
    const takenSeqs = requests
      .filter(({ batch }) => batch.events.length <= 3 && !batch.events.some(({ seq }) => seq === 4))
      .flatMap(({ batch }) => batch.events.map(({ seq }) => seq));
    expect(takenSeqs).toEqual([1, 2, 3, 5, 6, 7, 8, 9, 10, 11]);
    expect(requests.reduce((sum, { batch }) => sum + batch.lost, 0)).toBe(1);
  });
});

describe("what waits", () => {
  it("[TE17] is bounded: the oldest is dropped and counted", async () => {
    const { endpoint, requests } = await listen(inTurn(status(503)));
    const { recorder } = start({ endpoint, pace: { capacity: 10, firstRetryMs: 60 } });
    features(recorder, 1);
    await until(() => requests.length === 1);
    await pause(10);
    features(recorder, 20, 1);
    await until(() => requests.length === 2);
    expect(requests[1]?.batch.lost).toBe(12);
    expect(requests[1]?.batch.events.map(({ seq }) => seq)).toEqual([13, 14, 15, 16, 17, 18, 19, 20, 21, 22]);
  });

  it("[TE18] goes on keepalive when the page is left, at most 60 KiB over all requests in flight", async () => {
    const { endpoint, requests, names } = await listen((...parts) => void setTimeout(() => taken(...parts), 50));
    const { recorder, calls, fire } = start({ endpoint, pace: { batchMs: 60_000, batchEvents: 10_000 } });
    features(recorder, 900);
    fire("pagehide");
    const bytes = calls.filter(({ keepalive }) => keepalive).map(({ body }) => String(body).length);
    expect(calls.length).toBeGreaterThan(1);
    expect(bytes).toHaveLength(calls.length);
    const inFlight = bytes.reduce((sum, each) => sum + each, 0);
    expect(inFlight).toBeLessThanOrEqual(60 * 1_024);
    expect(inFlight).toBeGreaterThan(45 * 1_024);
    await until(() => requests.length === calls.length);
    await pause(80);
    fire("pagehide");
    await until(() => names().length > 400);
  });

  it("[TE18] does not ask for keepalive where there is no room left: the page that stays sends it plainly", async () => {
    const { endpoint, requests } = await listen((...parts) => void setTimeout(() => taken(...parts), 200));
    const { recorder, calls, fire } = start({ endpoint, pace: { batchMs: 5, batchEvents: 10_000 } });
    features(recorder, 900);
    fire("pagehide");
    const atLeaving = calls.length;
    await until(() => calls.length > atLeaving);
    expect(calls.slice(0, atLeaving).every(({ keepalive }) => keepalive)).toBe(true);
    expect(calls[atLeaving]?.keepalive).toBe(false);
    await until(() => requests.length > atLeaving);
  });

  it.each(["hide", "pagehide"] as const)("[TE18] goes at once on %s", async (how) => {
    const { endpoint, requests } = await listen();
    const { recorder, hide, fire } = start({ endpoint, pace: { batchMs: 60_000 } });
    features(recorder, 1);
    if (how === "hide") hide();
    else fire("pagehide");
    await until(() => requests.length === 1);
    expect(requests[0]?.batch.events).toHaveLength(2);
  });

  it("[TE18] is tried at once when the browser is online again", async () => {
    const { endpoint, requests } = await listen(inTurn(status(503)));
    const { recorder, fire } = start({ endpoint, pace: { firstRetryMs: 60_000, longestRetryMs: 60_000 } });
    features(recorder, 1);
    await until(() => requests.length === 1);
    await pause(10);
    fire("online");
    await until(() => requests.length === 2);
  });
});

describe("recording", () => {
  it("[TE19] never throws and never returns anything; what could not be written down is counted", async () => {
    const { endpoint, requests } = await listen();
    const { recorder } = start({ endpoint });
    const circular: { feature: string; self?: unknown } = { feature: "a" };
    circular.self = circular;
    expect(recorder.record("feature.used", circular)).toBeUndefined();
    features(recorder, 1);
    await until(() => requests.length === 1);
    expect(requests[0]?.batch.lost).toBe(1);
  });

  it("[TE19] works where the storage is blocked, full or broken", async () => {
    const blocked = () => {
      throw new Error("blocked");
    };
    const { endpoint, requests } = await listen();
    const broken = { getItem: () => "{", setItem: blocked, removeItem: blocked };
    for (const storage of [{ getItem: blocked, setItem: blocked, removeItem: blocked }, broken, null]) {
      const { recorder } = start({ endpoint, storage });
      features(recorder, 2);
      recorder.setConsent("denied");
      recorder.setConsent("granted");
      features(recorder, 1);
    }
    await until(() => requests.length === 3);
    expect(requests.map(({ batch }) => batch.events.length)).toEqual([2, 2, 2]);
  });

  it("[TE20] sends nothing before a yes, then everything from this page", async () => {
    const { endpoint, requests } = await listen();
    const storage = createStorage();
    const { recorder, fire } = start({ endpoint, consent: "unknown", storage });
    features(recorder, 3);
    fire("pagehide");
    await pause(60);
    expect([requests.length, storage.items.size]).toEqual([0, 0]);
    recorder.setConsent("granted");
    await until(() => requests.length === 1);
    expect(requests[0]?.batch.events).toHaveLength(4);
    expect(storage.items.size).toBe(1);
  });

  it("[TE20] drops everything at a no, and remembers nothing", async () => {
    const { endpoint, requests } = await listen();
    const storage = createStorage();
    const { recorder, fire } = start({ endpoint, storage, pace: { batchMs: 30 } });
    features(recorder, 3);
    recorder.setConsent("denied");
    features(recorder, 3);
    fire("pagehide");
    await pause(80);
    expect([requests.length, storage.items.size, recorder.sessionId()]).toEqual([0, 0, null]);
  });

  it("[TE20] takes a privacy signal for a no, whatever is said", async () => {
    const { endpoint, requests } = await listen();
    const { recorder } = start({ endpoint, privacySignal: true });
    features(recorder, 1);
    recorder.setConsent("granted");
    features(recorder, 1);
    await pause(60);
    expect(requests).toHaveLength(0);
  });

  it("[TE20] forgets on demand what waits and who it was", async () => {
    const { endpoint, requests } = await listen();
    const storage = createStorage();
    const { recorder } = start({ endpoint, storage, pace: { batchMs: 30 } });
    features(recorder, 3);
    const before = recorder.sessionId();
    await recorder.forget();
    await pause(60);
    expect([requests.length, storage.items.size]).toEqual([0, 0]);
    features(recorder, 1);
    await until(() => requests.length === 1);
    expect(recorder.sessionId()).not.toBe(before);
  });
});

describe("sessions", () => {
  const minute = 60_000;
  const started = (requests: readonly { batch: Sent }[]) =>
    requests.flatMap(({ batch }) => batch.events).filter(({ name }) => name === "session.started");

  it("[TE21] end after 30 minutes of nothing, or 24 hours after they began", async () => {
    const { endpoint, requests, names } = await listen();
    let nowMs = exampleNowMs;
    const { recorder } = start({ endpoint, now: () => nowMs });
    features(recorder, 1);
    nowMs += 30 * minute - 1;
    features(recorder, 1);
    expect(started(requests).length).toBeLessThanOrEqual(1);
    nowMs += 30 * minute;
    features(recorder, 1);
    for (let hour = 0; hour < 24 * 4; hour += 1) {
      nowMs += 15 * minute;
      features(recorder, 1);
    }
    await until(() => names().length === 3 + 24 * 4 + 3);
    expect(started(requests).map(({ fields }) => fields)).toEqual([
      { entry: "direct", first: true },
      { entry: "direct", first: false },
      { entry: "direct", first: false },
    ]);
    expect(new Set(requests.flatMap(({ batch }) => batch.events.map(({ sessionId }) => sessionId))).size).toBe(3);
  });

  it("[TE22] are one for all apps and tabs of the origin, and the sequence goes on", async () => {
    const { endpoint, requests, names } = await listen();
    const storage = createStorage();
    const studio = start({ endpoint, storage });
    features(studio.recorder, 1);
    const chat = start({ endpoint, storage, app: "chat" });
    features(chat.recorder, 1);
    features(studio.recorder, 1);
    await until(() => names().length === 4);
    expect(started(requests)).toHaveLength(1);
    const events = requests.flatMap(({ batch }) => batch.events);
    expect(new Set(events.map(({ sessionId }) => sessionId)).size).toBe(1);
    expect(events.map(({ seq }) => seq).toSorted()).toEqual([1, 2, 3, 4]);
  });

  const share = "shr_aaaaaaaaaaaaaaaaaaaa";
  it.each([
    ["http://x.test/studio", "", { entry: "direct" }],
    ["http://x.test/studio", "http://x.test/chat?q=secret", { entry: "direct" }],
    ["http://x.test/studio", "https://www.google.co.uk/search?q=secret", { entry: "search" }],
    ["http://x.test/studio", "https://news.example/secret", { entry: "site" }],
    ["http://x.test/studio", "https://notgoogle.example/secret", { entry: "site" }],
    [
      `http://x.test/studio?share=${share}&utm_campaign=may`,
      "https://news.example/",
      { entry: "share", shareId: share },
    ],
    ["http://x.test/studio?share=secret", "", { entry: "direct" }],
    [
      "http://x.test/studio?utm_campaign=may-2026",
      "https://news.example/",
      { entry: "campaign", campaign: "may-2026" },
    ],
    ["http://x.test/studio?utm_campaign=A%20secret", "", { entry: "campaign" }],
  ])("[TE23] tell by which door they began: %s from %s", async (href, referrer, entry) => {
    const { endpoint, requests } = await listen();
    const { recorder } = start({ endpoint, page: createPage(href, referrer).page });
    features(recorder, 1);
    await until(() => requests.length === 1);
    expect(started(requests)[0]?.fields).toEqual({ ...entry, first: true });
    expect(JSON.stringify(requests[0]?.batch)).not.toContain("secret");
  });
});
