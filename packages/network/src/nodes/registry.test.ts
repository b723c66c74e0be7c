import { describe, expect, it } from "vitest";
import { createMemoryNetworkState } from "../memory.ts";
import { handClock } from "../testing/open-network.ts";
import { fleet } from "./fleet.ts";
import { openRegistry } from "./registry.ts";

describe("a node's life", () => {
  it("[NE34] is active when enabled and its heartbeat is younger than half an hour; heartbeats come every quarter", async () => {
    const clock = handClock();
    const registry = await openRegistry({
      fleet: fleet.slice(0, 2),
      state: createMemoryNetworkState(),
      now: clock.now,
    });
    const active = () => registry.nodes.filter((node) => node.isActive()).map((node) => node.record().name);
    expect(active()).toEqual(["Alder", "Basalt"]);

    clock.pass(899_000);
    expect(registry.beat()).toEqual([]);
    registry.change("Basalt", { silent: true });
    clock.pass(1_000);
    expect(registry.beat().map(({ name }) => name)).toEqual(["Alder"]);
    clock.pass(900_000);
    expect(registry.beat().map(({ name }) => name)).toEqual(["Alder"]);
    expect(active()).toEqual(["Alder"]);

    registry.change("Basalt", { silent: false });
    expect(registry.beat().map(({ name }) => name)).toEqual(["Basalt"]);
    registry.change("Alder", { enabled: false });
    expect(active()).toEqual(["Basalt"]);
  });

  it("[NE35] carries the registry's own fields, and looks like the mock that it is", async () => {
    const { nodes } = await openRegistry({
      fleet: fleet.slice(0, 1),
      state: createMemoryNetworkState(),
      now: handClock().now,
    });
    const record = nodes[0]?.record();
    expect(record).toMatchObject({ tlsCertificate: "mock", teeType: 0, enabled: true });
    expect(record?.endpoint).toMatch(/\.mock\.invalid$/);
    for (const address of [record?.owner, record?.paymentAddress]) expect(address).toMatch(/^0x[0-9a-f]{40}$/);
    expect(record?.registeredAt).toBeLessThan(record?.lastHeartbeatAt ?? 0);
  });
});
