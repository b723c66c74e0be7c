import type { ModelId } from "@flywheel/vocabulary";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { NodeRecord } from "../port.ts";
import { handClock, never } from "../testing/open-network.ts";
import { fleet } from "./fleet.ts";
import type { RegisteredNode } from "./registry.ts";
import { createRouter, type Place, type Route } from "./router.ts";

const model = "quillworks/quill-3" as ModelId;
const other = "saltbox/papercut" as ModelId;

function nodeWith(
  name: string,
  maxConcurrent: number,
  models: readonly ModelId[] = [model],
  isActive = () => true,
  more: Partial<Pick<RegisteredNode, "answers" | "speedPercent" | "vanished">> = {},
): RegisteredNode {
  const [pattern] = fleet;
  if (!pattern) throw new Error("an empty fleet");
  const record = { ...pattern, name, capacity: { ...pattern.capacity, maxConcurrent, models } } as NodeRecord;
  return {
    record: () => record,
    sign: async () => "",
    isActive,
    answers: () => true,
    speedPercent: () => 100,
    vanished: () => never,
    ...more,
  };
}

const refused: string[] = [];
const router = (nodes: readonly RegisteredNode[], places = 2) =>
  createRouter({
    nodes,
    now: clock.now,
    places,
    waitMs: 10_000,
    ear: { began: () => ({ ended: () => {} }), refused: (node) => refused.push(node.record().name) },
  });

