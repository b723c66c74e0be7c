import { openTestStores } from "@flywheel/store/testing";
import type { EventId, ModelId, NetworkEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { readSpareRequests } from "./spare.ts";

const startMs = Date.UTC(2026, 8, 7);
const minuteMs = 60_000;
const question = { traffic: "real", fromMs: startMs, toMs: startMs + 60 * minuteMs } as const;

describe.each(openTestStores())("spare capacity on $engine", (backend) => {
  let minted = 0;
  const fact = (name: NetworkEvent["name"], minute: number, of: Partial<NetworkEvent>): NetworkEvent => {
    minted += 1;
    return {
      id: `evt_${String(minted).padStart(20, "p")}` as EventId,
      ...{ name, atMs: startMs + minute * minuteMs, layer: "compute", node: "a", model: null, value: null },
      ...{ simulated: false, fields: {}, ...of },
    };
  };
  const measured = (minute: number, model: string, busyMs: number, served: number, activeMs = minuteMs) =>
    fact("node.measured", minute, { model: `house/${model}` as ModelId, value: busyMs, fields: { served, activeMs } });

  it("[DE87] is idle slot-time in requests of mean length, and slots that models share are counted once", async () => {
    const store = await backend.open();
    await store.events.appendNetwork([
      fact("node.registered", -5, { fields: { maxConcurrent: 2 } }),
      // 120 s of slots, 50 s busy, of one node with two models: 70 s idle.
      ...[measured(1, "a", 20_000, 2), measured(1, "b", 30_000, 3)],
      // Busy from before it went off: nothing is idle, and nothing is owed.
      measured(2, "a", 10_000, 1, 0),
      // Not registered: one slot, all of it idle.
      { ...measured(3, "a", 0, 0), node: "b" },
      { ...measured(4, "a", 0, 0), simulated: true },
      measured(61, "a", 0, 0),
    ]);
    // 130 s idle, 60 s busy for six requests.
    expect(await readSpareRequests(store.questions, question, startMs + 99 * minuteMs)).toBeCloseTo(13, 9);
    expect(await readSpareRequests(store.questions, { ...question, toMs: startMs + 1 }, startMs)).toBeNull();
  });
});
