import { fromBase64, teeIdOf } from "@flywheel/receipts";
import { definitionOf, type ModelId, ModelId as ModelIdSchema, NodeId } from "@flywheel/vocabulary";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createMemoryNetworkState } from "./memory.ts";
import type { Network } from "./port.ts";
import { all, chatAsk, handClock, imageAsk, never, only, openNetwork, untilRouted } from "./testing/open-network.ts";
import { stateWithKeys } from "./testing/state-with-keys.ts";

const opened: Network[] = [];
async function open(...parts: Parameters<typeof openNetwork>) {
  const result = await openNetwork(...parts);
  opened.push(result.network);
  return result;
}
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(opened.splice(0).map((network) => network.close()));
});

describe("what is offered", () => {
  it("[NE19] models of several publishers, priced in the real range, one of them at its end", async () => {
    const { network } = await open();
    const models = network.models();
    expect(models.filter(({ medium }) => medium === "text").length).toBeGreaterThanOrEqual(8);
    expect(models.filter(({ medium }) => medium === "image").length).toBeGreaterThanOrEqual(6);
    expect(new Set(models.map(({ publisher }) => publisher)).size).toBeGreaterThanOrEqual(4);
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
    expect(models.filter(({ state }) => state === "deprecated")).toHaveLength(1);
    for (const {
      id,
      medium,
      inputMicroUsdPerMillion: input,
      outputMicroUsdPerMillion: output,
      imageMicroUsd,
    } of models) {
      ModelIdSchema.parse(id);
      if (medium === "text") {
        expect([
          input >= 100_000 && input <= 10_000_000,
          output >= 400_000 && output <= 50_000_000,
          imageMicroUsd,
        ]).toEqual([true, true, 0]);
      } else {
        expect([input, output, imageMicroUsd >= 15_000 && imageMicroUsd <= 90_000]).toEqual([0, 0, true]);
      }
    }
  });

  it("[NE20] every model on two nodes at least, so that one may fail", async () => {
    const { network } = await open();
    expect(network.status()).toEqual({ nodes: 12, active: 12, models: network.models().length });
    for (const { id } of network.models()) {
      expect(network.nodes().filter(({ capacity }) => capacity.models.includes(id)).length).toBeGreaterThanOrEqual(2);
    }
  });
});

describe("the registry", () => {
  it("[NE21] names each node after its key, which is made once and kept", async () => {
    const state = createMemoryNetworkState();
    const { network: first } = await open({ state });
    const { network: second } = await open({ state });
    const identities = (network: Network) =>
      network.nodes().map(({ name, teeId, publicKey }) => ({ name, teeId, publicKey }));
    expect(identities(second)).toEqual(identities(first));
    for (const { teeId, publicKey } of first.nodes()) {
      NodeId.parse(teeId);
      expect(teeIdOf(fromBase64(publicKey) ?? new Uint8Array())).toBe(teeId);
    }
    expect(await state.nodeKeys()).toHaveLength(first.nodes().length);
  });

  it("[NE22] keeps nodes active by heartbeats, also after a laptop slept through them", async () => {
    const clock = handClock();
    const { network, told } = await open({ now: clock.now });
    clock.pass(1_799_000);
    expect(network.status().active).toBe(12);
    clock.pass(1_000);
    expect(network.status().active).toBe(0);
    told.length = 0;
    const parts = await all(network.chat(chatAsk(), never));
    expect(parts.at(-1)?.kind).toBe("completed");
    expect(network.status().active).toBe(12);
    expect(told.map(({ name }) => name)).toEqual(Array.from({ length: 12 }, () => "node.reported"));
  });
});

