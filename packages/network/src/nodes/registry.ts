import { activeAt, fromBase64, type Sign, signer, teeIdOf } from "@flywheel/receipts";
import { NodeId } from "@flywheel/vocabulary";
import type { NetworkState, NodeRecord } from "../port.ts";
import type { FleetNode } from "./fleet.ts";
import { keysOf } from "./node-keys.ts";

/** How often a node says that it is there. It is active while the last time is younger than half an hour. */
const heartbeatEverySeconds = 900;

/** A node that runs in this process: its record, its hand, and whether it is well. */
export type RegisteredNode = {
  readonly record: () => NodeRecord;
  readonly sign: Sign;
  readonly isActive: () => boolean;
};

export type Registry = {
  readonly nodes: readonly RegisteredNode[];
  /** Sends the heartbeats that are due, and answers whose they were. */
  beat(): readonly NodeRecord[];
  /** For faults: a silent node sends no heartbeat, a disabled one is not asked. */
  change(name: string, change: { readonly silent?: boolean; readonly enabled?: boolean }): void;
};

export class NodeWithoutKeyError extends Error {
  override name = "NodeWithoutKeyError";
  constructor(readonly facts: { readonly node: string }) {
    super(`the state did not keep a usable key for node ${facts.node}`);
  }
}

type Life = { enabled: boolean; silent: boolean; lastHeartbeatAt: number };

export async function openRegistry(parts: {
  readonly fleet: readonly FleetNode[];
  readonly state: NetworkState;
  readonly now: () => number;
}): Promise<Registry> {
  const { fleet, state } = parts;
  const seconds = () => Math.floor(parts.now() / 1_000);
  const keys = await keysOf(
    fleet.map(({ name }) => name),
    state,
  );
  const lives = new Map<string, Life>();

  const nodes = await Promise.all(
    fleet.map(async (node): Promise<RegisteredNode> => {
      const key = keys.get(node.name);
      const publicKey = key && fromBase64(key.publicKey);
      if (!key || !publicKey) throw new NodeWithoutKeyError({ node: node.name });
      const teeId = NodeId.parse(teeIdOf(publicKey));
      const life: Life = { enabled: true, silent: false, lastHeartbeatAt: seconds() };
      lives.set(node.name, life);
      const record = (): NodeRecord => {
        const { enabled, lastHeartbeatAt } = life;
        return { ...node, teeId, publicKey: key.publicKey, enabled, lastHeartbeatAt };
      };
      return { record, sign: await signer(key), isActive: () => activeAt(record(), seconds()) === null };
    }),
  );

  return {
    nodes,
    beat() {
      const nowSeconds = seconds();
      return nodes.flatMap(({ record }) => {
        const life = lives.get(record().name);
        if (!life || life.silent || nowSeconds - life.lastHeartbeatAt < heartbeatEverySeconds) return [];
        life.lastHeartbeatAt = nowSeconds;
        return [record()];
      });
    },
    change(name, change) {
      Object.assign(lives.get(name) ?? {}, change);
    },
  };
}
