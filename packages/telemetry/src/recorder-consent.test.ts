import { afterEach, describe, expect, it } from "vitest";
import { endStage, listen, pause, until } from "./testing/intake-stage.ts";
import { createStorage, features, start } from "./testing/page-stage.ts";

afterEach(endStage);

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
