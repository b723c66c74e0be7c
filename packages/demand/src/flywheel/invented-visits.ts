import { seededRandom } from "@flywheel/statistics";
import type { EventFilter, ModelId, RequestId, TakenEvent } from "@flywheel/vocabulary";
import { inventEvent, sentAgain } from "../invented-days.ts";

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

/**
 * Forty visitors over four weeks on a clock of six hours, one person with hundreds of events; apps, models, fundings and
 * variants mixed. Every fifth event is sent again, changed.
 */
export function inventVisits(seed: number, startMs: number, busiest = 400): TakenEvent[] {
  const random = seededRandom(seed);
  const roll = (below: number) => Math.floor(random() * below);
  const events = Array.from({ length: 40 }, (_, visitor) => {
    const isBusy = visitor === 0;
    const traits = { bot: !isBusy && roll(9) === 0, simulated: !isBusy && roll(4) === 0 };
    const requests = isBusy ? 6 + Math.floor(busiest / 20) : 6;
    return Array.from({ length: isBusy ? busiest : roll(14) }, (): TakenEvent => {
      const filter = filters[roll(filters.length)] ?? { name: "app.opened" as const };
      const invented = inventEvent(`visitor ${seed} ${visitor}`, {
        ...traits,
        name: filter.name,
        app: roll(3) === 0 ? "chat" : "image-studio",
        atMs: startMs + roll(28 * 4) * (dayMs / 4),
        fields: filter.where ?? {},
      });
      const event = { ...invented, device: roll(3) === 0 ? ("phone" as const) : ("desktop" as const) };
      if (loose.test(filter.name)) return event;
      const model = roll(4) === 0 ? null : (`house/${["small", "large"][roll(2)]}` as ModelId);
      return { ...event, model, requestId: `req_${visitor}_${roll(requests)}` as RequestId };
    });
  }).flat();
  return [...events, ...sentAgain(events, dayMs)];
}
