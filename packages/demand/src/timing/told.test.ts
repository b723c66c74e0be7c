import { openTestStores } from "@flywheel/store/testing";
import { type EventFilter, journey, type RequestId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { inventWeeks, weeksFromMs, weeksToMs } from "../asking/invented-weeks.ts";
import { Scope } from "../asking/scope.ts";
import { inventEvent } from "../invented-days.ts";
import { readProbeCounts } from "./probe-counts.ts";
import { type FundedVisitors, readServedByFunding } from "./served-by-funding.ts";
import { readSurveyAnswers } from "./survey-answers.ts";
import { Timelines } from "./timelines-question.ts";
import { probeCountsSlowly, servedByFundingSlowly, surveyAnswersSlowly } from "./told.twin.ts";

const dayMs = 86_400_000;
const said = (answer: string, survey = "would-miss"): EventFilter => ({
  name: "survey.answered",
  where: { survey, answer },
});
const surveyed = [...["very", "somewhat", "not", "not-applicable"].map((it) => said(it)), said("very", "other")];
const probed: readonly EventFilter[] = ["video", "voice"].flatMap((probe): EventFilter[] => [
  { name: "probe.shown", where: { probe } },
  { name: "probe.committed", where: { probe, commitment: "click" } },
  { name: "probe.committed", where: { probe, commitment: "contact" } },
  { name: "probe.prepaid", where: { probe } },
]);
const funded = ["free", "granted", "purchased"].map(
  (funding): EventFilter => ({ name: "inference.completed", where: { funding } }),
);

const scope = (seed: number) => ({
  app: seed % 3 === 0 ? ("image-studio" as const) : null,
  traffic: seed % 5 === 0 ? ("simulated" as const) : ("real" as const),
  fromMs: weeksFromMs + (seed % 4) * 9 * dayMs,
  toMs: weeksToMs - (seed % 3) * 6 * dayMs,
  segment:
    seed % 4 === 1
      ? { key: "n", name: "N", all: [{ kind: "property" as const, property: "device" as const, in: ["phone"] }] }
      : null,
});
const asOfMs = weeksToMs - 5 * dayMs;
/** Two, one of them asked in a segment, have a visitor with 10,000 events whom the question is about. */
const busySeeds = [12, 29];
const busy = (seed: number) => (busySeeds.includes(seed) ? 10_000 : 150);
const seeds = [...Array.from({ length: 11 }, (_, index) => index + 1), ...busySeeds];

describe.each(openTestStores())("what visitors told, on $engine", (backend) => {
  it.each(seeds)(
    "[DE145] the last answers of those who had kept an output, as the slow twin says (seed %i)",
    async (seed) => {
      const events = inventWeeks(seed, [...surveyed, journey.kept, journey.kept], busy(seed));
      const store = await backend.open();
      await store.events.append(events);
      const of = Scope.parse(scope(seed));
      const found = await readSurveyAnswers(store.questions, of, "would-miss", asOfMs);
      expect(found).toEqual(surveyAnswersSlowly(of, "would-miss", asOfMs, events));
    },
  );

  it("[DE145] an answer counts from the moment of the first kept output on", async () => {
    const at = (visitor: string, name: "output.kept" | "survey.answered", ms: number) =>
      inventEvent(visitor, {
        name,
        atMs: weeksFromMs + dayMs + ms,
        fields: name === "output.kept" ? {} : { survey: "would-miss", answer: "very" },
      });
    const store = await backend.open();
    await store.events.append([
      ...[at("ada", "output.kept", 0), at("ada", "survey.answered", 0)],
      ...[at("bob", "output.kept", 1), at("bob", "survey.answered", 0)],
    ]);
    const whole = Scope.parse({ app: null, traffic: "real", fromMs: weeksFromMs, toMs: weeksToMs });
    const found = await readSurveyAnswers(store.questions, whole, "would-miss", weeksToMs);
    expect(found).toEqual({ very: 1, somewhat: 0, not: 0, notApplicable: 0 });
  });

  it.each(seeds)("[DE146] the most that each visitor did at a probe, as the slow twin says (seed %i)", async (seed) => {
    // Fields go missing in invented weeks; a probe's name never does.
    const events = inventWeeks(seed, probed, busy(seed)).filter(({ fields }) => fields.probe !== undefined);
    const store = await backend.open();
    await store.events.append(events);
    const of = Scope.parse(scope(seed));
    expect(await readProbeCounts(store.questions, of, asOfMs)).toEqual(probeCountsSlowly(of, asOfMs, events));
  });

  it.each(seeds)("[DE147] served requests by funding, as the slow twin says (seed %i)", async (seed) => {
    const events = inventWeeks(seed, [...funded, ...funded, { name: "answer.awaited" }], busy(seed)).map(
      (event, place) => ({
        ...event,
        requestId: `req_${place % (busy(seed) > 150 ? 4_000 : 3)}_${event.visitorKey % 7n}` as RequestId,
      }),
    );
    const store = await backend.open();
    await store.events.append(events);
    const of = Timelines.parse(scope(seed));
    const [one, other] = [
      { fromMs: of.fromMs + 3 * dayMs, toMs: of.toMs - 4 * dayMs },
      { fromMs: of.fromMs - 2 * dayMs, toMs: of.toMs - 9 * dayMs },
    ];
    for (const spans of [
      { lately: one, ever: other },
      { lately: other, ever: one },
    ]) {
      const { lately, ever } = await readServedByFunding(store.questions, of, spans, asOfMs);
      expect(alone(lately)).toEqual(alone(servedByFundingSlowly(of, spans.lately, asOfMs, events)));
      expect(ever).toEqual(totalOf(servedByFundingSlowly(of, spans.ever, asOfMs, events)));
    }
  });
});

/** Visitor by visitor, in an order of their own. */
const alone = (rows: readonly FundedVisitors[]) =>
  rows
    .flatMap(({ visitors, free, granted, purchased }) =>
      Array.from({ length: visitors }, () => `${free} ${granted} ${purchased}`),
    )
    .sort();

const totalOf = (rows: readonly FundedVisitors[]) => {
  const total = (of: "free" | "granted" | "purchased") => rows.reduce((sum, row) => sum + row.visitors * row[of], 0);
  return { free: total("free"), granted: total("granted"), purchased: total("purchased") };
};
