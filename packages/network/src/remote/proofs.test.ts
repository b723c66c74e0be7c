import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { all, never, only } from "../testing/open-network.ts";
import { done, json, said, startEndpoint, stream, type TestEndpoint, usage } from "./testing/endpoint.ts";
import { aChat, openRemote } from "./testing/open-remote.ts";

let endpoint: TestEndpoint;
beforeEach(async () => {
  endpoint = await startEndpoint();
});
afterEach(() => endpoint.close());

const tee = {
  tee_id: "a1".repeat(32),
  tee_request_hash: "b2".repeat(32),
  tee_output_hash: "c3".repeat(32),
  tee_timestamp: 1_790_000_000,
  tee_signature: Buffer.alloc(256, 7).toString("base64"),
};
const passed = {
  origin: "opengradient",
  teeId: tee.tee_id,
  teeRequestHash: tee.tee_request_hash,
  teeOutputHash: tee.tee_output_hash,
  teeTimestamp: tee.tee_timestamp,
  teeSignature: tee.tee_signature,
};

async function served(...frames: readonly string[]) {
  endpoint.on("/chat/completions", stream([...frames, done]));
  const { network, shelf } = await openRemote(endpoint);
  const ask = aChat({ maxTokens: 100 });
  const quoted = network.quote(ask);
  const { served } = only(await all(network.chat(ask, never)), "completed");
  expect(shelf.kept.get(ask.requestId)?.receipt).toEqual(served.receipt);
  return { ...served, capMicroUsd: quoted.outcome === "quoted" ? quoted.quote.capMicroUsd : null };
}

describe("a proof", () => {
  it.each([
    ["on the frame that ends the answer", [said("Yes", "stop", tee)]],
    ["on the frame of the usage", [said("Yes", "stop"), usage(1, 1, tee)]],
    ["with the id written as the gateway writes it", [said("Yes", "stop", { ...tee, tee_id: `0x${tee.tee_id}` })]],
  ])("[NE149] %s is passed through untouched", async (_, frames) => {
    expect((await served(...frames)).receipt).toEqual(passed);
  });

  it("[NE149] in a whole body is passed through", async () => {
    endpoint.on(
      "/chat/completions",
      json({ choices: [{ message: { content: "Yes" }, finish_reason: "stop" }], ...tee }),
    );
    const { network } = await openRemote(endpoint);
    expect(only(await all(network.chat(aChat(), never)), "completed").served.receipt).toEqual(passed);
  });

  it.each(Object.keys(tee))("[NE149] without %s is none", async (field) => {
    const { receipt } = await served(said("Yes", "stop", { ...tee, [field]: undefined }));
    expect(receipt).toEqual({ origin: "none" });
  });

  it.each([
    ["tee_id", "node-1"],
    ["tee_request_hash", "B2".repeat(32)],
    ["tee_output_hash", "c3".repeat(31)],
    ["tee_timestamp", "1790000000"],
    ["tee_timestamp", 1.5],
    ["tee_signature", "not base64!".repeat(8)],
    ["tee_signature", ""],
  ])("[NE149] with %s %j is none", async (field, value) => {
    const { receipt } = await served(said("Yes", "stop", { ...tee, [field]: value }));
    expect(receipt).toEqual({ origin: "none" });
  });

  it("[NE149] of a plain endpoint is none", async () => {
    expect((await served(said("Yes", "stop"))).receipt).toEqual({ origin: "none" });
  });
});

describe("a cost", () => {
  it("[NE150] is what the endpoint says, rounded up to whole micro-dollars", async () => {
    const { costMicroUsd } = await served(
      said("Yes", "stop", { opengradient: { cost_usd: "0.000041200000000001" } }),
      usage(9, 9),
    );
    expect(costMicroUsd).toBe(42);
  });

  it.each(["-1", "NaN", null, {}])("[NE150] that says %j is counted by prices", async (cost_usd) => {
    const { costMicroUsd } = await served(said("Yes", "stop", { opengradient: { cost_usd } }), usage(10, 4));
    expect(costMicroUsd).toBe(11);
  });

  it.each([
    ["by its own word", [said("Yes", "stop", { opengradient: { cost_usd: "12" } })]],
    ["by its count of tokens", [said("Yes", "stop"), usage(1_000_000, 1_000_000)]],
  ])("[NE150] is never more than was quoted, whatever it is %s", async (_, frames) => {
    const { costMicroUsd, capMicroUsd } = await served(...frames);
    // 12 tokens of a question and 100 of an answer.
    expect(capMicroUsd).toBe(Math.ceil(inputTokens * 0.5 + 100 * 1.5));
    expect(costMicroUsd).toBe(capMicroUsd);
  });
});

/** "Plan a week of learning the violin": seven words, one of them longer than a token, and four for whose they are. */
const inputTokens = 12;
