import type { ModelId } from "@flywheel/vocabulary";
import { mint, type RequestId } from "@flywheel/vocabulary";
import { afterAll, describe, expect, it } from "vitest";
import { createAppRouter } from "../router.ts";
import { contextOf, openProduct, personOf } from "../testing/product.ts";

const product = await openProduct();
afterAll(() => product.close());
const router = createAppRouter(product);
const viewer = router.createCaller(contextOf({ person: personOf("viewer") }));
const editor = router.createCaller(contextOf({ person: personOf("editor") }));
const elsewhere = createAppRouter({ ...product, networkControl: null });

async function supplyOfMock() {
  const supply = await viewer.network.supply();
  if (supply.kind !== "mock") throw new Error("no mock network");
  return supply;
}

/** What a page would get of it. */
const acrossTheWire = <Answer>(answer: Answer): Answer => JSON.parse(JSON.stringify(answer)) as Answer;

describe("the operator's side of the network", () => {
  it("[AP50] shows every node with its capacity, its places, its condition and its last heartbeat", async () => {
    const { nodes } = await supplyOfMock();
    expect(nodes.map(({ name }) => name)).toEqual(product.network.nodes().map(({ name }) => name));
    for (const node of nodes) {
      expect(node).toMatchObject({ isActive: true, enabled: true, condition: "well", speedPercent: 100, busy: 0 });
      expect(node.maxConcurrent).toBeGreaterThan(node.busyWithOthers);
      expect(Math.abs(product.now() - node.lastHeartbeatMs)).toBeLessThan(600_000);
      // What a node signs with, and whose it is, is for whoever verifies.
      expect(node).not.toHaveProperty("publicKey");
    }
    expect(acrossTheWire(nodes)).toEqual(nodes);
  });

  it("[AP51] counts the places that asks take while they are served", async () => {
    const stop = new AbortController();
    const ask = {
      requestId: mint<RequestId>("req", product.randomBytes),
      appId: "chat",
      model: "quillworks/quill-3" as ModelId,
      messages: [{ role: "user", content: "Name three rivers" }],
      temperature: 0.5,
      maxTokens: 40,
      seed: 1,
    } as const;
    const busy = async () => (await supplyOfMock()).nodes.reduce((sum, node) => sum + node.busy, 0);
    for await (const part of product.network.chat(ask, stop.signal)) {
      if (part.kind === "routed") expect(await busy()).toBe(1);
    }
    expect(await busy()).toBe(0);
  });

  it("[AP52] lets an editor turn the dial, which is kept, and a viewer only look", async () => {
    expect((await supplyOfMock()).weather).toBe("calm");
    await expect(viewer.network.turnWeather({ weather: "stormy" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await supplyOfMock()).weather).toBe("calm");
    expect(await editor.network.turnWeather({ weather: "busy" })).toEqual({ weather: "busy" });
    expect((await supplyOfMock()).weather).toBe("busy");
    expect(await product.store.network.weather()).toBe("busy");
    await expect(editor.network.turnWeather({ weather: "foggy" as "calm" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    await editor.network.turnWeather({ weather: "calm" });
  });

  it("[AP53] tells the ledger's sums to the last unit, in digits that JSON keeps", async () => {
    const told = acrossTheWire(await viewer.network.economy());
    if (told.kind !== "mock") throw new Error("no mock network");
    const kept = await product.store.network.ledger();
    expect(Object.keys(told.ledger).sort()).toEqual(Object.keys(kept).sort());
    for (const [sum, amount] of Object.entries(kept)) {
      expect(told.ledger[sum as keyof typeof kept]).toMatch(/^\d+$/);
      expect(BigInt(told.ledger[sum as keyof typeof kept])).toBe(amount);
    }
    // The app's wallet was filled when it was opened.
    expect(kept.deposited).toBeGreaterThan(0n);
    expect(told.opgPriceMicroUsd).toBe(50_000);
  });

  it("[AP54] counts for each model the nodes that host it, and those of them that answer", async () => {
    const { models, nodes } = await supplyOfMock();
    expect(models.map(({ id }) => id)).toEqual(product.network.models().map(({ id }) => id));
    for (const { id, nodes: hosts, activeNodes } of models) {
      expect(hosts).toBe(nodes.filter((node) => node.models.includes(id)).length);
      expect(activeNodes).toBe(hosts);
    }
    // A node that is down is out of the second count only.
    const control = product.networkControl;
    if (!control) throw new Error("no mock network");
    const [first, ...others] = control.supply();
    if (!first) throw new Error("no nodes");
    const shaken = createAppRouter({
      ...product,
      networkControl: { ...control, supply: () => [{ ...first, condition: "down" }, ...others] },
    });
    const caller = shaken.createCaller(contextOf({ person: personOf("viewer") }));
    const supply = await caller.network.supply();
    if (supply.kind !== "mock") throw new Error("no mock network");
    for (const [index, { id, nodes: hosts, activeNodes }] of supply.models.entries()) {
      const isHosted = first.record.capacity.models.some((model) => model === id);
      expect([hosts, activeNodes]).toEqual([
        models[index]?.nodes,
        (models[index]?.activeNodes ?? 0) - (isHosted ? 1 : 0),
      ]);
    }
  });

  it("[AP55] says so where a real endpoint supplies the models, and has nothing to turn there", async () => {
    const caller = elsewhere.createCaller(contextOf({ person: personOf("owner") }));
    expect(await caller.network.supply()).toEqual({ kind: "elsewhere" });
    expect(await caller.network.economy()).toEqual({ kind: "elsewhere" });
    await expect(caller.network.turnWeather({ weather: "calm" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("[AP55] names the parties of an epoch: nodes by name, publishers, and the full nodes together", async () => {
    const control = product.networkControl;
    if (!control) throw new Error("no mock network");
    const economy = await control.economy();
    const [node] = control.supply();
    if (!node) throw new Error("no nodes");
    const money = { fees: 2n ** 70n, rewards: 3n, cost: 5n };
    const epoch = {
      number: 0,
      openedMs: 1,
      closedMs: 2,
      receipts: 1,
      gross: 2n ** 70n,
      withheld: 0n,
      payouts: [
        { party: { kind: "node", node: node.record.teeId }, ...money },
        { party: { kind: "publisher", publisher: "quillworks" }, ...money },
        { party: { kind: "full-nodes" }, ...money },
      ],
    } as const;
    const caller = createAppRouter({
      ...product,
      networkControl: { ...control, economy: async () => ({ ...economy, epochs: [epoch] }) },
    }).createCaller(contextOf({ person: personOf("viewer") }));
    const told = acrossTheWire(await caller.network.economy());
    if (told.kind !== "mock") throw new Error("no mock network");
    expect(told.epochs[0]?.payouts).toEqual(
      [
        ["node", node.record.name],
        ["publisher", "quillworks"],
        ["full-nodes", null],
      ].map(([party, name]) => ({ party, name, fees: "1180591620717411303424", rewards: "3", cost: "5" })),
    );
  });
});
