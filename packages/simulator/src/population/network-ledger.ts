import {
  definitionOf,
  type EventId,
  type FieldsOf,
  type FieldValue,
  type ModelId,
  type NetworkEvent,
  type NetworkEventName,
  type SentEvent,
} from "@flywheel/vocabulary";
import { keyAt, nodeIdAt, stemOf, tailOf } from "../identity.ts";
import { dayMs, type Population, worldOf } from "./population.ts";

/** Facts in the order of time; those of a stretch of time come when it is over. */
export type NetworkLedger = {
  /** Hears a population's events in their order. */
  hear(events: readonly SentEvent[]): readonly NetworkEvent[];
  /** The facts up to the end of the last day. */
  end(): readonly NetworkEvent[];
};

type Work = { busyMs: number; served: number; refused: number };
type Slot = Work & { readonly node: string; readonly place: number; readonly model: string };

/** No visitor has this place in a population, so its ids are nobody else's. */
const networkPlace = 0xffff_ffff;

/**
 * What the network writes of itself while a population is served: models and nodes as they come and go, what each node
 * offered and did in each stretch of time, and what its owner was paid. It hears the visitors' events and changes none.
 * An answer belongs to the stretch in which it ended, a refusal to the first node that hosts the model, there or not.
 */
export function createNetworkLedger(population: Population): NetworkLedger {
  const { startMs, days, seed } = population;
  const { network, models } = worldOf(population);
  if (network === null) return { hear: () => [], end: () => [] };
  const { nodes, withdrawals, measuredMinutes, payouts } = network;
  const stretchMs = measuredMinutes * 60_000;
  const endMs = startMs + days * dayMs;

  const stem = stemOf(keyAt(seed, networkPlace));
  let told = 0;
  function tell<Name extends NetworkEventName>(name: Name, atMs: number, fields: FieldsOf<Name>): NetworkEvent {
    told += 1;
    const plain = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const { layer, value } = definitionOf(name);
    const measured = value === undefined ? undefined : plain[value];
    return {
      id: `evt_${stem}${tailOf(told)}` as EventId,
      ...{ atMs, name, layer, simulated: true },
      node: typeof plain.node === "string" ? plain.node : null,
      model: typeof plain.model === "string" ? (plain.model as ModelId) : null,
      value: typeof measured === "number" ? measured : null,
      fields: plain as Record<string, FieldValue>,
    };
  }

  const slots: readonly Slot[] = nodes.flatMap((node, place) =>
    node.models.map((model) => ({ node: nodeIdAt(place), place, model, busyMs: 0, served: 0, refused: 0 })),
  );
  const slotOf = new Map(slots.map((slot) => [`${slot.node} ${slot.model}`, slot]));
  const firstOf = new Map(slots.toReversed().map((slot) => [slot.model, slot]));
  const earnedMicroUsd = nodes.map(() => 0);

  /** Of a stretch of time, how long a node offered a model. */
  const activeMs = (place: number, model: string, fromMs: number, toMs: number): number =>
    withdrawals
      .filter((it) => it.node === place && (it.model === undefined || it.model === model))
      .reduce((left, { day, untilDay = days }) => {
        const [awayMs, backMs] = [startMs + day * dayMs, startMs + untilDay * dayMs];
        return left - Math.max(0, Math.min(toMs, backMs) - Math.max(fromMs, awayMs));
      }, toMs - fromMs);

  /** What comes and goes at the beginning of a day. */
  function dayBegins(day: number): readonly NetworkEvent[] {
    const atMs = startMs + day * dayMs;
    const registered = (place: number) =>
      tell("node.registered", atMs, { node: nodeIdAt(place), maxConcurrent: nodes[place]?.slots ?? 1 });
    const listed = models.map(
      ({ id, medium }) =>
        () =>
          tell("model.listed", atMs, { model: id, medium }),
    );
    const first = day === 0 ? [...listed.map((it) => it()), ...nodes.map((_, place) => registered(place))] : [];
    const back = withdrawals.filter(({ untilDay }) => untilDay === day).map(({ node }) => registered(node));
    const gone = withdrawals
      .filter((it) => it.day === day)
      .map(({ node, model, because }) =>
        tell("node.withdrawn", atMs, {
          ...{ node: nodeIdAt(node), because, maxConcurrent: nodes[node]?.slots ?? 1 },
          ...(model === undefined ? {} : { model }),
        }),
      );
    return [...first, ...back, ...gone];
  }

  /** A stretch of time is told at its beginning, to which its minutes are counted. */
  function stretchEnds(fromMs: number, toMs: number): readonly NetworkEvent[] {
    return slots.map((slot) => {
      const { node, place, model, busyMs, served, refused } = slot;
      Object.assign(slot, { busyMs: 0, served: 0, refused: 0 });
      const active = Math.max(0, activeMs(place, model, fromMs, toMs));
      return tell("node.measured", fromMs, { node, model, activeMs: active, busyMs, served, refused });
    });
  }

  function pay(day: number): readonly NetworkEvent[] {
    const epoch = day / payouts.everyDays;
    return nodes.map((_, place) => {
      const feesMicroUsd = earnedMicroUsd[place] ?? 0;
      earnedMicroUsd[place] = 0;
      return tell("payout.made", startMs + day * dayMs - 1, {
        ...{ epoch, party: "node", node: nodeIdAt(place), feesMicroUsd },
        ...{ rewardsMicroUsd: payouts.rewardsMicroUsd, costMicroUsd: 0 },
      });
    });
  }

  let nowMs = startMs;
  let begun = 0;
  /** All that is over before a moment. */
  function* until(atMs: number): Generator<NetworkEvent> {
    for (;;) {
      if (begun < days && nowMs >= startMs + begun * dayMs) {
        if (begun > 0 && begun % payouts.everyDays === 0) yield* pay(begun);
        yield* dayBegins(begun);
        begun += 1;
      }
      const nextMs = Math.min(nowMs + stretchMs, startMs + begun * dayMs);
      if (nextMs > atMs || nowMs >= endMs) return;
      yield* stretchEnds(nowMs, nextMs);
      nowMs = nextMs;
    }
  }

  function count({ name, fields }: SentEvent): void {
    if (name === "inference.completed") {
      const slot = slotOf.get(`${fields.node} ${fields.model}`);
      if (!slot) return;
      slot.busyMs += Number(fields.servedMs);
      slot.served += 1;
      earnedMicroUsd[slot.place] = (earnedMicroUsd[slot.place] ?? 0) + Number(fields.costMicroUsd);
    } else if (name === "inference.refused" && forWantOfCapacity.has(String(fields.reason))) {
      const slot = firstOf.get(String(fields.model));
      if (slot) slot.refused += 1;
    }
  }

  return {
    hear: (events) =>
      events.flatMap((event) => {
        const over = [...until(Math.min(event.atMs, endMs))];
        count(event);
        return over;
      }),
    end: () => [...until(endMs), ...(days % payouts.everyDays === 0 ? pay(days) : [])],
  };
}

const forWantOfCapacity: ReadonlySet<string> = new Set(["no-capacity", "no-active-node"]);
