import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import type { EventId, ModelId, NetworkEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { factsSentAgain } from "../asking/network.twin.ts";
import { readCapacity } from "./capacity.ts";
import { capacitySlowly } from "./capacity.twin.ts";

const startMs = Date.UTC(2026, 8, 7);
const minuteMs = 60_000;

/**
 * Two hours of four nodes and three models; some nodes are off, some minutes are missing, one node is not registered, and
 * every fifth fact is sent again, changed.
 */
function inventFacts(seed: number): NetworkEvent[] {
  const random = seededRandom(seed);
  const roll = (below: number) => Math.floor(random() * below);
  const fact = (name: NetworkEvent["name"], atMs: number, of: Partial<NetworkEvent>): NetworkEvent => ({
    id: `evt_${seed}_${roll(1e9)}_${roll(1e9)}` as EventId,
    ...{
      name,
      atMs,
      layer: "compute",
      node: null,
      model: null,
      value: null,
      simulated: roll(7) === 0,
      fields: {},
      ...of,
    },
  });
  const registered = ["a", "b", "c"].map((node) =>
    fact("node.registered", startMs - minuteMs, { node, simulated: false, fields: { maxConcurrent: 1 + roll(3) } }),
  );
  const measured = Array.from({ length: 600 }, () => {
    // Who is off serves nobody; now and then somebody asks all the same.
    const isOff = roll(8) === 0;
    const served = isOff ? 0 : roll(6);
    return fact("node.measured", startMs + roll(120 * 4) * (minuteMs / 4), {
      node: ["a", "b", "c", "d"][roll(4)] ?? "a",
      model: `house/${["small", "large", "gone"][roll(3)]}` as ModelId,
      value: served * (5_000 + roll(9_000)),
      fields: { served, refused: roll(4) === 0 ? roll(9) : 0, activeMs: isOff ? 0 : minuteMs },
    });
  });
  // Nobody served it, and it was wanted.
  const gone = measured.map((it) =>
    it.model === "house/gone" ? { ...it, value: 0, fields: { ...it.fields, served: 0, activeMs: 0 } } : it,
  );
  const facts = [...registered, ...gone];
  return [...facts, ...factsSentAgain(facts, 7 * minuteMs)];
}

describe.each(openTestStores())("capacity on $engine", (backend) => {
  it("[DE86] is as full as its slow twin says, minute by minute", async () => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const facts = inventFacts(seed);
      const store = await backend.open();
      await store.events.appendNetwork(facts);
      const question = { traffic: "real", fromMs: startMs + 10 * minuteMs, toMs: startMs + 110 * minuteMs } as const;
      const asOfMs = startMs + (90 + seed * 6) * minuteMs;
      const expected = capacitySlowly(question, asOfMs, facts);
      const found = await readCapacity(store.questions, question, asOfMs);
      const rounded = (of: typeof found) =>
        of.map((it) => ({ ...it, p95: it.p95 === null ? null : it.p95.toFixed(9) }));
      expect(expected.some(({ p95 }) => p95 === null)).toBe(true);
      expect(expected.some(({ p95 }) => p95 !== null && p95 > 0)).toBe(true);
      expect(rounded(found)).toEqual(rounded(expected));
    }
  });

  it("[DE185] a minute without any capacity is full where the model was wanted, and none where nobody asked", async () => {
    // As the network writes it: a refusal counts at a node that hosts the model, though it is not there.
    const minute = (place: number, node: string, of: { served: number; refused: number; activeMs: number }) => ({
      id: `evt_away_${place}_${node}` as EventId,
      ...{ name: "node.measured" as const, atMs: startMs + place * minuteMs, layer: "compute" as const, node },
      ...{ model: "house/small" as ModelId, value: of.served * 6_000, simulated: false, fields: of },
    });
    const away = { served: 0, refused: 0, activeMs: 0 };
    const there = { served: 2, refused: 0, activeMs: minuteMs };
    const store = await backend.open();
    await store.events.appendNetwork([
      ...[minute(0, "a", there), minute(0, "b", away)],
      ...[minute(1, "a", { ...away, refused: 1 }), minute(1, "b", away)],
      ...[minute(2, "a", away), minute(2, "b", away)],
    ]);
    const question = { traffic: "real", fromMs: startMs, toMs: startMs + 9 * minuteMs } as const;
    const [found] = await readCapacity(store.questions, question, question.toMs);
    expect(found).toMatchObject({ minutes: 2, tightMinutes: 1, p95: null, served: 2, refused: 1 });
  });

  it("[DE86] counts a minute as tight from just 0.8 on", async () => {
    const minute = (place: number, served: number): NetworkEvent => ({
      id: `evt_tight_${place}` as EventId,
      ...{ name: "node.measured", atMs: startMs + place * minuteMs, layer: "compute", node: "a" },
      ...{ model: "house/small" as ModelId, value: served * 12_000, simulated: false },
      fields: { served, refused: 0, activeMs: minuteMs },
    });
    const store = await backend.open();
    await store.events.appendNetwork([minute(0, 4), minute(1, 3), minute(2, 4)]);
    const question = { traffic: "real", fromMs: startMs, toMs: startMs + 9 * minuteMs } as const;
    const [found] = await readCapacity(store.questions, question, question.toMs);
    expect(found).toMatchObject({ minutes: 3, tightMinutes: 2, p95: 0.8 });
  });
});
