import { answerTrend, FlywheelQuestion, Trend } from "@flywheel/demand";
import { CopyRebuildingError, type QuestionEngine, QuestionsBusyError, StoreError } from "@flywheel/store";
import { type EventId, type ModelId, mint, type NetworkEvent, type SessionId } from "@flywheel/vocabulary";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createAppRouter } from "../router.ts";
import { contextOf, openProduct, personOf } from "../testing/product.ts";

const dayMs = 86_400_000;
const stepMs = 10_000;
const product = await openProduct();
afterAll(() => product.close());
const viewer = contextOf({ person: personOf("viewer") });
/** An hour later than everything here happens, in the middle of a step. */
const clock = { ms: Math.floor(Date.now() / stepMs) * stepMs + 3_600_000 + 4_000 };

const asked: string[] = [];
const questions: QuestionEngine = {
  rows(question, options) {
    asked.push("rows");
    return product.questions.rows(question, options);
  },
};
const routerWith = (engine: QuestionEngine) =>
  createAppRouter({ ...product, questions: engine, now: () => clock.ms }).createCaller(viewer);
const demand = routerWith(questions).demand;

const scope = {
  app: null,
  traffic: "real" as const,
  fromMs: clock.ms - 20 * dayMs,
  toMs: clock.ms + dayMs,
};
const opening = { name: "app.opened" as const };
const asking = { name: "prompt.submitted" as const };
const daily = { ...scope, of: [opening], interval: "day" as const, breakdown: null, percentiles: [] };

beforeAll(async () => {
  const { now, randomBytes } = product;
  for (const app of ["chat", "chat", "image-studio"] as const) {
    const visitor = await product.aVisitor();
    const event = { id: mint<EventId>("evt", randomBytes), name: "app.opened", app, atMs: now(), seq: 0, fields: {} };
    await createAppRouter(product)
      .createCaller(contextOf({ visitor }))
      .telemetry.record({
        sentAtMs: now(),
        lost: 0,
        events: [{ ...event, sessionId: mint<SessionId>("ses", randomBytes) }],
      });
  }
  const seen = async () => (await answerTrend(product.questions, Trend.parse(daily), clock.ms)).basis.events;
  await vi.waitFor(async () => expect(await seen()).toBe(3), { timeout: 20_000 });
});

describe("[AP80] every question about demand", () => {
  const all = {
    trend: () => demand.trend(daily),
    funnel: () => demand.funnel({ ...scope, steps: [opening, asking], windowMs: dayMs, order: "ordered" }),
    retention: () =>
      demand.retention({
        ...{ ...scope, start: opening, return: opening, type: "first_ever", mode: "exact" },
        ...{ interval: "day", clock: "calendar", periods: 3 },
      }),
    lifecycle: () => demand.lifecycle({ ...scope, of: [opening], interval: "day" }),
    stickiness: () => demand.stickiness({ ...scope, of: [opening], everyDays: 7 }),
    powerCurve: () => demand.powerCurve({ ...scope, of: [opening] }),
    paths: () =>
      demand.paths({ ...scope, from: opening, direction: "next", places: null, repeats: "merged", steps: 3 }),
    valueDistribution: () =>
      demand.valueDistribution({
        ...{ ...scope, amount: { of: opening, take: "count" }, among: null },
        ...{ percentiles: [0.5], bounds: [], topPerMille: [] },
      }),
    unmetDemand: () => demand.unmetDemand(scope),
    flywheel: () => demand.flywheel(scope),
    layers: () => demand.layers({ ...scope, breakdown: { by: "app" } }),
    whatIf: () => demand.whatIf({ ...scope, layer: "users", rate: 0.8 }),
    timing: () => demand.timing(scope),
  };

  it.each(Object.entries(all))(
    "is answered for who may look, with its moment and what it rests on: %s",
    async (_, ask) => {
      const { asOfMs, basis, question } = await ask();
      expect(asOfMs).toBe(clock.ms - 4_000);
      expect(question).toMatchObject({ app: null, traffic: "real", timeZone: "UTC", weekStart: 1 });
      expect(basis).toMatchObject({ simulated: false });
    },
  );

  it("has no other procedures than these", () => {
    const names = Object.keys(createAppRouter(product)._def.procedures).filter((name) => name.startsWith("demand."));
    expect(names.sort()).toEqual(
      Object.keys(all)
        .map((name) => `demand.${name}`)
        .sort(),
    );
  });

  it("is the answer of the question itself", async () => {
    const answer = await demand.trend(daily);
    expect(answer).toEqual(await answerTrend(product.questions, Trend.parse(daily), clock.ms - 4_000));
    expect(answer.points).toMatchObject([{ events: 3, visitors: 3 }]);
  });

  it("is computed once within ten seconds, and anew after them", async () => {
    clock.ms += stepMs;
    asked.length = 0;
    const [one, other] = await Promise.all([demand.trend(daily), demand.trend({ ...daily })]);
    expect(one).toBe(other);
    const readings = asked.length;
    expect(readings).toBeGreaterThan(0);
    await demand.trend(daily);
    expect(asked).toHaveLength(readings);
    clock.ms += stepMs;
    expect((await demand.trend(daily)).asOfMs).toBe(one.asOfMs + stepMs);
    expect(asked).toHaveLength(2 * readings);
  });

  it("judges layers by what is stated, and says what is not", async () => {
    const question = FlywheelQuestion.parse({ ...scope, targets: { users: 0.4 } });
    const answer = await demand.flywheel(question);
    expect(answer.question.targets).toMatchObject({
      users: { rate: 0.4, origin: "stated" },
      compute: { origin: "default" },
    });
  });
});

