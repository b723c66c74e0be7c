import { catalogue, type NetworkEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { generate } from "../generate.ts";
import { createNetworkLedger } from "../population/network-ledger.ts";
import type { Population } from "../population/population.ts";
import { dayMs, deviations, plainWith, simulated, startMs } from "../testing/populations.ts";
import { plain } from "../world/plain.ts";
import type { WorldInput } from "../world/world.ts";

const [model] = plain.models;
const [alone, shared] = ["house/alone", "house/shared"] as const;
/** One model on a node of its own, another on two nodes of 1 and 3 slots. */
const network: WorldInput["network"] = {
  nodes: [
    { models: [alone], slots: 2 },
    { models: [shared], slots: 1 },
    { models: [shared, alone], slots: 3 },
  ],
  withdrawals: [
    { node: 0, because: "unprofitable", day: 7, untilDay: 10 },
    { node: 2, model: alone, because: "fault", day: 7, untilDay: 10 },
    { node: 2, model: shared, because: "unprofitable", day: 4 },
  ],
  measuredMinutes: 90,
  payouts: { everyDays: 7, rewardsMicroUsd: 5_000 },
};
const world = plainWith({
  models: [alone, shared].map((id) => ({ ...model, id })),
  intents: { picture: { ...plain.intents.picture, models: { [alone]: 1, [shared]: 1 } } },
  network,
});
const population: Population = { seed: 8, visitors: 700, days: 14, startMs, world };

function told(of: Population): readonly NetworkEvent[] {
  const ledger = createNetworkLedger(of);
  const heard = [...generate(of)].flatMap((events) => ledger.hear(events));
  return [...heard, ...ledger.end()];
}
const facts = told(population);
const named = (name: NetworkEvent["name"], of: readonly NetworkEvent[] = facts) => of.filter((it) => it.name === name);
const sum = (of: readonly NetworkEvent[], field: string) =>
  of.reduce((total, { fields }) => total + Number(fields[field]), 0);
const { events } = simulated(population);

describe("a simulated network", () => {
  it("[SI31] tells its facts in the catalogue's words and in order, the same for a seed, with ids that nobody else has", () => {
    for (const { name, fields } of facts) expect(catalogue[name].fields.safeParse(fields).error).toBeUndefined();
    expect(facts.every(({ simulated, name }) => simulated && catalogue[name].writer === "network")).toBe(true);
    expect(facts.map(({ atMs }) => atMs).filter((atMs) => atMs < startMs || atMs >= startMs + 14 * dayMs)).toEqual([]);
    expect(told(population)).toEqual(facts);
    const ids = new Set([...facts, ...events].map(({ id }) => id));
    expect(ids.size).toBe(facts.length + events.length);
    expect(told({ ...population, seed: 9 }).some(({ id }) => ids.has(id))).toBe(false);
    const changes = facts.filter(({ name }) => name !== "node.measured" && name !== "payout.made");
    expect(changes.map(({ atMs, name }) => [(atMs - startMs) / dayMs, name])).toEqual([
      ...[0, 0].map((day) => [day, "model.listed"]),
      ...[0, 0, 0].map((day) => [day, "node.registered"]),
      [4, "node.withdrawn"],
      [7, "node.withdrawn"],
      [7, "node.withdrawn"],
      [10, "node.registered"],
      [10, "node.registered"],
    ]);
    expect(told({ ...population, world: plainWith({}) })).toEqual([]);
  });

  it("[SI32] measures in each stretch of time what each node offered, served and refused, of each of its models", () => {
    const completed = events.filter(({ name }) => name === "inference.completed");
    const measured = named("node.measured");
    // Sixteen stretches of 90 minutes a day, and four places where a node hosts a model.
    expect(measured).toHaveLength(14 * 16 * 4);
    expect(sum(measured, "served")).toBe(completed.length);
    expect(sum(measured, "busyMs")).toBe(completed.reduce((total, { fields }) => total + Number(fields.servedMs), 0));
    expect(sum(measured, "refused")).toBe(events.filter(({ name }) => name === "inference.refused").length);
    for (const { node, model: of, atMs, fields } of measured) {
      const during = completed.filter(
        (it) => it.fields.node === node && it.fields.model === of && it.atMs >= atMs && it.atMs < atMs + 90 * 60_000,
      );
      expect(fields.served).toBe(during.length);
      if (fields.activeMs === 0) expect(during).toEqual([]);
      else expect(fields.activeMs).toBe(90 * 60_000);
    }
    const [idle, all] = [measured.filter(({ fields }) => fields.activeMs === 0), 16 * (3 + 3 + 10)];
    expect(idle).toHaveLength(all);
  });

  it("[SI33] refuses the part of a model's slots that withdrew, and everything when none is left, until they are back", () => {
    const rate = (of: string, from: number, to: number): [refused: number, asked: number] => {
      const during = events.filter(
        ({ fields, atMs }) => fields.model === of && atMs >= startMs + from * dayMs && atMs < startMs + to * dayMs,
      );
      const count = (name: string) => during.filter((it) => it.name === name).length;
      return [count("inference.refused"), count("inference.requested")];
    };
    expect(rate(alone, 0, 7)[0] + rate(alone, 10, 14)[0] + rate(shared, 0, 4)[0]).toBe(0);
    const [refused, asked] = rate(alone, 7, 10);
    expect([refused, asked > 50]).toEqual([asked, true]);
    expect(deviations(...rate(shared, 4, 14), 3 / 4)).toBeLessThan(4);
    const reasons = events.flatMap(({ name, fields }) =>
      name === "inference.refused" ? [`${fields.model} ${fields.reason}`] : [],
    );
    expect(new Set(reasons)).toEqual(new Set([`${alone} no-active-node`, `${shared} no-capacity`]));
    const unprofitable = named("node.withdrawn").filter(({ fields }) => fields.because === "unprofitable");
    expect(unprofitable.map(({ fields }) => fields.maxConcurrent)).toEqual([3, 2]);
  });

  it("[SI34] pays each node what it earned, and its reward, when an epoch is over", () => {
    const payouts = named("payout.made");
    expect(payouts).toHaveLength(2 * 3);
    for (const { node, atMs, fields } of payouts) {
      const earned = events.filter(
        (it) =>
          it.name === "inference.completed" && it.fields.node === node && it.atMs <= atMs && it.atMs > atMs - 7 * dayMs,
      );
      expect(fields.feesMicroUsd).toBe(earned.reduce((total, it) => total + Number(it.fields.costMicroUsd), 0));
      expect(fields.rewardsMicroUsd).toBe(5_000);
    }
    expect(sum(payouts, "feesMicroUsd")).toBeGreaterThan(0);
  });

  it("[SI15] cannot host models or withdraw nodes that are not there", () => {
    const impossible = (changes: Partial<NonNullable<WorldInput["network"]>>, message: string) => {
      const broken = { ...world, network: { ...network, ...changes } as WorldInput["network"] };
      expect(() => generate({ ...population, world: broken }).next()).toThrow(message);
    };
    impossible({ nodes: [{ models: ["no/body"], slots: 1 }], withdrawals: [] }, "no model is called no/body");
    impossible({ withdrawals: [{ node: 3, because: "fault", day: 1 }] }, "there is no node 3");
    impossible({ withdrawals: [{ node: 1, model: alone, because: "fault", day: 1 }] }, `node 1 does not host ${alone}`);
    impossible({ withdrawals: [{ node: 1, because: "fault", day: 3, untilDay: 3 }] }, "back on day 3");
  });
});