describe("what is told of supply", () => {
  it("[NE23] is what the catalogue allows, event by event", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const clock = handClock();
    const { network, told } = await open({ now: clock.now });
    await all(network.chat(chatAsk(), never));
    await all(network.image(imageAsk(), never));
    for (let minute = 0; minute < 16; minute += 1) {
      clock.pass(60_000);
      await vi.advanceTimersByTimeAsync(60_000);
    }
    expect(new Set(told.map(({ name }) => name))).toEqual(
      new Set(["node.registered", "model.listed", "model.deprecated", "node.reported", "node.measured"]),
    );
    for (const event of told) {
      const definition = definitionOf(event.name);
      expect(definition.writer).toBe("network");
      expect(event.layer).toBe(definition.layer);
      expect(definition.fields.parse(event.fields)).toEqual(event.fields);
      if (definition.value) expect(event.value).toBe(event.fields[definition.value]);
      expect(event.node).toBe(event.fields.node ?? null);
      expect(event.model).toBe(event.fields.model ?? null);
    }
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
  });

  it("[NE24] says who joined and what is offered with the same ids at every start, so that it is stored once", async () => {
    const state = await stateWithKeys();
    const { told: first } = await open({ state });
    const { told: second } = await open({ state, now: handClock(1_795_000_000_000).now });
    expect(first.length).toBeGreaterThan(14);
    expect(second.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
  });

  it("[NE25] measures each minute of each node and model: what was served, and for how long the node was busy", async () => {
    const clock = handClock();
    const { network, told } = await open({ now: clock.now });
    const model = "quillworks/quill-3" as ModelId;
    const chat = network.chat(chatAsk({ model }), never)[Symbol.asyncIterator]();
    await untilRouted(chat);
    clock.pass(700);
    for (let next = await chat.next(); !next.done; next = await chat.next());
    clock.pass(300);
    await network.close();
    const measured = told.filter(({ name }) => name === "node.measured");
    const pairs = network.nodes().reduce((sum, { capacity }) => sum + capacity.models.length, 0);
    expect(measured).toHaveLength(pairs);
    expect(measured.filter(({ fields }) => fields.served === 1)).toEqual([
      expect.objectContaining({
        model,
        value: 700,
        fields: expect.objectContaining({ activeMs: 1_000, busyMs: 700, refused: 0 }),
      }),
    ]);
    expect(measured.filter(({ fields }) => fields.busyMs !== 0)).toHaveLength(1);
  });
});

describe("closing", () => {
  it("[NE26] lets nobody in any more, and lets what is nearly done end", async () => {
    const { network } = await open();
    const chat = network.chat(chatAsk(), never)[Symbol.asyncIterator]();
    await untilRouted(chat);
    const closed = network.close();
    const rest = [];
    for (let next = await chat.next(); !next.done; next = await chat.next()) rest.push(next.value);
    await closed;
    expect(only(rest, "completed").stopped).toBe(false);
    expect(only(await all(network.chat(chatAsk(), never)), "failed").failure).toEqual({
      source: "gateway",
      retryable: true,
    });
  });

  it("[NE26] cuts what is not, as a failure of ours: nothing is owed for it", async () => {
    const { network } = await open({ pace: 60 });
    const ask = chatAsk();
    const ending = all(network.chat(ask, never));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await network.close();
    expect(only(await ending, "failed").failure).toEqual({ source: "gateway", retryable: true });
    expect(await network.receipt(ask.requestId)).toBeNull();
  });
});

describe("speed", () => {
  it("[NE27] a quick model is quicker than a thorough one, at the pace of real models", async () => {
    const { network } = await open({ pace: 0.5, now: Date.now });
    const tokensPerSecond = async (model: string) => {
      const messages = [{ role: "user", content: "write a poem about the harbour" }] as const;
      const { served } = only(
        await all(network.chat(chatAsk({ model: model as ModelId, messages }), never)),
        "completed",
      );
      return served.outputTokens / served.servedMs;
    };
    expect(await tokensPerSecond("quillworks/quill-3-mini")).toBeGreaterThan(
      1.5 * (await tokensPerSecond("meridian-nine/atlas-large")),
    );
  });
});
