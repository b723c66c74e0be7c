import { openTestStores } from "@flywheel/store/testing";
import type { EventId, ModelId, NetworkEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { calendarOf, numberAt } from "../asking/calendar.ts";
import { Scope } from "../asking/scope.ts";
import { inventEvent } from "../invented-days.ts";
import { readShareOfIncentives } from "./read-withdrawn.ts";

const startMs = Date.UTC(2026, 8, 7);
const minuteMs = 60_000;
const scope = Scope.parse({ app: null, traffic: "real", fromMs: startMs, toMs: startMs + 14 * 86_400_000 });

describe.each(openTestStores())("withdrawals on $engine", (backend) => {
  let minted = 0;
  const fact = (name: NetworkEvent["name"], minute: number, of: Partial<NetworkEvent>): NetworkEvent => {
    minted += 1;
    return {
      id: `evt_${String(minted).padStart(20, "n")}` as EventId,
      ...{ name, atMs: startMs + minute * minuteMs, layer: "compute", node: "a", value: null, simulated: false },
      ...{ model: null, fields: {}, ...of },
    };
  };
  const refused = (minute: number) => ({
    ...inventEvent("vis", {
      name: "inference.refused",
      atMs: startMs + minute * minuteMs + 5_000,
      fields: { reason: "no-capacity" },
    }),
    model: "house/small" as ModelId,
  });

  it("[DE78] are read with their end, and only unprofitable ones belong to incentives", async () => {
    const store = await backend.open();
    const model = "house/small" as ModelId;
    const left = (minute: number, because: string, node = "a") =>
      fact("node.withdrawn", minute, { node, fields: { because, maxConcurrent: 1 } });
    await store.events.appendNetwork([
      fact("node.registered", -10, { fields: { maxConcurrent: 1 } }),
      fact("node.measured", 1, { model, value: 120_000, fields: { served: 2 } }),
      left(5, "unprofitable"),
      fact("node.registered", 20, { fields: { maxConcurrent: 1 } }),
      left(30, "maintenance"),
      // Neither another node's return nor what a simulated one does changes anything.
      fact("node.registered", 5.5, { node: "b", fields: { maxConcurrent: 1 } }),
      { ...left(24, "unprofitable"), simulated: true },
    ]);
    // A slot serves one a minute: of three in minute 6 one is of incentives, of those in 25 and 40 none.
    await store.events.append([refused(6), refused(6), refused(6), refused(25), refused(40)]);
    // Not of people, not of this traffic, not for want of capacity.
    await store.events.append([
      { ...refused(6), bot: true },
      { ...refused(6), simulated: true },
      { ...refused(6), fields: { reason: "over-budget" } },
    ]);
    const share = await readShareOfIncentives(store.questions, scope, startMs + 7 * 86_400_000);
    expect(share(numberAt(calendarOf(scope), "week", startMs))).toBeCloseTo(1 / 5, 12);
  });
});
