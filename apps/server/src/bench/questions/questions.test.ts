import { readSupplyEvidence, seededRandom, type TimingAnswer, TimingQuestion } from "@flywheel/demand";
import type { Store } from "@flywheel/store";
import { openTestStores } from "@flywheel/store/testing";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { summaryOf } from "../questions.ts";
import { besideIntake } from "./beside-intake.ts";
import { dozenNames, dozenOf, wholePages } from "./dozen.ts";
import { copyVisitors, dayMs, days, takeInVisitors } from "./fill.ts";

const endMs = Date.UTC(2026, 5, 1);
const range = { fromMs: endMs - days * dayMs, toMs: endMs };
const stores = openTestStores({ now: () => endMs });
const answersOf = new Map<string, unknown>();

describe.each(stores)("on $engine", (testStore) => {
  it("[SV140] every question of the bench is answered, alike on both engines", { timeout: 120_000 }, async () => {
    const store = await testStore.open();
    expect(await takeInVisitors(store, 6, endMs)).toBeGreaterThan(100);
    for (const name of dozenNames) {
      const answer = await dozenOf(range)[name].ask(store.questions, endMs);
      for (const part of [answer].flat())
        expect(part, name).toMatchObject({ asOfMs: endMs, basis: { simulated: true } });
      sameAsBefore(name, answer);
    }
    const question = TimingQuestion.parse({ app: null, traffic: "simulated", ...range });
    const evidence = await readSupplyEvidence(store.questions, question, endMs, { random: seededRandom(1) });
    expect(evidence?.opportunity).toHaveLength(500);
    sameAsBefore("supply evidence", evidence);
  });

  it("[SV144] the page of the flywheel is both of its questions, and the timing reads what supply could bring", {
    timeout: 120_000,
  }, async () => {
    const store = await testStore.open();
    await takeInVisitors(store, 6, endMs);
    const asked = dozenOf(range);
    const [flywheel, layers, page] = await Promise.all(
      (["flywheel", "layers", "flywheel-page"] as const).map((name) => asked[name].ask(store.questions, endMs)),
    );
    expect(page).toEqual([flywheel, layers]);
    const { verdict } = (await asked.timing.ask(store.questions, endMs)) as TimingAnswer;
    const supply = verdict.rules
      .flatMap(({ checks }) => checks)
      .find((it) => it.check === "supply-share-of-opportunity");
    expect(supply?.found).not.toBeNull();
  });

  it("[SV142] intake is timed while all questions are asked at once", { timeout: 120_000 }, async () => {
    const store = await testStore.open();
    const load = { seconds: 1, eventsPerSecond: 100, batch: 20 };
    const asked = dozenOf(range);
    const atOnce = dozenNames.filter((name) => !wholePages.includes(name)).map((name) => asked[name]);
    const beside = await besideIntake(store, atOnce, endMs, load);
    expect(beside.atOnce).toBe(13);
    expect(beside.ackMsP99).toBeGreaterThanOrEqual(beside.ackMsP50);
    const [row] = await store.questions.rows(sql`select count(*) as n from events`);
    expect(Number(row?.n)).toBe(100);
  });
});

it("[SV141] a copy of a visitor is somebody else, at another time, with links of their own", {
  timeout: 120_000,
}, async () => {
  const testStore = stores.find(({ engine }) => engine === "postgres");
  const databaseUrl = testStore?.databaseUrl();
  if (!testStore || !databaseUrl) throw new Error("PostgreSQL is there for tests");
  const store = await testStore.open();
  const taken = await takeInVisitors(store, 6, endMs);
  const before = await countsOf(store);
  expect(await copyVisitors(databaseUrl, 2 * taken)).toBe(2 * taken);
  const after = await countsOf(store);
  expect(before.links).toBeGreaterThan(0);
  expect(after).toEqual({ events: 2 * taken, visitors: 2 * before.visitors, links: 2 * before.links });
});

/** As on the engine that was asked first. */
function sameAsBefore(name: string, answer: unknown): void {
  if (answersOf.has(name)) expect(answer, name).toEqual(answersOf.get(name));
  answersOf.set(name, answer);
}

async function countsOf({ questions }: Store) {
  const [row] = await questions.rows(sql`select count(*) as events, count(distinct visitor_key) as visitors,
    count(distinct case when name = 'share.created' then (props ->> 'shareId') end) as links from events`);
  return { events: Number(row?.events), visitors: Number(row?.visitors), links: Number(row?.links) };
}

it("[SV143] the summary has the named questions, of the flywheel its whole page, and how many times as long PostgreSQL takes", () => {
  const line = (question: (typeof dozenNames)[number], ms: number, postgresMs: number) =>
    ({ bench: "questions", question, events: 10, ms, cachedMs: 0, postgresMs }) as const;
  const lines = [
    line("trend", 10, 200),
    line("funnel", 20, 140),
    line("retention", 5, 50),
    line("lifecycle", 4, 36),
    line("flywheel", 70, 490),
    line("layers", 60, 480),
    line("flywheel-page", 100, 600),
  ];
  expect(summaryOf(10, lines)).toEqual({
    ...{ bench: "questions", events: 10, trend: 10, funnel: 20, retention: 5, lifecycle: 4, flywheel: 100 },
    ...{ ratioMin: 6, ratioMedian: 8 },
  });
});