let clock = handClock();
beforeEach(() => {
  clock = handClock();
  refused.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function seat(route: Route): Place {
  if (route.outcome !== "routed") throw new Error(route.outcome);
  return route.place;
}
const nameOf = (route: Route) => (route.outcome === "routed" ? route.place.node.record().name : route.outcome);

describe("routing", () => {
  it("[NE28] chooses among equally fast nodes that host the model and are active the one with the most room", async () => {
    const { route } = router([
      nodeWith("small", 2),
      nodeWith("large", 4),
      nodeWith("elsewhere", 9, [other]),
      nodeWith("silent", 9, [model], () => false),
    ]);
    const names = [];
    for (let turn = 0; turn < 6; turn += 1) names.push(nameOf(await route(model, never)));
    expect(names.filter((name) => name === "large")).toHaveLength(4);
    expect(names.filter((name) => name === "small")).toHaveLength(2);
    expect(names.slice(0, 3)).toEqual(["small", "large", "large"]);
  });

  it("[NE29] lets a few wait in order, seats them as places become free, and says how long it took", async () => {
    const one = router([nodeWith("only", 1)]);
    const first = seat(await one.route(model, never));
    const waiting = [one.route(model, never), one.route(model, never)];
    clock.pass(2_500);
    first.leave();
    first.leave(); // leaving twice frees one place
    const second = seat(await (waiting[0] ?? expect.unreachable()));
    expect(second.queuedMs).toBe(2_500);
    expect(one.underWay()).toBe(1);
    clock.pass(500);
    second.leave();
    expect(seat(await (waiting[1] ?? expect.unreachable())).queuedMs).toBe(3_000);
  });

  it("[NE30] refuses when the queue is full, and whoever waited too long, with a time to come back", async () => {
    const { route } = router([nodeWith("only", 1)], 1);
    seat(await route(model, never));
    const patient = route(model, never);
    // One waits for one place, and nobody has been served yet: twice the usual 8 seconds.
    const refusal = { outcome: "refused", refusal: { code: "no-capacity", model, retryAfterMs: 16_000 } };
    expect(await route(model, never)).toEqual(refusal);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await patient).toMatchObject({ refusal: { code: "no-capacity", retryAfterMs: 8_000 } });
    expect(refused).toEqual(["only", "only"]);
  });

  it("[NE31] says when no node that hosts the model is active", async () => {
    const { route } = router([nodeWith("silent", 4, [model], () => false), nodeWith("elsewhere", 4, [other])]);
    expect(await route(model, never)).toMatchObject({ outcome: "refused", refusal: { code: "no-active-node" } });
  });

  it("[NE175] counts a refusal at a node that is there, else at the first that hosts the model", async () => {
    let away = false;
    const sleeper = (name: string) => nodeWith(name, 1, [model], () => !away);
    const nodes = [nodeWith("elsewhere", 4, [other]), nodeWith("silent", 4, [model], () => false), sleeper("first")];
    const { route } = router([...nodes, sleeper("second")], 0);
    await route(model, never);
    await route(model, never);
    expect(await route(model, never)).toMatchObject({ refusal: { code: "no-capacity" } });
    away = true;
    expect(await route(model, never)).toMatchObject({ refusal: { code: "no-active-node" } });
    expect(await route("no/body" as ModelId, never)).toMatchObject({ refusal: { code: "no-active-node" } });
    expect(refused).toEqual(["first", "silent"]);
  });

  it("[NE32] lets a caller leave the queue, and gives their place to the next", async () => {
    const { route } = router([nodeWith("only", 1)]);
    const first = seat(await route(model, never));
    const stop = new AbortController();
    const [left, next] = [route(model, stop.signal), route(model, never)];
    stop.abort();
    expect(await left).toEqual({ outcome: "left" });
    first.leave();
    expect(nameOf(await next)).toBe("only");
    expect(await route(model, AbortSignal.abort())).toEqual({ outcome: "left" });
  });

  it("[NE33] seats those who wait when a silent node comes back", async () => {
    let awake = true;
    const { route, callAll } = router([nodeWith("busy", 1), nodeWith("sleeper", 1, [model], () => awake)]);
    await route(model, never);
    awake = false;
    const waiting = route(model, never);
    callAll();
    awake = true;
    callAll();
    expect(nameOf(await waiting)).toBe("sleeper");
  });

  it("[NE26] sends everybody home when it closes", async () => {
    const closing = router([nodeWith("only", 1)]);
    await closing.route(model, never);
    const waiting = closing.route(model, never);
    closing.close();
    expect(await waiting).toEqual({ outcome: "left" });
    expect(await closing.route(model, never)).toEqual({ outcome: "left" });
  });

  it("[NE94] passes by a node that does not answer, whatever the registry believes of it", async () => {
    let answers = false;
    const there = nodeWith("there", 1);
    const mute = nodeWith("mute", 9, [model], () => true, { answers: () => answers });
    const { route, callAll } = router([there, mute]);
    expect(nameOf(await route(model, never))).toBe("there");
    const waiting = route(model, never);
    callAll();
    answers = true;
    callAll();
    expect(nameOf(await waiting)).toBe("mute");
    answers = false;
    expect(await router([mute]).route(model, never)).toMatchObject({ refusal: { code: "no-active-node" } });
  });

  it("[NE94] tells whoever holds a place when its node vanishes, and only them", async () => {
    let presence = new AbortController();
    const { route } = router([nodeWith("shaky", 4, [model], () => true, { vanished: () => presence.signal })]);
    const before = seat(await route(model, never));
    presence.abort();
    presence = new AbortController();
    const after = seat(await route(model, never));
    expect([before.vanished.aborted, after.vanished.aborted]).toEqual([true, false]);
  });

  it("[NE28] takes the node that is fastest for the model now, until it is half full", async () => {
    const limping = nodeWith("limping", 8, [model], () => true, { speedPercent: () => 40 });
    const { route } = router([limping, nodeWith("sound", 4)]);
    const names = [];
    for (let turn = 0; turn < 4; turn += 1) names.push(nameOf(await route(model, never)));
    expect(names).toEqual(["sound", "sound", "limping", "limping"]);
  });

  it("[NE28] does not care for speed that the model cannot use", async () => {
    // The dearest model writes more slowly than either node could.
    const slowModel = "meridian-nine/atlas-large" as ModelId;
    const quick = nodeWith("quick", 4, [slowModel]);
    const capacity = { ...quick.record().capacity, tokensPerSecond: 90 };
    const steady = { ...quick, record: () => ({ ...quick.record(), name: "steady", capacity }) };
    const { route } = router([quick, steady]);
    const names = [nameOf(await route(slowModel, never)), nameOf(await route(slowModel, never))];
    expect(names).toEqual(["quick", "steady"]);
  });

  it("[NE95] leaves the traffic of others its places, but takes none away from an ask that has one", async () => {
    const node = nodeWith("shared", 3);
    const one = router([node]);
    const first = seat(await one.route(model, never));
    one.occupy(node, 3);
    expect([one.busyAt(node), one.othersAt(node)]).toEqual([1, 2]);
    const waiting = [one.route(model, never), one.route(model, never)];
    expect(one.waiting()).toBe(2);
    // A place that an ask leaves goes to the next ask, not to others.
    first.leave();
    expect(nameOf(await (waiting[0] ?? expect.unreachable()))).toBe("shared");
    expect(one.othersAt(node)).toBe(2);
    one.occupy(node, 1);
    one.callAll();
    expect(nameOf(await (waiting[1] ?? expect.unreachable()))).toBe("shared");
    expect([one.busyAt(node), one.othersAt(node), one.waiting()]).toEqual([2, 1, 0]);
  });

  it("[NE95] seats as many as there is room for when others leave at once", async () => {
    const node = nodeWith("shared", 3);
    const one = router([node], 5);
    one.occupy(node, 3);
    const waiting = Array.from({ length: 4 }, () => one.route(model, never));
    one.occupy(node, 0);
    one.callAll();
    expect([one.busyAt(node), one.waiting()]).toEqual([3, 1]);
    expect((await Promise.all(waiting.slice(0, 3))).map(nameOf)).toEqual(["shared", "shared", "shared"]);
  });

  it("[NE96] learns from what asks took how long the next must wait", async () => {
    const { route } = router([nodeWith("only", 1)], 0);
    const place = seat(await route(model, never));
    clock.pass(3_000);
    place.leave();
    seat(await route(model, never));
    expect(await route(model, never)).toMatchObject({ refusal: { code: "no-capacity", retryAfterMs: 3_000 } });
  });
});
