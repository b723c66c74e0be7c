import { openTestStores } from "@flywheel/store/testing";
import type { EventId, ModelId, NetworkEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { readSupplyFacts } from "./supply-facts.ts";

const startMs = Date.UTC(2026, 8, 7);
const hourMs = 3_600_000;

describe.each(openTestStores())("supply on $engine", (backend) => {
  let minted = 0;
  const fact = (name: NetworkEvent["name"], hour: number, of: Partial<NetworkEvent>): NetworkEvent => {
    minted += 1;
    return {
      id: `evt_${String(minted).padStart(20, "s")}` as EventId,
      ...{ name, atMs: startMs + hour * hourMs, layer: "models", node: null, model: null, value: null },
      ...{ simulated: false, fields: {}, ...of },
    };
  };
  const paid = (hour: number, feesMicroUsd: number, rewardsMicroUsd: number, simulated = false) =>
    fact("payout.made", hour, { simulated, fields: { feesMicroUsd, rewardsMicroUsd } });

  it("[DE89] is what is listed at the end, and what was paid out in the range", async () => {
    const store = await backend.open();
    const model = (name: string) => ({ model: `house/${name}` as ModelId });
    await store.events.appendNetwork([
      fact("model.listed", -5, model("a")),
      fact("model.listed", 1, model("b")),
      fact("model.delisted", 2, model("b")),
      fact("model.delisted", 3, model("c")),
      fact("model.listed", 4, model("c")),
      fact("model.listed", 9, model("d")),
      ...[paid(-1, 1, 1), paid(1, 10, 20), paid(5, 100, 200), paid(5, 5, 5, true), paid(8, 1_000, 2_000)],
    ]);
    const question = { traffic: "real", fromMs: startMs, toMs: startMs + 8 * hourMs } as const;
    expect(await readSupplyFacts(store.questions, question, startMs + 99 * hourMs)).toEqual({
      ...{ hostedModels: 2, feesMicroUsd: 110, rewardsMicroUsd: 220, offeredMs: 0 },
    });
    const early = await readSupplyFacts(store.questions, question, startMs + 2 * hourMs);
    expect(early).toEqual({ hostedModels: 1, feesMicroUsd: 10, rewardsMicroUsd: 20, offeredMs: 0 });
  });

  it("[DE219] offers the slots of a node once, however many models it hosts", async () => {
    const store = await backend.open();
    const minute = (node: string, model: string, activeMs: number) =>
      fact("node.measured", 1, {
        ...{ node, model: `house/${model}` as ModelId, value: 0 },
        fields: { served: 0, refused: 0, activeMs },
      });
    await store.events.appendNetwork([
      fact("node.registered", -5, { node: "a", fields: { maxConcurrent: 8 } }),
      ...["small", "large", "vision"].map((model) => minute("a", model, 60_000)),
      // Not registered: one slot, for half of the minute.
      minute("b", "small", 30_000),
    ]);
    const question = { traffic: "real", fromMs: startMs, toMs: startMs + 8 * hourMs } as const;
    const found = await readSupplyFacts(store.questions, question, startMs + 99 * hourMs);
    expect(found?.offeredMs).toBe(8 * 60_000 + 30_000);
  });

  it("[DE89] is unknown, and not nothing, until the network has told of itself", async () => {
    const store = await backend.open();
    await store.events.appendNetwork([fact("node.measured", 3, {}), paid(2, 1, 1, true)]);
    const until = (hour: number) =>
      readSupplyFacts(
        store.questions,
        { traffic: "real", fromMs: startMs, toMs: startMs + hour * hourMs },
        startMs + 99 * hourMs,
      );
    expect(await until(3)).toBeNull();
    expect(await until(4)).toEqual({ hostedModels: 0, feesMicroUsd: 0, rewardsMicroUsd: 0, offeredMs: 0 });
  });
});
