import { IDBFactory } from "fake-indexeddb";
import { afterEach, describe, expect, it } from "vitest";
import { exampleNowMs } from "./examples.ts";
import { createIndexedShelf, databaseName } from "./recorder/indexed-shelf.ts";
import { shelfLimits } from "./recorder/pace.ts";
import type { Unsent } from "./recorder/shelf.ts";
import { type Answer, endStage, inTurn, listen, pause, silent, status, taken, until } from "./testing/intake-stage.ts";
import { type Changes, createStorage, features, start as startPage } from "./testing/page-stage.ts";

afterEach(endStage);

/** Pages of one browser: they share a database, a session and a clock that goes on. */
function createBrowser(endpoint: string) {
  const databases = new IDBFactory();
  const storage = createStorage();
  const clock = { aheadMs: 0 };
  const now = () => Math.round(exampleNowMs + performance.now() + clock.aheadMs);
  const pace = { batchMs: 5, firstRetryMs: 20, longestRetryMs: 40, leftAfterMs: 60, adoptAtMs: [1, 120] };
  const open = (changes: Partial<Changes> = {}) =>
    startPage({ endpoint, databases, storage, now, owner: "ada", ...changes, pace: { ...pace, ...changes.pace } });
  return {
    databases,
    clock,
    open,
    async kept(): Promise<readonly Unsent[]> {
      return (await read("events")) ?? [];
    },
    /** Losses that are to be told, and that nobody is telling. */
    async lost(): Promise<number> {
      const [state] = (await read("state")) ?? [];
      return state?.leasedMs === 0 ? state.lost : 0;
    },
    async names() {
      return (await databases.databases()).map(({ name }) => name);
    },
  };

  /** As it is, without taking anything over; null while there is no database. */
  async function read(store: "events" | "state") {
    if ((await databases.databases()).length === 0) return null;
    const database = await answerOf(databases.open(databaseName));
    const found = await answerOf(database.transaction(store).objectStore(store).getAll());
    database.close();
    return found;
  }
}

const answerOf = <Result>(request: IDBRequest<Result>) =>
  new Promise<Result>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const seqsOf = (kept: readonly Unsent[]) => kept.map(({ json }) => JSON.parse(json).seq);
const firstRefused =
  (then: Answer): Answer =>
  (batch, response, attempt) =>
    (attempt === 0 ? status(400) : then)(batch, response, attempt);

const patiently = { timeout: 5_000, interval: 10 };

describe("unsent events", () => {
  it("[TE27] are kept from the moment of recording until the server has them", async () => {
    const { endpoint, requests } = await listen(inTurn(status(503)));
    const browser = createBrowser(endpoint);
    const { recorder } = browser.open({ pace: { firstRetryMs: 300, longestRetryMs: 300 } });
    features(recorder, 3);
    await until(() => requests.length === 1);
    await expect.poll(async () => seqsOf(await browser.kept()), patiently).toEqual([1, 2, 3, 4]);
    await until(() => requests.length === 2);
    await expect.poll(() => browser.kept(), patiently).toEqual([]);
  });

  it("[TE27] are not kept any longer when the server refused them for good, or they were too many", async () => {
    const { endpoint, requests } = await listen(inTurn(status(400), status(503)));
    const browser = createBrowser(endpoint);
    const { recorder } = browser.open({ pace: { capacity: 5, firstRetryMs: 300, longestRetryMs: 300 } });
    features(recorder, 3);
    await until(() => requests.length === 1);
    await expect.poll(() => browser.kept(), patiently).toEqual([]);
    features(recorder, 4, 3);
    await expect.poll(async () => seqsOf(await browser.kept()), patiently).toEqual([5, 6, 7, 8]);
    features(recorder, 4, 7);
    await expect.poll(async () => seqsOf(await browser.kept()), patiently).toEqual([8, 9, 10, 11, 12]);
  });

  it("[TE27] stay kept while an answer is open, also when the page is left", async () => {
    const { endpoint, requests } = await listen(silent);
    const browser = createBrowser(endpoint);
    const { recorder, fire } = browser.open({ pace: { batchMs: 60_000 } });
    features(recorder, 2);
    fire("pagehide");
    await until(() => requests.length === 1);
    await expect.poll(() => browser.kept(), patiently).toHaveLength(3);
  });

  it("[TE27] are bounded for all pages of the browser together; what goes is counted", async () => {
    const { endpoint, requests } = await listen();
    const browser = createBrowser(endpoint);
    const shelf = createIndexedShelf({
      factory: browser.databases,
      owner: "ada",
      now: () => exampleNowMs,
      leftAfterMs: 60,
      limits: shelfLimits,
    });
    await shelf.put(
      Array.from({ length: shelfLimits.events }, (_, index) => ({ key: `0${10_000 + index}_x`, json: "{}", bytes: 2 })),
    );
    const { recorder } = browser.open({ pace: { adoptAtMs: [] } });
    features(recorder, 4);
    await until(() => requests.length === 1);
    await expect.poll(() => browser.kept(), patiently).toHaveLength(shelfLimits.events - 5);
    features(recorder, 1, 4);
    await until(() => requests.length === 2);
    expect(requests.reduce((sum, { batch }) => sum + batch.lost, 0)).toBe(5);
  });
});

