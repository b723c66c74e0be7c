import type { Visit } from "./visit.ts";

/** What somebody does with the proof of an output that they kept. */
export function checkProof(visit: Visit, requestId: string): void {
  const { chance, setting, visitor } = visit;
  const { proof } = setting.world;
  if (visit.pointOf("opensProof") >= proof.opens * visitor.effects.opensProof) return;
  visit.say("proof.opened", { requestId, place: "app" });
  if (chance.happens(proof.copies)) visit.say("proof.copied", { requestId });
  if (!chance.happens(proof.verifies)) return;

  visit.pass(400, 3_000);
  const fails = chance.happens(proof.fails);
  if (fails) visit.say("proof.verified", { requestId, outcome: "failed", failedStep: "signature" });
  else visit.say("proof.verified", { requestId, outcome: "verified" });
  if (!chance.happens(proof.rates)) return;

  const rating = fails ? "distrusted" : setting.deals.rating.at(visit.pointOf("rating"));
  visit.say("trust.rated", { requestId, rating });
  if (rating === "unsure") return;
  visitor.trust = rating === "trusted" ? "trusting" : "distrusting";
  if (rating === "trusted" && chance.happens(proof.requires)) visit.say("proof.required", { required: true });
}
