import { makeKeyPair } from "@flywheel/receipts";
import type { KeyState, NodeKey } from "../port.ts";

/**
 * The key of each node: made once, then kept. Another server may make one at the same time; the first that was kept
 * stays, so the state is read again before anything is signed.
 */
export async function keysOf(
  names: readonly string[],
  state: Pick<KeyState, "nodeKeys" | "saveNodeKey">,
): Promise<ReadonlyMap<string, NodeKey>> {
  const kept = new Set((await state.nodeKeys()).map(({ name }) => name));
  const missing = names.filter((name) => !kept.has(name));
  await Promise.all(missing.map(async (name) => state.saveNodeKey({ name, ...(await makeKeyPair()) })));
  return new Map((await state.nodeKeys()).map((key) => [key.name, key]));
}
