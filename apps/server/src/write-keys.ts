import type { Sender } from "@flywheel/telemetry";
import { keyCheck } from "./secrets.ts";

export type ServerSender = Extract<Sender, { kind: "server" }>;
export type WriteKey = { readonly key: string; readonly sender: ServerSender };

/** Who shows a key, or null. Every key is compared, so that the time says nothing of which was right. */
export function keyRing(keys: readonly WriteKey[]): (shown: string) => ServerSender | null {
  const ring = keys.map(({ key, sender }) => ({ isKey: keyCheck(key), sender }));
  return (shown) => ring.filter(({ isKey }) => isKey(shown))[0]?.sender ?? null;
}

/** What the simulator brings is marked as simulated, whatever it says, and may be of any app. */
export const simulator: ServerSender = { kind: "server", app: null, simulated: true };
