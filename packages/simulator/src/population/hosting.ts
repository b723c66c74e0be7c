import { nodeIdAt } from "../identity.ts";
import type { Network } from "../world/network.ts";
import { dayMs } from "./population.ts";

/** Where a model can be asked for at a moment. */
export type Hosting = {
  /** Ids of the nodes that host it and are there. */
  activeAt(model: string, atMs: number): readonly string[];
  /** Of the slots that the model has when all are there, the share that has withdrawn: from 0 to 1. */
  withdrawnAt(model: string, atMs: number): number;
};

type Host = {
  readonly id: string;
  readonly slots: number;
  readonly away: readonly { readonly fromMs: number; readonly untilMs: number }[];
};

/** A model that no node hosts has withdrawn whole. */
export function createHosting({ nodes, withdrawals }: Network, startMs: number): Hosting {
  const hosts = new Map<string, Host[]>();
  for (const [place, { models, slots }] of nodes.entries()) {
    for (const model of models) {
      const away = withdrawals
        .filter((it) => it.node === place && (it.model === undefined || it.model === model))
        .map(({ day, untilDay }) => ({
          fromMs: startMs + day * dayMs,
          untilMs: untilDay === undefined ? Number.POSITIVE_INFINITY : startMs + untilDay * dayMs,
        }));
      const known = hosts.get(model);
      const host = { id: nodeIdAt(place), slots, away };
      if (known) known.push(host);
      else hosts.set(model, [host]);
    }
  }
  const there = (atMs: number) => (host: Host) =>
    !host.away.some(({ fromMs, untilMs }) => atMs >= fromMs && atMs < untilMs);
  const slotsOf = (of: readonly Host[]) => of.reduce((sum, { slots }) => sum + slots, 0);
  return {
    activeAt: (model, atMs) => (hosts.get(model) ?? []).filter(there(atMs)).map(({ id }) => id),
    withdrawnAt: (model, atMs) => {
      const all = hosts.get(model) ?? [];
      return all.length === 0 ? 1 : 1 - slotsOf(all.filter(there(atMs))) / slotsOf(all);
    },
  };
}
