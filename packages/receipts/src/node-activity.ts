/** What a verifier needs of the registry's record; its field names verbatim, times in unix seconds. */
export type RegisteredNode = {
  /** DER SPKI, base64. */
  readonly publicKey: string;
  readonly enabled: boolean;
  readonly registeredAt: number;
  readonly lastHeartbeatAt: number;
};

/** Registered ⊇ Enabled ⊇ Active: a node is active while its last heartbeat is younger than this. */
export const activeForSeconds = 1_800;

/**
 * Null when the node could serve at that time, else why not. The registry knows the last heartbeat only: one that is
 * younger than the receipt says that the node was there after it, which is the most that can be known.
 */
export function activeAt(
  node: RegisteredNode,
  atSeconds: number,
): null | "node-not-registered-yet" | "node-not-enabled" | "node-not-active" {
  if (node.registeredAt > atSeconds) return "node-not-registered-yet";
  if (!node.enabled) return "node-not-enabled";
  return atSeconds - node.lastHeartbeatAt < activeForSeconds ? null : "node-not-active";
}
