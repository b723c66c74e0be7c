import { afterEach, describe, expect, it } from "vitest";
import { exampleNowMs } from "./examples.ts";
import { endStage, listen, pause, until } from "./testing/intake-stage.ts";
import { features, start } from "./testing/page-stage.ts";

afterEach(endStage);

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
