import type { Random } from "@flywheel/statistics";
import type { QuestionEngine } from "@flywheel/store";
import { readCapacity } from "../flywheel/capacity.ts";
import { closedWeeks, outcomeWeeks } from "../flywheel/closed-weeks.ts";
import { targetsOf } from "../flywheel/flywheel-question.ts";
import { drawGains, judgeRows } from "../flywheel/judge.ts";
import { judgedInTurns } from "../flywheel/judged-in-turns.ts";
import { readShareOfIncentives } from "../flywheel/read-withdrawn.ts";
import { readSpareRequests } from "../flywheel/spare.ts";
import { readVisitorWeeks } from "../flywheel/visitor-weeks.ts";
import type { SupplyEvidence } from "./evidence.ts";
import { supplyEvidenceOf } from "./supply-evidence.ts";
import type { TimingQuestion } from "./timing-question.ts";

/** Of the bootstrap, as many as the flywheel's own answer has at least. */
const draws = 500;

/**
 * What the flywheel says of supply, of the scope and the targets of the question and of its last closed weeks, as many as
 * a flywheel is usually asked about: whether supply limits is a matter of today, however old the cohorts are. Facts of the
 * network are those of the same weeks. Null while no week is over.
 */
export async function readSupplyEvidence(
  engine: QuestionEngine,
  question: TimingQuestion,
  asOfMs: number,
  { random, signal }: { readonly random: Random; readonly signal?: AbortSignal },
): Promise<SupplyEvidence | null> {
  const { app, traffic, fromMs, toMs, timeZone, weekStart, segment, statedWaitMs, targets } = question;
  const scope = { app, traffic, fromMs, toMs, timeZone, weekStart, segment, statedWaitMs };
  const weeks = closedWeeks(scope, asOfMs);
  if (weeks === null) return null;
  const period = { traffic, fromMs: weeks.fromMs, toMs: weeks.toMs };
  const [trajectories, shareOfIncentives, spareRequests, capacity] = await Promise.all([
    readVisitorWeeks(engine, scope, asOfMs, { signal }),
    readShareOfIncentives(engine, scope, asOfMs, signal),
    readSpareRequests(engine, { traffic, ...outcomeWeeks(scope, weeks) }, asOfMs, signal),
    readCapacity(engine, period, asOfMs, signal),
  ]);
  const judged = await judgedInTurns(trajectories, weeks, signal);
  const rows = await judgeRows(judged, shareOfIncentives, signal);
  const gains = await drawGains(rows, { targets: targetsOf(targets), spareRequests, draws }, random, signal);
  return supplyEvidenceOf(gains, capacity);
}
