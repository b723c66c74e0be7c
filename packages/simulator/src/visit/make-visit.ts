import { weekOf } from "../population/setting.ts";
import type { SimulatedVisitor } from "../population/visitor.ts";
import { ask } from "./ask.ts";
import { enter } from "./enter.ts";
import { buyAhead } from "./pay.ts";
import { answerSurvey, meetProbes } from "./respond.ts";
import { type Stage, Visit } from "./visit.ts";

/** One visit from the first page to the last event, in order. */
export function makeVisit(stage: Stage, visitor: SimulatedVisitor): Visit {
  const { setting, chance } = stage;
  const { high, low } = visitor.key;
  visitor.visits += 1;
  chance.start(high, low, visitor.visits);
  // A first visit is for what the visitor came for.
  const strays = chance.happens(setting.world.others) && visitor.visits > 1;
  const visit = new Visit(stage, visitor, strays ? setting.deals.intent.at(chance.next()) : visitor.intent);

  const week = weekOf(visit.dayNumber);
  if (visitor.week !== week) [visitor.week, visitor.weekBefore] = [week, visitor.week];
  enter(visit);
  meetProbes(visit);
  buyAhead(visit);
  const asks = asksWanted(visit);
  for (let count = 0; count < asks; count += 1) {
    visit.pass(4_000, 120_000);
    if (!ask(visit)) break;
  }
  answerSurvey(visit);
  return visit;
}

function asksWanted(visit: Visit): number {
  const { chance, intent, visitor } = visit;
  const { asksAtFirst, asksLater, asks } = intent;
  const wants = visit.pointOf("asks") < (visitor.visits === 1 ? asksAtFirst : asksLater);
  const mean = chance.between(asks.least, asks.most) * visitor.habit.asks * visitor.effects.asks;
  // Whoever wants something asks once at least.
  return wants ? Math.max(1, chance.around(mean)) : 0;
}