describe("what a page left behind", () => {
  it("[TE28] is sent by a later one, in the order of recording, under its own ids", async () => {
    const dead = await listen(status(503));
    const browser = createBrowser(dead.endpoint);
    const first = browser.open();
    features(first.recorder, 30);
    await until(() => dead.requests.length > 1);
    first.recorder.close();
    await pause(80);

    const { endpoint, events, seqs } = await listen();
    const second = browser.open({ endpoint });
    second.recorder.record("app.opened", {});
    await until(() => events().length === 32);
    expect(seqs().filter((seq) => seq < 32)).toEqual(Array.from({ length: 31 }, (_, index) => index + 1));
    const idOf = new Map(dead.events().map(({ seq, id }) => [seq, id]));
    expect(events().filter(({ seq, id }) => seq < 32 && idOf.get(seq) !== id)).toEqual([]);
    await expect.poll(() => browser.kept(), patiently).toEqual([]);
  });

  it("[TE28] is sent although the page was closed offline and never tried", async () => {
    const { endpoint, events } = await listen();
    const browser = createBrowser(endpoint);
    const first = browser.open();
    first.goOffline();
    features(first.recorder, 3);
    first.hide();
    first.fire("pagehide");
    await expect.poll(() => browser.kept(), patiently).toHaveLength(4);
    first.recorder.close();
    expect(events()).toEqual([]);
    await pause(80);
    browser.open();
    await until(() => events().length === 4);
  });

  it("[TE28] is found also by a page that was opened a moment after", async () => {
    const { endpoint, events } = await listen();
    const browser = createBrowser(endpoint);
    const first = browser.open({ pace: { batchMs: 60_000 } });
    features(first.recorder, 3);
    await expect.poll(() => browser.kept(), patiently).toHaveLength(4);
    first.recorder.close();
    browser.open();
    await until(() => events().length === 4);
  });

  it("[TE28] is not what a living page is about to send", async () => {
    const { endpoint, requests } = await listen();
    const browser = createBrowser(endpoint);
    const first = browser.open({ pace: { batchMs: 50, leftAfterMs: 5_000 } });
    features(first.recorder, 3);
    browser.open({ pace: { leftAfterMs: 5_000 } });
    browser.open({ pace: { leftAfterMs: 5_000 } });
    await until(() => requests.length === 1);
    await pause(200);
    expect(requests).toHaveLength(1);
  });

  it("[TE28] is taken over by one of several pages that are opened at once", async () => {
    const { endpoint, events } = await listen();
    const browser = createBrowser(endpoint);
    const first = browser.open({ pace: { batchMs: 60_000, batchEvents: 1_000 } });
    features(first.recorder, 40);
    await expect.poll(() => browser.kept(), patiently).toHaveLength(41);
    first.recorder.close();
    await pause(80);
    browser.clock.aheadMs = 60_000;
    for (const _ of [1, 2, 3, 4]) browser.open({ pace: { leftAfterMs: 30_000, adoptAtMs: [1] } });
    await until(() => events().length >= 41);
    await pause(60);
    expect(events()).toHaveLength(41);
  });

  it("[TE28] is sent to the end, also when it is more than one page takes over at once", async () => {
    const dead = await listen(status(503));
    const browser = createBrowser(dead.endpoint);
    const first = browser.open();
    features(first.recorder, 700);
    await expect.poll(() => browser.kept(), patiently).toHaveLength(701);
    first.recorder.close();
    await pause(80);
    const { endpoint, events, seqs } = await listen();
    browser.open({ endpoint });
    await until(() => new Set(seqs()).size >= 701, 10_000);
    // In this order. A batch that is slow to be acknowledged may come again, under its own ids: intake counts it once.
    expect([...new Set(seqs())]).toEqual(Array.from({ length: 701 }, (_, index) => index + 1));
    expect(new Set(events().map(({ id, seq }) => `${seq} ${id}`)).size).toBe(701);
  });

  it("[TE28] is found when the network is back", async () => {
    const { endpoint, events } = await listen();
    const browser = createBrowser(endpoint);
    const second = browser.open({ pace: { adoptAtMs: [] } });
    second.goOffline();
    const first = browser.open({ pace: { batchMs: 60_000 } });
    features(first.recorder, 3);
    await expect.poll(() => browser.kept(), patiently).toHaveLength(4);
    first.recorder.close();
    await pause(80);
    second.goOnline();
    await until(() => events().length === 4);
  });

  it("[TE28] is sent although the clock was set back by a year in between", async () => {
    const { endpoint, events } = await listen();
    const browser = createBrowser(endpoint);
    const first = browser.open({ pace: { batchMs: 60_000 } });
    features(first.recorder, 3);
    await expect.poll(() => browser.kept(), patiently).toHaveLength(4);
    first.recorder.close();
    browser.clock.aheadMs = -365 * 86_400_000;
    browser.open();
    await until(() => events().length === 4);
  });

  it("[TE74] is not sent in the name of another visitor, and not kept any longer", async () => {
    const { endpoint, events } = await listen();
    const browser = createBrowser(endpoint);
    const first = browser.open({ pace: { batchMs: 60_000 } });
    features(first.recorder, 3);
    await expect.poll(() => browser.kept(), patiently).toHaveLength(4);
    first.recorder.close();
    await pause(80);
    const other = browser.open({ owner: "bob" });
    other.recorder.record("app.opened", {});
    await until(() => events().length > 0);
    await pause(160);
    expect(events().map(({ name }) => name)).toEqual(["app.opened"]);
    await expect.poll(() => browser.kept(), patiently).toEqual([]);
  });
});

