import { activeAt, fromBase64, type Sign, signer, teeIdOf } from "@flywheel/receipts";
import { NodeId } from "@flywheel/vocabulary";
import type { KeyState, NodeRecord } from "../port.ts";
import type { FleetNode } from "./fleet.ts";
import { keysOf } from "./node-keys.ts";

/** How often a node says that it is there. It is active while the last time is younger than half an hour. */
const heartbeatEverySeconds = 900;

/** A node that runs in this process: its record, its hand, and whether it is well. */
export type RegisteredNode = {
  readonly record: () => NodeRecord;
  readonly sign: Sign;
  /** As everybody can see it in the registry: enabled, and heard of lately. */
  readonly isActive: () => boolean;
  /** Whether it answers now. The registry learns that it does not only when its heartbeats stay away. */
  readonly answers: () => boolean;
  /** Of its promised speed. */
  readonly speedPercent: () => number;
  /** Aborted when the node stops answering; after it came back this is another signal. Work under way breaks with it. */
  readonly vanished: () => AbortSignal;
};

export type Registry = {
  readonly nodes: readonly RegisteredNode[];
  /** Sends the heartbeats that are due, and answers whose they were. */
  beat(): readonly NodeRecord[];
  /** For weather and faults: a silent node answers nobody and sends no heartbeat, a disabled one is not asked. */
  change(
    name: string,
    change: { readonly silent?: boolean; readonly enabled?: boolean; readonly speedPercent?: number },
  ): void;
};

export class NodeWithoutKeyError extends Error {
  override name = "NodeWithoutKeyError";
  constructor(readonly facts: { readonly node: string }) {
    super(`the state did not keep a usable key for node ${facts.node}`);
  }
}

type Life = {
  enabled: boolean;
  silent: boolean;
  speedPercent: number;
  lastHeartbeatAt: number;
  presence: AbortController;
};

export async function openRegistry(parts: {
  readonly fleet: readonly FleetNode[];
  readonly state: Pick<KeyState, "nodeKeys" | "saveNodeKey">;
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
      const life = newLife(seconds());
      lives.set(node.name, life);
      const record = (): NodeRecord => {
        const { enabled, lastHeartbeatAt } = life;
        return { ...node, teeId, publicKey: key.publicKey, enabled, lastHeartbeatAt };
      };
      return {
        record,
        sign: await signer(key),
        isActive: () => activeAt(record(), seconds()) === null,
        answers: () => !life.silent,
        speedPercent: () => life.speedPercent,
        vanished: () => life.presence.signal,
      };
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
    change(name, { silent, enabled, speedPercent }) {
      const life = lives.get(name);
      if (!life) return;
      if (enabled !== undefined) life.enabled = enabled;
      if (speedPercent !== undefined) life.speedPercent = speedPercent;
      if (silent === undefined || silent === life.silent) return;
      life.silent = silent;
      if (silent) life.presence.abort();
      else life.presence = new AbortController();
    },
  };
}

const newLife = (bornAt: number): Life => ({
  enabled: true,
  silent: false,
  speedPercent: 100,
  lastHeartbeatAt: bornAt,
  presence: new AbortController(),
});
