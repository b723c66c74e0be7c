import { IDBFactory, IDBObjectStore } from "fake-indexeddb";
import { afterEach, describe, expect, it, vi } from "vitest";
import { databaseName } from "./recorder/indexed-shelf.ts";
import { endStage, inTurn, listen, pause, status, until } from "./testing/intake-stage.ts";
import { createPage, features, start } from "./testing/page-stage.ts";

afterEach(endStage);

describe("offline", () => {
  it("[TE71] nothing is tried and no retry is spent; online again, everything goes at once", async () => {
    const { endpoint, requests, events } = await listen();
    const { recorder, calls, goOffline, goOnline, hide, fire } = start({ endpoint });
    goOffline();
    features(recorder, 30);
    hide();
    fire("pagehide");
    await pause(80);
    expect(calls).toHaveLength(0);
    goOnline();
    await until(() => events().length === 31);
    expect(requests[0]?.batch.lost).toBe(0);
  });

  it("[TE71] the first failure after it waits no longer than any first one", async () => {
    const { endpoint, requests } = await listen(inTurn(status(503)));
    const pace = { firstRetryMs: 100, longestRetryMs: 60_000 };
    const { recorder, goOffline, goOnline } = start({ endpoint, pace });
    goOffline();
    features(recorder, 1);
    await pause(300);
    goOnline();
    await until(() => requests.length === 2, 1_000);
  });

  it("[TE71] a product on the same machine is reached without any network", async () => {
    const { endpoint, events } = await listen();
    for (const href of ["http://localhost:3024/studio", "http://127.0.0.1/", "http://[::1]:3024/"]) {
      const { page, goOffline } = createPage(href);
      goOffline();
      features(start({ endpoint, page }).recorder, 1);
    }
    await until(() => events().length === 6);
  });
});

describe("a page that comes back", () => {
  it.each([
    ["out of the back/forward cache", (page: ReturnType<typeof start>) => page.fire("pageshow", { persisted: true })],
    ["after the browser froze it", (page: ReturnType<typeof start>) => page.fireOnDocument("resume")],
  ])("[TE72] %s goes on at once, whatever its timers say", async (_, comeBack) => {
    const { endpoint, requests } = await listen(inTurn(status(503)));
    const page = start({ endpoint, pace: { firstRetryMs: 60_000, longestRetryMs: 60_000 } });
    features(page.recorder, 1);
    await until(() => requests.length === 1);
    await pause(10);
    comeBack(page);
    await until(() => requests.length === 2);
  });

  it("[TE72] still waits as long as the server asked, by the clock and not by the timer", async () => {
    const { endpoint, requests } = await listen(inTurn(status(429, { "retry-after": "2" })));
    let aheadMs = 0;
    const now = () => Math.round(1_700_000_000_000 + performance.now() + aheadMs);
    const page = start({ endpoint, now });
    features(page.recorder, 1);
    await until(() => requests.length === 1);
    await pause(10);
    page.fire("pageshow", { persisted: true });
    await pause(60);
    expect(requests).toHaveLength(1);
    aheadMs = 2_000;
    page.fire("pageshow", { persisted: true });
    await until(() => requests.length === 2, 500);
  });

  it("[TE72] shown for the first time, a page does not hurry", async () => {
    const { endpoint, requests } = await listen();
    const { recorder, fire } = start({ endpoint, pace: { batchMs: 120 } });
    features(recorder, 1);
    fire("pageshow", { persisted: false });
    await pause(60);
    expect(requests).toHaveLength(0);
    features(recorder, 1);
    await until(() => requests.length === 1);
    expect(requests[0]?.batch.events).toHaveLength(3);
  });

  it("[TE72] what waits goes before the browser freezes it", async () => {
    const { endpoint, requests } = await listen();
    const page = start({ endpoint, pace: { batchMs: 60_000 } });
    features(page.recorder, 1);
    page.fireOnDocument("freeze");
    await until(() => requests.length === 1);
    expect(page.calls[0]?.keepalive).toBe(true);
  });
});

describe("where the database", () => {
  const refused = Object.assign(new IDBFactory(), {
    open: () => {
      throw new DOMException("blocked", "SecurityError");
    },
  });
  /** A later product was here, and its tables are not ours. */
  const newer = new IDBFactory();
  newer.open(databaseName, 7);

  it.each([
    ["is missing", null],
    ["is refused", refused],
    ["cannot be opened", newer],
  ])("[TE73] %s, everything works from memory", async (_, databases) => {
    const { endpoint, requests, events } = await listen(inTurn(status(503), status(400)));
    const { recorder, fire } = start({ endpoint, databases });
    features(recorder, 3);
    await until(() => requests.length === 2);
    await pause(20);
    features(recorder, 1, 3);
    await until(() => requests.length === 3);
    expect(requests[2]?.batch.lost).toBe(4);
    features(recorder, 1, 4);
    fire("pagehide");
    await until(() => events().length === 4 + 4 + 1 + 1);
    await recorder.forget();
    recorder.setConsent("denied");
  });

  it("[TE73] is full, what cannot be kept is sent all the same, and what was kept can still be removed", async () => {
    const { endpoint, requests, events } = await listen();
    const factory = new IDBFactory();
    const { recorder } = start({ endpoint, databases: factory });
    features(recorder, 1);
    await until(() => requests.length === 1);
    await pause(20);
    const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    features(recorder, 5, 1);
    await until(() => events().length === 7);
    await pause(20);
    full.mockRestore();
    features(recorder, 1, 6);
    await until(() => events().length === 8);
    expect(requests.at(-1)?.batch.lost).toBe(0);
  });

  it("[TE73] does not answer, only the first batch waits, and a visitor who wants to be forgotten not for ever", async () => {
    const { endpoint, requests } = await listen();
    const factory = new IDBFactory();
    // Somebody holds an older version open and does not let go, so that nobody else can open it.
    const holder = factory.open(databaseName, 1);
    await new Promise((resolve) => holder.addEventListener("success", resolve));
    factory.open(databaseName, 2);
    const { recorder } = start({ endpoint, databases: factory });
    features(recorder, 1);
    await until(() => requests.length === 1, 8_000);
    features(recorder, 1, 1);
    await until(() => requests.length === 2, 300);
    await recorder.forget();
  });
});

describe("limits", () => {
  it("[TE70] an event that intake would refuse for its size is counted and not sent", async () => {
    const { endpoint, requests } = await listen();
    const { recorder } = start({ endpoint });
    recorder.record("feature.used", { feature: "x".repeat(8 * 1_024) });
    recorder.record("feature.used", { feature: "x".repeat(7 * 1_024) });
    await until(() => requests.length === 1);
    expect(requests[0]?.batch.lost).toBe(1);
    expect(requests[0]?.batch.events).toHaveLength(2);
  });

  it("[TE17] what waits is bounded in bytes too", async () => {
    const { endpoint, requests } = await listen(inTurn(status(503)));
    const { recorder } = start({
      endpoint,
      pace: { capacityBytes: 20 * 1_024, firstRetryMs: 400, longestRetryMs: 400 },
    });
    features(recorder, 1);
    await until(() => requests.length === 1);
    await pause(10);
    for (let index = 0; index < 30; index += 1) recorder.record("feature.used", { feature: "x".repeat(1_000) });
    await until(() => requests.length === 2);
    const [, second] = requests;
    expect(second?.batch.events.length).toBeLessThan(20);
    expect((second?.batch.events.length ?? 0) + (second?.batch.lost ?? 0)).toBe(32);
  });
});
