import type { QuarantinedEvent } from "@flywheel/telemetry/port";
import type { EventId, NetworkEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { exampleEvent, exampleVisitor } from "./testing/example-event.ts";
import { openTestStores } from "./testing/index.ts";

const edgeMs = Date.UTC(2026, 2, 31);

const eventAt = (number: number, atMs: number) => ({ ...exampleEvent(number), atMs });

const factAt = (number: number, atMs: number): NetworkEvent => ({
  id: `evt_${String(number).padStart(20, "9")}` as EventId,
  atMs,
  name: "node.reported",
  layer: "compute",
  node: null,
  model: null,
  value: null,
  simulated: false,
  fields: {},
});

const refusedAt = (id: string, receivedAtMs: number): QuarantinedEvent => ({
  id,
  receivedAtMs,
  reason: "unknown-event",
  name: null,
  app: null,
  paths: [],
  kept: null,
});

describe.each(openTestStores())("on $engine", ({ open }) => {
  it("[ST84] events before a moment go, one exactly at it and later ones stay", async () => {
    const store = await open();
    await store.events.append([eventAt(1, edgeMs - 1), eventAt(2, edgeMs), eventAt(3, edgeMs + 1), eventAt(4, 0)]);
    await store.events.appendNetwork([factAt(1, edgeMs - 1), factAt(2, edgeMs)]);
    expect(await store.removeBefore(edgeMs)).toBe(3);
    const left = await store.events.ofVisitor(exampleVisitor);
    expect(left.map(({ id }) => id)).toEqual([exampleEvent(2).id, exampleEvent(3).id]);
    expect(await store.removeBefore(edgeMs)).toBe(0);
  });

  it("[ST84] a year-old event that arrives afterwards is taken in, and goes when it is done again", async () => {
    const store = await open();
    await store.events.append([eventAt(1, edgeMs - 1), eventAt(2, edgeMs)]);
    expect(await store.removeBefore(edgeMs)).toBe(1);
    const late = eventAt(3, edgeMs - 365 * 86_400_000);
    expect(await store.events.append([late])).toMatchObject({ accepted: 1 });
    expect(await store.events.ofVisitor(exampleVisitor)).toHaveLength(2);
    expect(await store.removeBefore(edgeMs)).toBe(1);
    expect((await store.events.ofVisitor(exampleVisitor)).map(({ id }) => id)).toEqual([exampleEvent(2).id]);
  });

  it("[ST85] refused events received before a moment go, one exactly at it and later ones stay", async () => {
    const store = await open();
    await store.events.quarantine([refusedAt("a", edgeMs - 1), refusedAt("b", edgeMs), refusedAt("c", edgeMs + 1)]);
    expect(await store.events.quarantineList(10)).toHaveLength(3); // they have left the journal
    expect(await store.releaseQuarantinedBefore(edgeMs)).toBe(1);
    expect((await store.events.quarantineList(10)).map(({ id }) => id)).toEqual(["c", "b"]);
  });
});
