import { creditsFor, type FieldsOf } from "@flywheel/vocabulary";
import type { Model } from "../population/setting.ts";
import { longestAnswerTokens } from "../world/product-models.ts";
import { judgeOutput, keeps } from "./keep.ts";
import { buyBecauseOut, hold, holdPurchased } from "./pay.ts";
import { type Answer, type Ask, costOf } from "./request.ts";
import { serve } from "./serve.ts";
import type { Visit } from "./visit.ts";

type Attempt = FieldsOf<"prompt.submitted">["attempt"];

/** One ask, from the first character to what is done with the answer. False: the visitor leaves. */
export function ask(visit: Visit): boolean {
  const { chance, intent, setting } = visit;
  visit.say("prompt.started", { medium: mediumOf(visit) });
  visit.pass(3_000, 60_000);
  if (chance.happens(intent.compares)) return compare(visit);

  if (visit.pointOf("unknownModel") < setting.world.supply.unknownModel) return askForMissing(visit);
  const model = pickModel(visit);
  const answer = request(visit, model, visit.asked === 0 ? "first" : chance.happens(0.4) ? "again" : "edit");
  if (answer.is === "served") judgeOutput(visit, answer.ask);
  return goesOn(visit, answer.is);
}

const mediumOf = ({ intent }: Visit) => (intent.app === "image-studio" ? "image" : "text");

function goesOn({ chance, setting }: Visit, is: Answer): boolean {
  if (is === "served") return true;
  return is === "no" && chance.happens(setting.world.experience.staysAfterNo);
}

/** The app has the last one selected; who wants another picks it. */
function pickModel(visit: Visit): Model {
  const { visitor, intent, chance } = visit;
  const model = intent.choice.at(chance.next());
  const selected = model.medium === "text" ? visitor.textModel : visitor.imageModel;
  if (selected !== null && selected !== model) visit.say("model.picked", { medium: model.medium, model: model.id });
  if (model.medium === "text") visitor.textModel = model;
  else visitor.imageModel = model;
  return model;
}

/** One prompt, several models; the output that is liked best is the one that may be kept. */
function compare(visit: Visit): boolean {
  const { chance, intent } = visit;
  const medium = mediumOf(visit);
  visit.say("models.compared", { medium, models: intent.comparedModels });
  let best: Ask | null = null;
  let bestLiking = -1;
  let served = 0;
  let last: Answer = "no";
  for (let count = 0; count < intent.comparedModels; count += 1) {
    const answer = request(visit, intent.choice.at(chance.next()), "compare");
    last = answer.is;
    if (last === "out") break;
    if (last !== "served") continue;
    served += 1;
    const liking = chance.next() * answer.ask.model.quality;
    if (liking > bestLiking) [best, bestLiking] = [answer.ask, liking];
  }
  if (best === null) return goesOn(visit, last);
  if (served >= 2) {
    const { requestId, model } = best;
    visit.pass(1_000, 20_000);
    visit.say("comparison.decided", { requestId, medium, model: model.id, models: served });
  }
  judgeOutput(visit, best);
  return last !== "out";
}

function request(visit: Visit, model: Model, attempt: Attempt): { readonly is: Answer; readonly ask: Ask } {
  const asked = submit(visit, model, attempt);
  const capMicroUsd = costOf(asked, longestAnswerTokens);
  const credits = creditsFor(capMicroUsd);
  const { requestId } = asked;
  const { medium, id } = model;
  if (credits > visit.setting.world.funding.quotedAboveCredits) {
    const declined = visit.chance.happens(visit.setting.world.funding.declines);
    visit.say(declined ? "quote.declined" : "quote.accepted", { requestId, medium, model: id, credits });
    if (declined) return { is: "no", ask: asked };
  }
  visit.pass(20, 120);
  visit.say("inference.requested", { requestId, medium, model: id, hosted: true });
  visit.say("inference.quoted", { requestId, medium, model: id, credits, capMicroUsd });
  const held = wantsToPay(visit, model) ? holdPurchased(visit, requestId, credits) : hold(visit, requestId, credits);
  if (held) return { is: serve(visit, asked, held), ask: asked };

  visit.say("inference.refused", { requestId, medium, model: id, reason: "over-budget" });
  visit.tally.refused("over-budget");
  visit.ranOut = true;
  return { is: buyBecauseOut(visit) ? "no" : "out", ask: asked };
}

/** Who will keep it may pay for it; drawn before the ask, where that is planted at all. */
function wantsToPay(visit: Visit, model: Model): boolean {
  const { paysToKeep } = visit.setting.world.funding;
  if (paysToKeep === 0) return false;
  visit.willKeep = keeps(visit, model);
  return visit.willKeep && visit.pointOf("paysToKeep") < paysToKeep;
}

function submit(visit: Visit, model: Model, attempt: Attempt): Ask {
  const { chance, intent } = visit;
  const requestId = visit.mint("req");
  const promptLength = chance.between(intent.promptCharacters.least, intent.promptCharacters.most);
  visit.asked += 1;
  visit.say("prompt.submitted", { requestId, medium: model.medium, model: model.id, promptLength, attempt });
  // About four characters make a token.
  return { requestId, model, inputTokens: visit.contextTokens + Math.ceil(promptLength / 4) };
}

function askForMissing(visit: Visit): boolean {
  const { chance, setting } = visit;
  const medium = mediumOf(visit);
  const missing = setting.world.missingModels[medium];
  const model = missing[chance.between(0, missing.length - 1)];
  if (model === undefined) return true;
  const requestId = visit.mint("req");
  visit.asked += 1;
  visit.say("model.picked", { medium, model });
  const { least, most } = visit.intent.promptCharacters;
  visit.say("prompt.submitted", {
    requestId,
    medium,
    model,
    promptLength: chance.between(least, most),
    attempt: "first",
  });
  visit.pass(20, 120);
  visit.say("inference.requested", { requestId, medium, model, hosted: false });
  visit.say("inference.refused", { requestId, medium, model, reason: "unknown-model" });
  visit.say("model.missed", { medium, model, known: true });
  visit.tally.refused("unknown-model");
  return chance.happens(setting.world.experience.staysAfterNo);
}
