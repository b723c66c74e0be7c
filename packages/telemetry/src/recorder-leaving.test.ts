import { afterEach, describe, expect, it } from "vitest";
import { endStage, inTurn, listen, pause, status, taken, until } from "./testing/intake-stage.ts";
import { features, start } from "./testing/page-stage.ts";

afterEach(endStage);

describe("what waits", () => {
  it("[TE17] is bounded: the oldest is dropped and counted", async () => {
    const { endpoint, requests } = await listen(inTurn(status(503)));
    const { recorder } = start({ endpoint, pace: { capacity: 10, firstRetryMs: 400, longestRetryMs: 400 } });
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
