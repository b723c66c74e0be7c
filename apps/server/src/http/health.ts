import type { Network } from "@flywheel/network";
import type { Store } from "@flywheel/store";

export type HealthReport = {
  readonly ok: boolean;
  readonly store: { readonly engine: string; readonly ok: boolean; readonly pingMs: number | null };
  readonly network: { readonly ok: boolean; readonly nodes: number; readonly active: number; readonly models: number };
};

/** Is every part that a visitor needs answering? */
export async function reportHealth(store: Store, network: Network): Promise<HealthReport> {
  const pingMs = await store.ping().catch(() => null);
  const supply = network.status();
  return {
    ok: pingMs !== null && supply.active > 0,
    store: { engine: store.engine, ok: pingMs !== null, pingMs },
    network: { ok: supply.active > 0, ...supply },
  };
}