describe("losses", () => {
  it("[TE29] survive the page, and are told once, with a batch that was taken", async () => {
    const refusing = await listen(firstRefused(status(503)));
    const browser = createBrowser(refusing.endpoint);
    const first = browser.open();
    features(first.recorder, 2);
    await expect.poll(() => browser.lost(), patiently).toBe(3);
    features(first.recorder, 1, 2);
    await until(() => refusing.requests.length >= 2);
    expect(refusing.requests[1]?.batch.lost).toBe(3);
    first.recorder.close();
    await expect.poll(() => browser.lost(), patiently).toBe(3);

    const { endpoint, requests } = await listen();
    const second = browser.open({ endpoint, pace: { adoptAtMs: [] } });
    for (const from of [3, 4, 5]) {
      features(second.recorder, 1, from);
      await until(() => requests.length === from - 2);
      await expect.poll(() => browser.lost(), patiently).toBe(0);
    }
    expect(requests.map(({ batch }) => batch.lost)).toEqual([3, 0, 0]);
  });

  it("[TE29] are not told by a page that is left and may not hear the answer", async () => {
    const { endpoint, requests } = await listen(inTurn(status(400)));
    const browser = createBrowser(endpoint);
    const first = browser.open();
    features(first.recorder, 2);
    await expect.poll(() => browser.lost(), patiently).toBe(3);
    features(first.recorder, 1, 2);
    first.fire("pagehide");
    await until(() => requests.length === 2);
    await expect.poll(() => browser.kept(), patiently).toEqual([]);
    features(first.recorder, 1, 3);
    await until(() => requests.length === 3);
    expect(requests.map(({ batch }) => batch.lost)).toEqual([0, 0, 3]);
  });

  it("[TE29] are told by one of two pages", async () => {
    const slowly: Answer = (...parts) => void setTimeout(() => taken(...parts), 100);
    const { endpoint, requests } = await listen(firstRefused(slowly));
    const browser = createBrowser(endpoint);
    const first = browser.open({ pace: { adoptAtMs: [] } });
    const second = browser.open({ pace: { adoptAtMs: [] } });
    features(first.recorder, 2);
    await expect.poll(() => browser.lost(), patiently).toBe(3);
    features(first.recorder, 1, 2);
    features(second.recorder, 1, 3);
    await until(() => requests.length === 3);
    expect(requests.map(({ batch }) => batch.lost).toSorted()).toEqual([0, 0, 3]);
  });
});

