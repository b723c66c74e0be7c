import type { ModelId } from "@flywheel/vocabulary";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { all, never } from "../testing/open-network.ts";
import { done, json, modelList, said, startEndpoint, stream, type TestEndpoint } from "./testing/endpoint.ts";
import { aChat, aPicture, openRemote } from "./testing/open-remote.ts";

let endpoint: TestEndpoint;
beforeEach(async () => {
  endpoint = await startEndpoint();
});
afterEach(() => endpoint.close());

describe("an endpoint that does not answer", () => {
  it("[NE139] stops no start, and is usable as soon as it comes up", async () => {
    await endpoint.close();
    const { network } = await openRemote(endpoint);
    expect(network.models()).toEqual([]);
    expect(network.status()).toMatchObject({ nodes: 1, active: 0, models: 0, endpoint: "unreachable" });
    const ask = aChat();
    const refusal = { code: "no-active-node", model: ask.model, retryAfterMs: 30 };
    expect(network.quote(ask)).toEqual({ outcome: "refused", refusal });
    expect(await all(network.chat(ask, never))).toEqual([{ kind: "refused", refusal }]);

    endpoint = await startEndpoint(endpoint.port);
    await expect
      .poll(() => network.status(), { timeout: 10_000 })
      .toMatchObject({ active: 1, models: 2, endpoint: "usable" });
    expect(network.quote(ask)).toMatchObject({ outcome: "quoted" });
    await network.close();
  });

  it("[NE139] at all holds up the start no longer than its limit", async () => {
    endpoint.on("/models", () => {});
    const began = performance.now();
    const { network } = await openRemote({ ...endpoint, patience: { listMs: 100 } });
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(network.status()).toMatchObject({ active: 0, endpoint: "unreachable" });
    await network.close();
  });

  it.each([
    ["a wrong key", json({ error: { message: "no" } }, 401), "refused"],
    ["a page of HTML", json("<html>"), "malformed"],
    ["something else", json({ models: [] }), "malformed"],
  ] as const)("[NE139] with %s says so in its status", async (_, answer, state) => {
    endpoint.on("/models", answer);
    const { network } = await openRemote({ ...endpoint, now: () => 77 });
    expect(network.status()).toEqual({ nodes: 1, active: 0, models: 0, endpoint: state, sinceMs: 77 });
    await network.close();
  });

  it("[NE139] for a while offers what it did, and what it offers then", async () => {
    const { network } = await openRemote({ ...endpoint, patience: { lookEveryMs: 20 } });
    endpoint.on("/models", json({}, 500));
    await expect
      .poll(() => network.status(), { timeout: 10_000 })
      .toMatchObject({ active: 0, models: 2, endpoint: "refused" });
    endpoint.on("/models", json(modelList("tiny/newcomer")));
    await expect.poll(() => network.models().map(({ id }) => id), { timeout: 10_000 }).toEqual(["tiny/newcomer"]);
    await network.close();
  });
});

it("[NE139] what it does not offer is unknown, and a painter does not talk", async () => {
  const { network } = await openRemote(endpoint);
  const strange = aChat({ model: "tiny/nobody" as ModelId });
  const painter = aChat({ model: aPicture().model });
  const talker = aPicture({ model: aChat().model });
  for (const ask of [strange, painter, talker]) {
    const refusal = { code: "unknown-model", model: ask.model, known: false };
    expect(network.quote(ask)).toEqual({ outcome: "refused", refusal });
  }
  expect(await all(network.chat(painter, never))).toMatchObject([{ refusal: { code: "unknown-model" } }]);
  expect(await all(network.image(talker, never))).toMatchObject([{ refusal: { code: "unknown-model" } }]);
  expect(endpoint.heard.map(({ path }) => path)).toEqual(["/v1/models"]);
});

it("[NE154] it has no nodes of ours", async () => {
  const { network } = await openRemote(endpoint);
  expect(network.nodes()).toEqual([]);
});

it("[NE154] closing lets short work end, cuts the rest as its own failure, and looks no more", async () => {
  const { network } = await openRemote({ ...endpoint, patience: { graceMs: 300, lookEveryMs: 20 } });
  endpoint.on("/chat/completions", async (response, call) => {
    await stream([said("Short"), ...(call.body.includes("short") ? [said("", "stop"), done] : [])], "hang")(
      response,
      call,
    );
  });
  const [short, long] = ["short", "long"].map((content) =>
    all(network.chat(aChat({ messages: [{ role: "user", content }] }), never)),
  );
  await expect
    .poll(() => endpoint.heard.filter(({ path }) => path.endsWith("completions")).length, { timeout: 10_000 })
    .toBe(2);
  await network.close();
  expect((await short)?.at(-1)).toMatchObject({ kind: "completed", text: "Short" });
  expect((await long)?.at(-1)).toEqual({ kind: "failed", failure: { source: "gateway", retryable: true }, node: null });
  const looks = endpoint.heard.length;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(endpoint.heard).toHaveLength(looks);
});
