import { seededRandom } from "@flywheel/statistics";
import {
  definitionOf,
  type EventId,
  type FieldValue,
  type ModelId,
  type NetworkEvent,
  type RequestId,
  type TakenEvent,
} from "@flywheel/vocabulary";
import { factsSentAgain } from "../asking/network.twin.ts";
import { inventEvent, sentAgain } from "../invented-days.ts";

/** A Monday. */
export const networkStartMs = Date.UTC(2026, 8, 7);
export const networkDays = 21;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const nodes = ["a", "b", "c", "d", "e"];
const models = ["house/small", "house/large", "house/gone"] as const;

/**
 * Three weeks of a network: its first two minutes of every hour of the day and none of the night, by the quarter of a minute,
 * so that facts share a moment. Nodes join, leave for one reason or another with a model or with all, come back with other
 * slots or never; `e` never registers and one of them (`a`) is measured most. Models are listed and delisted, payouts made.
 * Some of it is simulated, and every fifth fact is sent again, changed.
 */
export function inventNetwork(seed: number, busiest = 0): readonly NetworkEvent[] {
  const random = seededRandom(seed);
  const roll = (below: number) => Math.floor(random() * below);
  const times = (count: number, make: () => NetworkEvent) => Array.from({ length: count }, make);
  const fact = (name: NetworkEvent["name"], of: Partial<NetworkEvent>): NetworkEvent => ({
    id: `evt_${Array.from({ length: 20 }, () => roll(36).toString(36)).join("")}` as EventId,
    ...{ name, atMs: momentOf(roll), layer: definitionOf(name).layer },
    ...{ node: null, model: null, value: null, simulated: roll(6) === 0, fields: {} },
    ...of,
  });
  const model = () => models[roll(3)] as ModelId;
  const slots = (): Record<string, FieldValue> => ({ maxConcurrent: 1 + roll(3) });
  const measured = (node = nodes[roll(5)] ?? "a") => {
    const [served, kind] = [roll(4), model()];
    // Nobody serves what is gone, and it may be wanted all the same; who is off may still be busy with what it began.
    const isGone = kind === "house/gone";
    return fact("node.measured", {
      ...{ node, model: kind, value: isGone ? 0 : served * (15_000 + roll(60_000)) },
      fields: { served: isGone ? 0 : served, refused: roll(5), activeMs: roll(6) === 0 ? 0 : minuteMs },
    });
  };
  const facts = [
    ...nodes.slice(0, 4).map((node) => fact("node.registered", { node, simulated: false, fields: slots() })),
    ...times(12, () => fact("node.registered", { node: nodes[roll(4)] ?? "a", fields: slots() })),
    ...times(24, () =>
      fact("node.withdrawn", {
        ...{ node: nodes[roll(5)] ?? "a", model: roll(2) === 0 ? null : model() },
        fields: { because: ["unprofitable", "unprofitable", "maintenance", "fault"][roll(4)] ?? "fault", ...slots() },
      }),
    ),
    ...times(400, () => measured()),
    ...times(busiest, () => measured("a")),
    ...times(30, () =>
      fact((["model.listed", "model.delisted", "model.deprecated"] as const)[roll(3)] ?? "model.listed", {
        model: model(),
      }),
    ),
    ...times(40, () => fact("payout.made", { fields: { feesMicroUsd: roll(2e9), rewardsMicroUsd: roll(3e9) } })),
    ...times(10, () => fact("epoch.closed", { fields: { feesMicroUsd: roll(2e9), rewardsMicroUsd: roll(3e9) } })),
  ];
  return [...facts, ...factsSentAgain(facts, 26 * hourMs)];
}

/** Refusals of the same three weeks in the same minutes, for want of capacity and for other reasons, of one person most. */
export function inventRefusals(seed: number, busiest = 600): readonly TakenEvent[] {
  const random = seededRandom(seed);
  const roll = (below: number) => Math.floor(random() * below);
  const reasons = ["no-capacity", "no-capacity", "no-active-node", "over-budget"];
  const events = Array.from({ length: 12 }, (_, visitor) => {
    const isBusy = visitor === 0;
    const traits = { bot: !isBusy && roll(6) === 0, simulated: !isBusy && roll(3) === 0 };
    return Array.from(
      { length: isBusy ? busiest : roll(300) },
      (_, place): TakenEvent => ({
        ...inventEvent(`visitor ${seed} ${visitor}`, {
          ...traits,
          name: roll(9) === 0 ? "inference.requested" : "inference.refused",
          app: roll(3) === 0 ? "chat" : "image-studio",
          atMs: momentOf(roll),
          fields: { reason: reasons[roll(4)] ?? "blocked" },
        }),
        model: roll(9) === 0 ? null : (models[roll(3)] as ModelId),
        requestId: `req_${visitor}_${place}` as RequestId,
      }),
    );
  }).flat();
  return [...events, ...sentAgain(events, 26 * hourMs)];
}

function momentOf(roll: (below: number) => number): number {
  const [day, hour, quarter] = [roll(networkDays), 8 + roll(14), roll(8)];
  return networkStartMs + (day * 24 + hour) * hourMs + quarter * (minuteMs / 4);
}
