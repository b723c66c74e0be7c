import { creditsFor, type Funding, fundings, microUsdPerCredit } from "@flywheel/vocabulary";
import { move, noParts, type Parts, total } from "../population/purse.ts";
import type { Visit } from "./visit.ts";

/** What was set aside for the request that is under way; a visitor has one at a time. */
export type Hold = { readonly requestId: string; readonly credits: number; readonly parts: Parts };

/** Sets credits aside, the day's allowance first claimed. Null, and a word about it, if there is too little. */
export function hold(visit: Visit, requestId: string, credits: number): Hold | null {
  const { visitor, setting, dayNumber } = visit;
  const { purse } = visitor;
  const claims = visitor.allowanceDay !== dayNumber;
  const allowance = claims ? Math.max(0, setting.world.funding.allowanceCredits - purse.free) : 0;
  const availableCredits = total(purse) + allowance;
  if (availableCredits < credits) {
    visit.say("credits.exhausted", { neededCredits: credits, availableCredits });
    return null;
  }
  if (claims) visitor.allowanceDay = dayNumber;
  if (allowance > 0) {
    purse.free += allowance;
    visit.say("credits.granted", { credits: allowance, funding: "free", source: "allowance" });
  }
  const parts = noParts();
  move(purse, parts, credits);
  visit.say("credits.held", { requestId, credits });
  return { requestId, credits, parts };
}

/** Of purchased credits alone, bought first if they do not reach; of all, if the checkout is given up. */
export function holdPurchased(visit: Visit, requestId: string, credits: number): Hold | null {
  const { purse } = visit.visitor;
  if (purse.purchased < credits) {
    visit.say("checkout.opened", { because: "chosen" });
    checkout(visit);
  }
  if (purse.purchased < credits) return hold(visit, requestId, credits);
  purse.purchased -= credits;
  visit.say("credits.held", { requestId, credits });
  return { requestId, credits, parts: { ...noParts(), purchased: credits } };
}

export function release(visit: Visit, { requestId, credits, parts }: Hold): void {
  giveBack(visit.visitor.purse, parts);
  visit.say("credits.released", { requestId, credits });
}

/** What a request costs, divided over what was held. */
export type Charge = {
  readonly credits: number;
  readonly costMicroUsd: number;
  readonly funding: Funding;
  readonly parts: Parts;
};

/** Never more than was held. */
export function chargeOf({ credits: held, parts: from }: Hold, costMicroUsd: number): Charge {
  const credits = Math.min(held, creditsFor(costMicroUsd));
  const parts = noParts();
  move(from, parts, credits);
  return { credits, costMicroUsd, funding: mainFunding(parts), parts };
}

/** Charges, settles each funding's part of the cost, and gives back what is left of the hold. */
export function settle(visit: Visit, { requestId, parts: left }: Hold, { credits, costMicroUsd, parts }: Charge): void {
  const { chance, setting, tally, visitor } = visit;
  const fails = chance.happens(setting.world.supply.settlementFailed);
  let unpaid = credits;
  let unsettled = costMicroUsd;
  for (const funding of fundings) {
    const part = parts[funding];
    if (part === 0) continue;
    visit.say("credits.spent", { requestId, funding, credits: part });
    tally.spend(funding, part);
    // In proportion and whole; the last part takes what rounding leaves, so that the parts add up to the cost.
    unpaid -= part;
    const amountMicroUsd = unpaid === 0 ? unsettled : Math.floor((costMicroUsd * part) / credits);
    unsettled -= amountMicroUsd;
    if (!fails) visit.say("payment.settled", { requestId, funding, credits: part, amountMicroUsd });
  }
  if (!fails && parts.purchased > 0 && visitor.weekBefore === visitor.week - 1) tally.repeatPurchases += 1;
  if (fails) visit.say("payment.failed", { requestId, amountMicroUsd: costMicroUsd, reason: "unreachable" });
  const releasedCredits = total(left);
  if (releasedCredits === 0) return;
  giveBack(visitor.purse, left);
  visit.say("credits.released", { requestId, credits: releasedCredits });
}

/** The funding that carried most; of equal ones the one that says more about willingness to pay. */
function mainFunding(parts: Parts): Funding {
  let main: Funding = "free";
  for (const funding of fundings) if (parts[funding] >= parts[main]) main = funding;
  return main;
}

function giveBack(purse: Parts, parts: Parts): void {
  purse.free += parts.free;
  purse.granted += parts.granted;
  purse.purchased += parts.purchased;
}

export function buyAhead(visit: Visit): void {
  if (!visit.happens(visit.visitor.habit.buysAhead, "buys")) return;
  visit.say("checkout.opened", { because: "chosen" });
  checkout(visit);
}

/** Credits have run out: some buy, most leave. */
export function buyBecauseOut(visit: Visit): boolean {
  visit.say("checkout.opened", { because: "ran-out" });
  return visit.happens(visit.visitor.habit.buys, "buys") && checkout(visit);
}

function checkout(visit: Visit): boolean {
  const { chance, setting, visitor } = visit;
  const { pack, credits } = setting.deals.pack.at(chance.next());
  const purchaseId = visit.mint("pur");
  const priceMicroUsd = credits * microUsdPerCredit;
  visit.pass(5_000, 40_000);
  visit.say("checkout.started", { purchaseId, pack, credits, priceMicroUsd });
  visit.pass(8_000, 60_000);
  if (!chance.happens(visitor.habit.pays)) {
    visit.say("checkout.abandoned", { purchaseId, pack });
    return false;
  }
  visit.say("credits.purchased", { purchaseId, pack, credits, priceMicroUsd });
  visit.tally.bought(credits, priceMicroUsd);
  visitor.purse.purchased += credits;
  visitor.hasBought = true;
  return true;
}
