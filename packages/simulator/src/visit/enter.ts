import { createAssigner, type Exposure, type VisitorAttributes } from "@flywheel/experiments";
import { dayMs } from "../population/population.ts";
import type { Effects, Felt, World } from "../world/world.ts";
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
  const { experiments } = setting.world;
  const due = [...experiments.entries()].filter(
    ([place, { definition, firstDay, lastDay }]) =>
      !hasMet(visit, place) &&
      definition.app === intent.app &&
      definition.state === "running" &&
      day >= firstDay &&
      day <= lastDay,
  );
  if (due.length === 0) return;
  const placeOf = (key: string) => experiments.findIndex(({ definition }) => definition.key === key);
  const assigner = createAssigner({
    payload: setting.payload,
    visitorId: visitor.id,
    attributes: attributesOf(visit),
    memory: {
      has: ({ experiment }) => hasMet(visit, placeOf(experiment)),
      add: ({ experiment }) => meet(visit, placeOf(experiment)),
    },
    onExposure: (exposure) => feel(visit, exposure, experiments[placeOf(exposure.experiment)]),
  });
  for (const [place, { definition }] of due) {
    assigner.expose(definition.feature);
    // Who does not match today may match tomorrow; without targeting nobody need be asked twice.
    if (Object.keys(definition.targeting).length === 0) meet(visit, place);
  }
}

const hasMet = ({ visitor }: Visit, place: number) => (visitor.experimentsMet & (1 << place)) !== 0;

function meet({ visitor }: Visit, place: number): void {
  visitor.experimentsMet |= 1 << place;
}

/** As the product's server would see them; `server`, because that is what intake says of whatever a simulator brings. */
function attributesOf({ visitor, intent, atMs }: Visit): VisitorAttributes {
  const tenure = atMs - visitor.cameAtMs < dayMs ? "new" : "returning";
  return { app: intent.app, device: "server", tenure, payer: visitor.hasBought };
}

function feel(visit: Visit, exposure: Exposure, planted: World["experiments"][number] | undefined): void {
  const { experiment, variant } = exposure;
  visit.say("experiment.exposed", { ...exposure });
  visit.tally.wasExposed(experiment, variant);
  if (visit.chance.happens(planted?.failsToLoad[variant] ?? 0)) {
    visit.say("variant.failed", { experiment, variant });
    return;
  }
  const felt = planted?.effects[variant];
  if (felt) visit.visitor.effects = multiplied(visit.visitor.effects, felt);
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
