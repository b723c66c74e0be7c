import type { Visit } from "./visit.ts";

/** Once, of those who have kept something and come again. */
export function answerSurvey(visit: Visit): void {
  const { visitor, chance, setting } = visit;
  const { survey, fromVisit, answers } = setting.world.survey;
  if (visitor.surveyed || visitor.visits < fromVisit || visitor.kept === 0) return;
  visitor.surveyed = true;
  visit.pass(500, 5_000);
  visit.say("survey.shown", { survey });
  visit.pass(1_500, 12_000);
  if (chance.happens(answers)) {
    visit.say("survey.answered", { survey, answer: visitor.habit.survey.at(chance.next()) });
  } else {
    visit.say("survey.dismissed", { survey });
  }
}

/** Offers of what does not exist yet, each seen once. */
export function meetProbes(visit: Visit): void {
  const { visitor, intent, chance, setting } = visit;
  for (const [place, offer] of setting.world.probes.entries()) {
    const bit = 1 << place;
    if ((visitor.probesMet & bit) !== 0 || offer.app !== intent.app || visitor.visits < offer.fromVisit) continue;
    if (!chance.happens(offer.shown)) continue;
    visitor.probesMet |= bit;
    const { probe, prepaidCredits: credits } = offer;
    visit.say("probe.shown", { probe });
    visit.pass(1_000, 9_000);
    if (!chance.happens(offer.clicks)) {
      visit.say("probe.declined", { probe });
      continue;
    }
    visit.say("probe.committed", { probe, commitment: "click" });
    if (!chance.happens(offer.leavesContact)) continue;
    visit.say("probe.committed", { probe, commitment: "contact" });
    if (!chance.happens(offer.prepays) || visitor.purse.purchased < credits) continue;
    visitor.purse.purchased -= credits;
    visit.say("probe.prepaid", { probe, credits });
  }
}
