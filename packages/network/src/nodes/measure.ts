import type { ModelId } from "@flywheel/vocabulary";
import type { SupplyFact } from "../supply-facts.ts";
import type { RegisteredNode, Registry } from "./registry.ts";
import type { RouterEar } from "./router.ts";

type Tally = { busyMs: number; served: number; refused: number };
type Work = { readonly tally: Tally; sinceMs: number };

/** Counts what each node offered and what was used of it, minute by minute, for each model. */
export function createMeasure(registry: Pick<Registry, "nodes">, now: () => number) {
  const tallies = new Map<RegisteredNode, Map<ModelId, Tally>>(
    registry.nodes.map((node) => [
      node,
      new Map(node.record().capacity.models.map((model) => [model, { busyMs: 0, served: 0, refused: 0 }])),
    ]),
  );
  const underWay = new Set<Work>();
  let sinceMs = now();

  const tallyOf = (node: RegisteredNode, model: ModelId) => tallies.get(node)?.get(model);
  const settle = (work: Work, nowMs: number) => {
    work.tally.busyMs += Math.max(0, nowMs - work.sinceMs);
    work.sinceMs = nowMs;
  };

  const ear: RouterEar = {
    began(node, model) {
      const tally = tallyOf(node, model) ?? { busyMs: 0, served: 0, refused: 0 };
      const work: Work = { tally, sinceMs: now() };
      underWay.add(work);
      return {
        ended() {
          settle(work, now());
          underWay.delete(work);
        },
      };
    },
    refused(node, model) {
      const tally = tallyOf(node, model);
      if (tally) tally.refused += 1;
    },
  };

  return {
    ear,
    served(node: RegisteredNode, model: ModelId) {
      const tally = tallyOf(node, model);
      if (tally) tally.served += 1;
    },
    /** Ends the minute: one fact for each node and model, and everything is counted from zero again. */
    take(): readonly SupplyFact<"node.measured">[] {
      const nowMs = now();
      const elapsedMs = Math.min(Math.max(0, nowMs - sinceMs), 86_400_000);
      sinceMs = nowMs;
      for (const work of underWay) settle(work, nowMs);
      return registry.nodes.flatMap((node) => {
        const { teeId } = node.record();
        // A node that does not answer offers nothing, whatever the registry believes of it.
        const activeMs = node.isActive() && node.answers() ? elapsedMs : 0;
        return [...(tallies.get(node) ?? [])].map(([model, tally]) => {
          const { busyMs, served, refused } = tally;
          Object.assign(tally, { busyMs: 0, served: 0, refused: 0 });
          return { name: "node.measured", fields: { node: teeId, model, activeMs, busyMs, served, refused } } as const;
        });
      });
    },
  };
}

export type Measure = ReturnType<typeof createMeasure>;
