import type { TakenEvent } from "@flywheel/vocabulary";
import { countedSlowly, groupedBy, inOrder, knownSlowly } from "../asking/asking.twin.ts";
import type { Scope } from "../asking/scope.ts";
import type { ProbeCounts } from "./probe.ts";
import type { FundedVisitors } from "./served-by-funding.ts";
import type { SurveyAnswers } from "./survey.ts";
import type { Timelines } from "./timelines-question.ts";

/** The last answers of activated visitors, one visitor at a time. */
export function surveyAnswersSlowly(
  scope: Scope,
  survey: string,
  asOfMs: number,
  taken: readonly TakenEvent[],
): SurveyAnswers {
  const answers = countedSlowly(scope, [{ name: "survey.answered", where: { survey } }], asOfMs, taken);
  const kept = knownSlowly(scope, asOfMs, taken).filter(
    (it) => it.name === "output.kept" && !it.bot && (scope.app === null || it.app === scope.app),
  );
  const said = visitorsOf(answers).flatMap((visitor) => {
    const last = inOrder(answers.filter((it) => it.visitorKey === visitor)).at(-1);
    const activated = kept.some((it) => it.visitorKey === visitor && last !== undefined && it.atMs <= last.atMs);
    return last !== undefined && activated ? [last.fields.answer] : [];
  });
  const of = (answer: string) => said.filter((it) => it === answer).length;
  return { very: of("very"), somewhat: of("somewhat"), not: of("not"), notApplicable: of("not-applicable") };
}

export function probeCountsSlowly(scope: Scope, asOfMs: number, taken: readonly TakenEvent[]): readonly ProbeCounts[] {
  const names = ["probe.shown", "probe.declined", "probe.committed", "probe.prepaid"] as const;
  const met = countedSlowly(
    scope,
    names.map((name) => ({ name })),
    asOfMs,
    taken,
  );
  return [...new Set(met.map(({ fields }) => String(fields.probe)))].sort().map((probe) => {
    const of = met.filter(({ fields }) => fields.probe === probe);
    const furthest = visitorsOf(of).map((visitor) => {
      const theirs = of.filter(({ visitorKey }) => visitorKey === visitor);
      if (theirs.some(({ name }) => name === "probe.prepaid")) return "prepaid";
      if (theirs.some(({ fields }) => fields.commitment === "contact")) return "contact";
      return theirs.some(({ fields }) => fields.commitment === "click") ? "click" : "shown";
    });
    const times = (commitment: string) => furthest.filter((it) => it === commitment).length;
    return {
      probe,
      shown: furthest.length,
      click: times("click"),
      contact: times("contact"),
      prepaid: times("prepaid"),
    };
  });
}

/** One row per visitor with a served request, of members of the segment. */
export function servedByFundingSlowly(
  question: Timelines,
  began: { readonly fromMs: number; readonly toMs: number },
  asOfMs: number,
  taken: readonly TakenEvent[],
): readonly FundedVisitors[] {
  const known = knownSlowly(question, asOfMs, taken).filter(
    (it) => !it.bot && it.atMs < question.toMs && (question.app === null || it.app === question.app),
  );
  const names = ["inference.completed", "answer.awaited"] as const;
  const entering = countedSlowly(
    question,
    names.map((name) => ({ name })),
    asOfMs,
    taken,
  );
  const members = new Set(visitorsOf(entering));
  const telling = known.filter(
    ({ name, visitorKey }) => names.some((it) => it === name) && (question.segment === null || members.has(visitorKey)),
  );
  return visitorsOf(telling).flatMap((visitor) => {
    const theirs = telling.filter((it) => it.visitorKey === visitor && it.requestId !== null);
    const counts = { free: 0, granted: 0, purchased: 0 };
    for (const own of groupedBy(theirs, ({ requestId }) => requestId).values()) {
      const beganMs = Math.min(...own.map(({ atMs }) => atMs));
      if (beganMs < began.fromMs || beganMs >= began.toMs || own.some(({ name }) => name === "answer.awaited"))
        continue;
      const on = (funding: string) => own.some(({ fields }) => fields.funding === funding);
      if (on("granted")) counts.granted += 1;
      else if (on("purchased")) counts.purchased += 1;
      else if (on("free")) counts.free += 1;
    }
    return counts.free + counts.granted + counts.purchased === 0 ? [] : [{ visitors: 1, ...counts }];
  });
}

const visitorsOf = (events: readonly TakenEvent[]) => [...new Set(events.map(({ visitorKey }) => visitorKey))];
