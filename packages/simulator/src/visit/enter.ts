import { createAssigner } from "@flywheel/experiments";
import type { Effects, Felt } from "../world/world.ts";
import type { Visit } from "./visit.ts";

const surfaces = { "image-studio": "make", chat: "conversation" } as const;

/** The door, the app in sight, what the variants of its experiments show, and a grant that is due. */
export function enter(visit: Visit): void {
  const { intent, visitor } = visit;
  startSession(visit);
  visit.say("app.opened", {});
  if (visitor.visits === 1 && visitor.shareId !== null) {
    visit.say("share.visited", { shareId: visitor.shareId, own: false });
  }
  visit.pass(50, 400);
  visit.say("surface.viewed", { surface: surfaces[intent.app] });
  meetExperiments(visit);
  takeGrant(visit);
}

function startSession(visit: Visit): void {
  const { visitor, chance, setting } = visit;
  if (visitor.visits > 1) {
    visit.say("session.started", { entry: setting.deals.laterDoor.at(chance.next()), first: false });
  } else if (visitor.shareId !== null) {
    visit.say("session.started", { entry: "share", shareId: visitor.shareId, first: true });
  } else if (visitor.campaign !== null) {
    visit.say("session.started", { entry: "campaign", campaign: visitor.campaign.campaign, first: true });
  } else {
    visit.say("session.started", { entry: visitor.door, first: true });
  }
}

/** Assigned as the product does it; exposed once, where the variants first could differ. */
function meetExperiments(visit: Visit): void {
  const { setting, visitor, intent, day } = visit;
  for (const [place, { definition, firstDay, lastDay, effects, failsToLoad }] of setting.world.experiments.entries()) {
    const bit = 1 << place;
    if ((visitor.experimentsMet & bit) !== 0 || definition.app !== intent.app) continue;
    if (day < firstDay || day > lastDay || definition.state !== "running") continue;
    visitor.experimentsMet |= bit;
    createAssigner({
      payload: setting.payload,
      visitorId: visitor.id,
      onExposure(exposure) {
        visit.say("experiment.exposed", { ...exposure });
        visit.tally.wasExposed(exposure.experiment, exposure.variant);
        if (visit.chance.happens(failsToLoad[exposure.variant] ?? 0)) {
          visit.say("variant.failed", { experiment: exposure.experiment, variant: exposure.variant });
          return;
        }
        const felt = effects[exposure.variant];
        if (felt) visitor.effects = multiplied(visitor.effects, felt);
      },
    }).expose(definition.feature);
  }
}

const multiplied = (before: Felt, felt: Effects): Felt => ({
  asks: before.asks * (felt.asks ?? 1),
  keeps: before.keeps * (felt.keeps ?? 1),
  buys: before.buys * (felt.buys ?? 1),
  brings: before.brings * (felt.brings ?? 1),
  opensProof: before.opensProof * (felt.opensProof ?? 1),
  returns: before.returns * (felt.returns ?? 1),
});

function takeGrant(visit: Visit): void {
  const { visitor, day, dayNumber } = visit;
  const { campaign: from } = visitor;
  if (from === null || day < from.firstDay || day > from.lastDay) return;
  if (visitor.grantedDay >= 0 && dayNumber - visitor.grantedDay < from.everyDays) return;
  const { campaign, credits } = from;
  visitor.grantedDay = dayNumber;
  visitor.purse.granted += credits;
  visit.say("credits.granted", { credits, funding: "granted", source: "campaign", campaign });
}