describe("[AP82] the timing", () => {
  it("is told what the flywheel says of supply, by its targets; the draws stay here", async () => {
    const supplyOf = async (targets = {}) => {
      clock.ms += stepMs;
      const answer = await demand.timing({ ...scope, targets });
      const found = (check: string) => answer.verdict.rules[0]?.checks.find((it) => it.check === check)?.found;
      return { answer, share: found("supply-share-of-opportunity"), busy: found("busy-minutes") };
    };
    expect(await supplyOf()).toMatchObject({ share: 0, busy: null });
    const minute = (place: number, served: number): NetworkEvent => ({
      id: mint<EventId>("evt", product.randomBytes),
      ...{ name: "node.measured", atMs: clock.ms - 10 * dayMs + place * 60_000, layer: "compute", node: "a" },
      ...{ model: "house/small" as ModelId, value: served * 10_000, simulated: false },
      fields: { served, refused: 0, activeMs: 60_000 },
    });
    await product.events.appendNetwork([minute(0, 6), minute(1, 1), minute(2, 6), minute(3, 5)]);
    await vi.waitFor(async () => expect((await supplyOf()).busy).toBe(0.75), { timeout: 20_000 });
    const { answer } = await supplyOf({ compute: 0.9 });
    expect(answer.question.targets).toEqual({ compute: 0.9 });
    expect(JSON.stringify(answer)).not.toContain('opportunity":');
  });

  it("[DE222] is held against the thresholds that the question states", async () => {
    const { verdict } = await demand.timing({ ...scope, thresholds: { organicShare: 0.3, probeNoise: 0.1 } });
    expect(verdict.thresholds).toMatchObject({ organicShare: 0.3, purchasedShare: 0.1, probe: { noise: 0.1 } });
    expect((await demand.timing(scope)).verdict.thresholds.organicShare).toBe(0.6);
  });
});

describe("[AP81] a question that asks for too much", () => {
  it.each([
    ["57014", "ask for less time"],
    ["53200", "ask for less time or fewer groups"],
    ["54000", "ask for less time or fewer groups"],
  ])("is told so, with what to do (%s)", async (sqlstate, advice) => {
    const facts = { operation: "questions.rows", sqlstate, constraint: null, explanation: null };
    const engine = { rows: () => Promise.reject(new StoreError(facts)) };
    await expect(routerWith(engine).demand.trend(daily)).rejects.toMatchObject({
      code: "UNPROCESSABLE_CONTENT",
      message: expect.stringContaining(advice),
    });
  });

  it("is not blamed for another failure of the store", async () => {
    const facts = { operation: "events.append", sqlstate: "57014", constraint: null, explanation: null };
    const engine = { rows: () => Promise.reject(new StoreError(facts)) };
    await expect(routerWith(engine).demand.trend(daily)).rejects.toMatchObject({ code: "INTERNAL_SERVER_ERROR" });
  });

  it.each([
    ["a range that ends before it starts", { fromMs: scope.toMs, toMs: scope.fromMs }],
    ["a zone that is none", { timeZone: "Mars/Olympus" }],
    ["no event", { of: [] }],
  ])("or for what cannot be is refused: %s", async (_, wrong) => {
    await expect(demand.trend({ ...daily, ...wrong })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("[AP88] a question that cannot be answered just now", () => {
  const askedOf = (failure: Error) => routerWith({ rows: () => Promise.reject(failure) }).demand.trend(daily);

  it("because too many wait is told so, as one that is not asked again by itself", async () => {
    await expect(askedOf(new QuestionsBusyError())).rejects.toMatchObject({
      code: "TOO_MANY_REQUESTS",
      message: expect.stringContaining("too many questions are waiting"),
    });
  });

  it("because the copy is being rebuilt is told so, and how far that is", async () => {
    await expect(askedOf(new CopyRebuildingError({ rows: 40, ofAbout: 90 }))).rejects.toMatchObject({
      code: "SERVICE_UNAVAILABLE",
      message: expect.stringMatching(/being rebuilt \(40 of about 90 rows are there\): ask again/),
    });
  });
});

it("[AP89] an answer is as of a moment that the copy has reached", async () => {
  const asOf = async (lagMs?: () => number) =>
    (await routerWith(lagMs ? { ...questions, lagMs } : questions).demand.trend(daily)).asOfMs;
  const nowMs = await asOf();
  expect(await asOf(() => 800)).toBe(nowMs);
  expect(await asOf(() => 1_200_000)).toBe(nowMs - 1_200_000);
});
