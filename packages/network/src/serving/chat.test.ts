import { stateOf, verifyReceipt } from "@flywheel/receipts";
import type { ModelId } from "@flywheel/vocabulary";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMemoryNetworkState } from "../memory.ts";
import type { Network } from "../port.ts";
import { mockReceipt } from "../testing/mock-receipt.ts";
import { all, chatAsk, never, only, openNetwork, untilRouted } from "../testing/open-network.ts";
import { RepeatedRequestError, WrongAskError } from "./desk.ts";

let network: Network;
beforeAll(async () => {
  ({ network } = await openNetwork());
});
afterAll(() => network.close());

describe("a chat", () => {
  it("[NE5] is routed, streams its words, and ends with all of them and a receipt", async () => {
    const parts = await all(network.chat(chatAsk(), never));
    expect(parts.slice(0, 2)).toMatchObject([{ kind: "verified" }, { kind: "routed", queuedMs: 0 }]);
    const { text, stopped, served } = only(parts, "completed");
    expect(parts.at(-1)?.kind).toBe("completed");
    const words = parts.map((part) => (part.kind === "token" ? part.text : ""));
    expect(words.filter(Boolean).length).toBeGreaterThan(5);
    expect(words.join("")).toBe(text);
    expect(stopped).toBe(false);
    expect(text).toContain("violin");
    expect(served.outputTokens).toBeGreaterThan(50);
  });

  it("[NE6] has a receipt that anybody can verify with the registry's record, and that was kept before it was told", async () => {
    const ask = chatAsk();
    for await (const part of network.chat(ask, never)) {
      if (part.kind !== "completed") continue;
      const kept = await network.receipt(ask.requestId);
      expect(kept?.receipt).toEqual(part.served.receipt);
      const node = network.nodes().find(({ teeId }) => teeId === mockReceipt(part.served.receipt).teeId) ?? null;
      const { requestId, model, messages, temperature, maxTokens } = ask;
      const evidence = {
        requestId,
        receipt: part.served.receipt,
        node,
        request: { model, messages, temperature, maxTokens },
        output: { commitment: "content", content: part.text } as const,
      };
      expect(stateOf(await verifyReceipt(evidence))).toBe("pending_batch");
      expect(
        stateOf(await verifyReceipt({ ...evidence, output: { commitment: "content", content: `${part.text} ` } })),
      ).toBe("failed");
      expect(part.served.receipt).toMatchObject({
        origin: "mock",
        flywheel: { app_id: "chat", request_id: requestId },
      });
      return;
    }
    expect.unreachable("the chat did not complete");
  });

  it("[NE7] says the same for the same model, messages and seed, and something else for another seed or model", async () => {
    const say = async (ask: Parameters<typeof chatAsk>[0]) =>
      only(await all(network.chat(chatAsk(ask), never)), "completed").text;
    const first = await say({ seed: 1 });
    expect(await say({ seed: 1 })).toBe(first);
    expect(await say({ seed: 2 })).not.toBe(first);
    expect(await say({ seed: 1, model: "meridian-nine/atlas-large" as ModelId })).not.toBe(first);
  });

  it("[NE8] costs what was used, in whole micro-dollars, and never more than was quoted", async () => {
    for (const maxTokens of [1, 10, 1_200]) {
      const ask = chatAsk({ maxTokens, model: "meridian-nine/atlas-large" as ModelId });
      const quoted = network.quote(ask);
      if (quoted.outcome !== "quoted") throw new Error("no quote");
      const { served } = only(await all(network.chat(ask, never)), "completed");
      const exact = (served.inputTokens * 3_000_000 + served.outputTokens * 15_000_000) / 1_000_000;
      expect(served.costMicroUsd).toBe(Math.ceil(exact));
      expect(served.costMicroUsd).toBeLessThanOrEqual(quoted.quote.capMicroUsd);
      expect(served.outputTokens).toBeLessThanOrEqual(maxTokens);
      // A micro-dollar at 0.05 dollars for one OPG, whose smallest unit has 18 decimals.
      expect(BigInt(mockReceipt(served.receipt).flywheel.cost_opg)).toBe(
        BigInt(served.costMicroUsd) * 20_000_000_000_000n,
      );
    }
  });

  it("[NE9] that its caller stops still ends with the part that was served, its cost and its receipt", async () => {
    const stop = new AbortController();
    const whole = only(await all(network.chat(chatAsk(), never)), "completed");
    const parts = [];
    const ask = chatAsk();
    for await (const part of network.chat(ask, stop.signal)) {
      parts.push(part);
      if (part.kind === "token" && parts.length === 4) stop.abort();
    }
    const { text, stopped, served } = only(parts, "completed");
    expect(stopped).toBe(true);
    expect(whole.text.startsWith(text)).toBe(true);
    expect(text.length).toBeLessThan(whole.text.length);
    expect(served.costMicroUsd).toBeLessThan(whole.served.costMicroUsd);
    expect(
      parts
        .filter(({ kind }) => kind === "token")
        .map((part) => ("text" in part ? part.text : ""))
        .join(""),
    ).toBe(text);
    expect(await network.receipt(ask.requestId)).not.toBeNull();
  });

  it("[NE10] that is stopped before its first word owes nothing and has no receipt", async () => {
    const stop = new AbortController();
    const ask = chatAsk();
    const parts = [];
    for await (const part of network.chat(ask, stop.signal)) {
      parts.push(part);
      if (part.kind === "routed") stop.abort();
    }
    expect(only(parts, "failed")).toMatchObject({ failure: { source: "gateway", retryable: true } });
    expect(await network.receipt(ask.requestId)).toBeNull();
  });

  it("[NE11] with an unknown model is refused, and says whether anybody has heard of that model", async () => {
    const refusal = async (model: string) =>
      only(await all(network.chat(chatAsk({ model: model as ModelId }), never)), "refused").refusal;
    expect(await refusal("quillworks/quill-4")).toEqual({
      code: "unknown-model",
      model: "quillworks/quill-4",
      known: true,
    });
    expect(await refusal("nobody/nothing")).toEqual({ code: "unknown-model", model: "nobody/nothing", known: false });
    // An image model does not chat.
    expect(await refusal("saltbox/papercut")).toMatchObject({ code: "unknown-model" });
    expect(network.quote(chatAsk({ model: "nobody/nothing" as ModelId }))).toMatchObject({ outcome: "refused" });
  });

  it("[NE12] is not served twice under one request id, neither at once nor later", async () => {
    const ask = chatAsk();
    const running = network.chat(ask, never)[Symbol.asyncIterator]();
    await untilRouted(running);
    await expect(all(network.chat(ask, never))).rejects.toThrow(RepeatedRequestError);
    for (let next = await running.next(); !next.done; next = await running.next());
    await expect(all(network.chat(ask, never))).rejects.toThrow(RepeatedRequestError);
  });

  it.each([
    { maxTokens: 0 },
    { maxTokens: 1.5 },
    { temperature: -1 },
    { temperature: Number.NaN },
    { seed: 0.5 },
    { messages: [] },
  ])("[NE13] asked wrongly (%j) is our own mistake and throws", (wrong) => {
    expect(() => network.chat(chatAsk(wrong), never)).toThrow(WrongAskError);
  });

  it("[NE14] whose receipt cannot be kept is not told as served: a broken state is thrown", async () => {
    const state = createMemoryNetworkState();
    const { network: fragile } = await openNetwork({
      state: { ...state, saveReceipt: () => Promise.reject(new Error("the state is gone")) },
    });
    const seen: string[] = [];
    const read = async () => {
      for await (const part of fragile.chat(chatAsk(), never)) seen.push(part.kind);
    };
    await expect(read()).rejects.toThrow("the state is gone");
    expect(seen).not.toContain("completed");
    await fragile.close();
  });
});
