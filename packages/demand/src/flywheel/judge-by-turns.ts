import type { Random } from "@flywheel/statistics";
import { giveWay } from "../asking/give-way.ts";
import type { GainDraw } from "./bottleneck.ts";
import type { GatedLayer, JudgedWeek } from "./gates.ts";
import { gainsOf, type Judgement, type JudgeQuestion, judgeDraws, judgeValues, judgeWidth } from "./judge.ts";
import type { ShareOfIncentives } from "./opportunity.ts";
import { collapsing, drawRows } from "./weighted-bootstrap.ts";

/** Some ten milliseconds of work each. */
const visitorsATurn = 200;
const drawsATurn = 50;

type Visitors = readonly { readonly visitors: number; readonly judged: readonly JudgedWeek[] }[];

/** What `judge` says of `judgeRows`, worked out in turns with whoever else waits for the thread. */
export async function judgeByTurns(
  visitors: Visitors,
  shareOfIncentives: ShareOfIncentives,
  question: JudgeQuestion,
  random: Random,
): Promise<Judgement> {
  const collapsed = collapsing(judgeWidth);
  let place = 0;
  for (const one of judgeValues(visitors, shareOfIncentives)) {
    collapsed.add(one);
    place += 1;
    if (place % visitorsATurn === 0) await giveWay();
  }
  const rows = collapsed.rows();
  const draws: GainDraw<GatedLayer>[] = [];
  for (const sums of drawRows(rows, question.draws, random)) {
    draws.push(gainsOf(sums, question));
    if (draws.length % drawsATurn === 0) await giveWay();
  }
  return judgeDraws(rows, question, draws);
}
