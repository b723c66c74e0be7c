import type { ModelCapacity } from "./capacity.ts";

/**
 * Requests that active nodes could have served besides what they served, over all models: idle slot-time divided by the
 * mean service time. Null when nothing was measured or served. Slots that several models share are counted for each, so
 * what nodes offer is divided by how many models each slot is offered to: `modelsPerSlot`, 1 when every node has one model.
 */
export function spareRequests(models: readonly ModelCapacity[], modelsPerSlot: number): number | null {
  const sum = (of: (model: ModelCapacity) => number) => models.reduce((total, it) => total + of(it), 0);
  const [served, busyMs] = [sum((it) => it.served), sum((it) => it.busyMs)];
  if (served === 0 || busyMs === 0) return null;
  const idleMs = sum((it) => it.activeMs) / modelsPerSlot - busyMs;
  return Math.max(0, idleMs) / (busyMs / served);
}