describe("consent", () => {
  it("[TE20] before a yes nothing is written to the device, not even an empty database", async () => {
    const { endpoint } = await listen();
    const browser = createBrowser(endpoint);
    const { recorder, fire } = browser.open({ consent: "unknown" });
    features(recorder, 3);
    fire("pagehide");
    await pause(40);
    expect(await browser.names()).toEqual([]);
    recorder.setConsent("denied");
    await pause(40);
    expect(await browser.names()).toEqual([]);
  });

  it("[TE20] a yes keeps what the page remembers", async () => {
    const { endpoint } = await listen(silent);
    const browser = createBrowser(endpoint);
    const { recorder } = browser.open({ consent: "unknown" });
    features(recorder, 3);
    recorder.setConsent("granted");
    await expect.poll(() => browser.kept(), patiently).toHaveLength(4);
  });

  const leave = async () => {
    const dead = await listen(firstRefused(status(503)));
    const browser = createBrowser(dead.endpoint);
    const page = browser.open();
    features(page.recorder, 1);
    await expect.poll(() => browser.lost(), patiently).toBe(2);
    features(page.recorder, 3, 1);
    await expect.poll(() => browser.kept(), patiently).toHaveLength(3);
    page.recorder.close();
    return browser;
  };

  it.each([{ consent: "denied" }, { consent: "granted", privacySignal: true }] as const)(
    "[TE20] a page that starts with %o clears what earlier ones kept",
    async (changes) => {
      const browser = await leave();
      browser.open(changes);
      await expect.poll(() => browser.kept(), patiently).toEqual([]);
    },
  );

  it("[TE20] a no clears what this page and earlier ones kept, and the losses", async () => {
    const browser = await leave();
    const { endpoint, requests } = await listen(inTurn(status(503)));
    const { recorder } = browser.open({ endpoint, pace: { adoptAtMs: [] } });
    features(recorder, 2);
    recorder.setConsent("denied");
    await expect.poll(() => browser.kept(), patiently).toEqual([]);
    recorder.setConsent("granted");
    features(recorder, 1);
    await until(() => requests.length > 0);
    expect(requests[0]?.batch).toMatchObject({ lost: 0, events: [{ name: "session.started" }, { seq: 2 }] });
  });

  it("[TE20] forgetting resolves when all of it is gone, and what was on its way does not come back", async () => {
    const browser = await leave();
    const { endpoint, requests, events } = await listen(inTurn(silent));
    const { recorder } = browser.open({ endpoint, pace: { adoptAtMs: [], timeoutMs: 100 } });
    features(recorder, 2);
    await until(() => requests.length === 1);
    await recorder.forget();
    expect(await browser.kept()).toEqual([]);
    await pause(200);
    expect(requests).toHaveLength(1);
    recorder.record("app.opened", {});
    await until(() => requests.length === 2);
    expect(requests[1]?.batch.events.map(({ name }) => name)).toEqual(["session.started", "app.opened"]);
    await pause(100);
    expect(events().filter(({ name }) => name === "feature.used")).toHaveLength(2);
  });
});
