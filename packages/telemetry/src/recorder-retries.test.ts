import { afterEach, describe, expect, it } from "vitest";
import { exampleBytes, exampleNowMs } from "./examples.ts";
import { type Answer, endStage, inTurn, listen, pause, silent, status, taken, until } from "./testing/intake-stage.ts";
import { features, start } from "./testing/page-stage.ts";

afterEach(endStage);

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

  it("[TE15] is given the time until the date that it names", async () => {
    const { endpoint, requests } = await listen(
      inTurn(status(503, { "retry-after": new Date(exampleNowMs + 1_000).toUTCString() })),
    );
    const { recorder } = start({ endpoint });
    features(recorder, 1);
    await until(() => requests.length === 2);
    const waitedMs = (requests[1]?.atMs ?? 0) - (requests[0]?.atMs ?? 0);
    expect(waitedMs).toBeGreaterThanOrEqual(990);
    expect(waitedMs).toBeLessThan(1_500);
  });

  it.each(["0", "-5", "1.5", "soon", "Mon, 01 Jan 2001 00:00:00 GMT", ""])(
    "[TE15] is not asked without a pause because it said %j",
    async (header) => {
      const { endpoint, requests } = await listen(status(429, { "retry-after": header }));
      const { recorder } = start({ endpoint, pace: { firstRetryMs: 40, longestRetryMs: 40 } });
      features(recorder, 1);
      await until(() => requests.length === 3);
      const waits = requests.slice(1).map(({ atMs }, index) => atMs - (requests[index]?.atMs ?? 0));
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(19);
    },
  );

  it("[TE15] is asked again at the latest time that it named, by one timer", async () => {
    const later = status(429, { "retry-after": "1" });
    const { endpoint, requests } = await listen(inTurn(later, status(503), later, status(503), later));
    const { recorder, fire, calls } = start({ endpoint, pace: { batchMs: 60_000, batchEvents: 10_000 } });
    features(recorder, 500);
    fire("pagehide");
    const together = calls.length;
    expect(together).toBeGreaterThan(1);
    await until(() => requests.length === together);
    await until(() => requests.length > together);
    expect((requests[together]?.atMs ?? 0) - (requests[together - 1]?.atMs ?? 0)).toBeGreaterThanOrEqual(900);
    const seqs = requests.slice(together).flatMap(({ batch }) => batch.events.map(({ seq }) => seq));
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => index + 1));
  });

  it("[TE75] has not taken what somebody else answered with a page of their own", async () => {
    const portal: Answer = (_batch, response) => {
      response.setHeader("content-type", "text/html");
      response.end("<h1>Welcome to our network</h1>");
    };
    const strange: Answer = (_batch, response) => void response.end('{"ok":true}');
    const { endpoint, requests } = await listen(inTurn(portal, strange, status(204)));
    const { recorder } = start({ endpoint });
    features(recorder, 1);
    await until(() => requests.length === 4);
    const ids = new Set(requests.map(({ batch }) => batch.events.map(({ id }) => id).join()));
    expect(ids.size).toBe(1);
    features(recorder, 1);
    await until(() => requests.length === 5);
    expect(requests[4]?.batch).toMatchObject({ lost: 0, events: [{ seq: 3 }] });
  });

  it("[TE15] is given ever more time when it asks for none, and never the same to all pages", async () => {
    const { endpoint, requests } = await listen(inTurn(...Array.from({ length: 4 }, () => status(503))));
    const chances = [255, 255, 0, 255];
    const randomBytes = (count: number) => (count === 1 ? Uint8Array.of(chances.shift() ?? 0) : exampleBytes(count));
    const { recorder } = start({ endpoint, pace: { firstRetryMs: 120, longestRetryMs: 480 }, randomBytes });
    features(recorder, 1);
    await until(() => requests.length === 5);
    const waits = requests.slice(1).map(({ atMs }, index) => atMs - (requests[index]?.atMs ?? 0));
    for (const [index, leastMs] of [119, 238, 238, 476].entries()) {
      expect(waits[index], `wait ${index}`).toBeGreaterThanOrEqual(leastMs);
      expect(waits[index], `wait ${index}`).toBeLessThan(leastMs + 200);
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
