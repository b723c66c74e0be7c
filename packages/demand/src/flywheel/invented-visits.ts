import { seededRandom } from "@flywheel/statistics";
import type { EventFilter, ModelId, RequestId, TakenEvent } from "@flywheel/vocabulary";
import { inventEvent } from "../invented-days.ts";

const dayMs = 86_400_000;
const filters: readonly EventFilter[] = [
  { name: "app.opened" },
  { name: "prompt.submitted" },
  { name: "inference.requested", where: { hosted: true } },
  { name: "inference.requested", where: { hosted: true } },
  { name: "inference.completed" },
  { name: "inference.refused", where: { reason: "over-budget" } },
  { name: "inference.refused", where: { reason: "no-capacity" } },
  { name: "answer.awaited" },
  { name: "output.kept" },
  { name: "payment.settled", where: { funding: "purchased" } },
  { name: "payment.settled", where: { funding: "free" } },
  { name: "receipt.issued" },
  { name: "proof.shown" },
  { name: "proof.verified" },
  { name: "trust.rated", where: { rating: "trusted" } },
  { name: "proof.required", where: { required: true } },
  { name: "experiment.exposed", where: { experiment: "bigger-save", variant: "control" } },
  { name: "experiment.exposed", where: { experiment: "bigger-save", variant: "bigger" } },
  { name: "surface.viewed" },
];
const loose = /^(app|proof\.required|experiment|surface)/;

/** Forty visitors over four weeks on a clock of six hours, one with hundreds of events; apps, models, fundings and variants mixed. */
export function inventVisits(seed: number, startMs: number): TakenEvent[] {
  const random = seededRandom(seed);
  const roll = (below: number) => Math.floor(random() * below);
  return Array.from({ length: 40 }, (_, visitor) => {
    const traits = { bot: roll(9) === 0, simulated: roll(6) === 0 };
    return Array.from({ length: visitor === 0 ? 400 : roll(14) }, () => {
      const filter = filters[roll(filters.length)] ?? { name: "app.opened" as const };
      const event = inventEvent(`visitor ${seed} ${visitor}`, {
        ...traits,
        name: filter.name,
        app: roll(3) === 0 ? "chat" : "image-studio",
        atMs: startMs + roll(28 * 4) * (dayMs / 4),
        fields: filter.where ?? {},
      });
      if (loose.test(filter.name)) return event;
      const model = roll(4) === 0 ? null : (`house/${["small", "large"][roll(2)]}` as ModelId);
      return { ...event, model, requestId: `req_${visitor}_${roll(6)}` as RequestId };
    });
  }).flat();
}
