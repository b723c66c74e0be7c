import type { FieldsOf } from "@flywheel/vocabulary";
import { dayMs } from "../population/population.ts";
import type { Model } from "../population/setting.ts";
import { checkProof } from "./prove.ts";
import type { Ask } from "./request.ts";
import type { Visit } from "./visit.ts";

type Ways = FieldsOf<"output.kept">["how"];
const waysOfKeeping = ["saved", "downloaded", "copied", "continued"] as const satisfies readonly Ways[];

/** Whether an output was worth something, and to whom it was shown. */
export function judgeOutput(visit: Visit, { requestId, model }: Ask): void {
  const { chance, visitor, setting } = visit;
  const { medium } = model;
  const { opinion, sharing } = setting.world;
  visit.pass(2_000, 60_000);
  const guests = guestsOf(visit);
  const isKept = (visit.willKeep ?? keeps(visit, model)) || guests > 0;
  if (isKept) {
    const shares = guests > 0 || chance.happens(sharing.idle);
    const how = shares ? "shared" : (waysOfKeeping[chance.between(0, 3)] ?? "saved");
    visit.say("output.kept", { requestId, medium, how });
    visit.kept += 1;
    visitor.kept += 1;
    if (shares) share(visit, { requestId, medium }, guests);
    checkProof(visit, requestId);
  } else {
    if (chance.happens(opinion.discards)) visit.say("output.discarded", { requestId, medium, kept: false });
    if (chance.happens(opinion.complains))
      visit.say("output.complained", { requestId, medium, about: "unlike-prompt" });
  }
  if (chance.happens(opinion.rates)) {
    const likes = chance.happens(isKept ? 0.9 : 0.4);
    visit.say("output.rated", { requestId, medium, rating: likes ? "up" : "down" });
  }
}

/** Whether an output of a model is worth keeping. */
export function keeps(visit: Visit, { quality }: Model): boolean {
  return visit.pointOf("keeps") < visit.intent.keeps * quality * visit.visitor.effects.keeps;
}

/** How many the first output of a week will bring. */
function guestsOf(visit: Visit): number {
  if (!visit.bringsNow) return 0;
  visit.bringsNow = false;
  const { habit, servedWeeks, effects } = visit.visitor;
  const mean = servedWeeks === 1 ? habit.brings.newcomer : habit.brings.established;
  return visit.chance.around(mean * effects.brings);
}

function share(visit: Visit, output: Pick<FieldsOf<"share.created">, "requestId" | "medium">, guests: number): void {
  const { chance, setting, guests: invited } = visit;
  const shareId = visit.mint("shr");
  visit.say("share.created", { ...output, shareId });
  for (let count = 0; count < guests; count += 1) {
    const afterMs = 60_000 + Math.floor(chance.next() * setting.world.sharing.withinDays * dayMs);
    invited.push({ atMs: visit.atMs + afterMs, shareId });
  }
}
