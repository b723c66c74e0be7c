import { seededRandom } from "@flywheel/statistics";
import type { QuestionEngine } from "@flywheel/store";
import { openTestStores } from "@flywheel/store/testing";
import { describe, expect, it } from "vitest";
import { clockMs } from "../asking/clock.ts";
import { judgePlateau } from "../timing/plateau.ts";
import { panelAt } from "../timing/returns.ts";
import { readSupplyEvidence } from "../timing/supply-of-flywheel.ts";
import { timingThresholds } from "../timing/thresholds.ts";
import { answerTiming } from "../timing/timing.ts";
import { TimingQuestion } from "../timing/timing-question.ts";
import { answerFlywheel } from "./ask-flywheel.ts";
import { answerLayers } from "./ask-layers.ts";
import { collapseInTurns, drawInTurns } from "./bootstrap-in-turns.ts";
import { closedWeeks } from "./closed-weeks.ts";
import { FlywheelQuestion, targetsOf } from "./flywheel-question.ts";
import { growthOf } from "./growth.ts";
import { asOfMs, startMs, weekMs, world } from "./invented-world.ts";
import { drawGains, judgeRows } from "./judge.ts";
import { judgedInTurns } from "./judged-in-turns.ts";
import { LayersQuestion } from "./layers-question.ts";
import { VisitorWeeks } from "./visitor-weeks.ts";
import { answerWhatIf } from "./what-if.ts";
import { WhatIfQuestion } from "./what-if-question.ts";
import { readWithoutDays } from "./without-days.ts";

const scope = { app: null, traffic: "real", fromMs: startMs - 4 * weekMs, toMs: asOfMs } as const;
const draws = 40;
type Given = { readonly random: () => number; readonly signal: AbortSignal };

const questions = {
  flywheel: (engine: QuestionEngine, given: Given) => {
    const question = FlywheelQuestion.parse({ ...scope, leaveOutDays: true });
    const asked = { ...question, draws, targets: targetsOf({}), experiments: [] };
    return answerFlywheel(engine, asked, asOfMs, given);
  },
  layers: (engine: QuestionEngine, given: Given) => {
    const question = LayersQuestion.parse({ ...scope, weeks: 5, breakdown: { by: "cohort" } });
    return answerLayers(engine, { ...question, draws }, asOfMs, given);
  },
  "what-if": (engine: QuestionEngine, given: Given) => {
    const question = WhatIfQuestion.parse({ ...scope, layer: "users", rate: 0.8 });
    return answerWhatIf(engine, { ...question, draws }, asOfMs, given);
  },
  "supply in the timing": (engine: QuestionEngine, given: Given) =>
    readSupplyEvidence(engine, TimingQuestion.parse(scope), asOfMs, given),
  timing: (engine: QuestionEngine, { random, signal }: Given) => {
    const phones = { key: "phones", name: "Phones", all: [{ kind: "property", property: "device", in: ["phone"] }] };
    const question = TimingQuestion.parse({ ...scope, declared: [{ segment: phones, declaredAtMs: startMs }] });
    const few = { visitors: 10, purchasers: 1, segmentVisitors: 1 };
    return answerTiming(
      engine,
      question,
      { thresholds: { ...timingThresholds, ...few }, supply: null, random },
      asOfMs,
      signal,
    );
  },
};

describe.each(openTestStores())("a question that is given up on $engine", (backend) => {
  const { events, people } = world(166, 120);

  async function filled() {
    const store = await backend.open();
    await store.events.append([...events]);
    return store.questions;
  }

  /** Gives up at a reading or a draw; how many draws and readings there were then. */
  async function asked(
    engine: QuestionEngine,
    ask: (engine: QuestionEngine, given: Given) => Promise<unknown>,
    given: { readonly reading?: number; readonly draw?: number } = {},
  ) {
    const stop = new AbortController();
    const next = seededRandom(9);
    let [drawn, read] = [0, 0];
    const random = () => {
      drawn += 1;
      if (drawn === given.draw) {
        stop.abort(new Error("given up"));
        // Its turn is over, whatever is left of the draw.
        for (const untilMs = clockMs() + 20; clockMs() < untilMs; );
      }
      return next();
    };
    // Does not listen itself, so that what follows the readings has to.
    const rows: QuestionEngine["rows"] = async (query) => {
      const found = await engine.rows(query);
      read += 1;
      if (read === given.reading) stop.abort(new Error("given up"));
      return found;
    };
    const failed = await ask({ rows }, { random, signal: stop.signal }).then(
      () => null,
      (error: Error) => error.message,
    );
    return { failed, drawn, read };
  }

  it.each(Object.keys(questions) as (keyof typeof questions)[])("[DE166] stops within a turn: %s", async (name) => {
    const [engine, ask] = [await filled(), questions[name]];
    const whole = await asked(engine, ask);
    expect(whole.failed).toBeNull();
    expect(whole.drawn).toBeGreaterThan(10 * people.length);
    expect(await asked(engine, ask, { reading: whole.read })).toEqual({ ...whole, failed: "given up", drawn: 0 });
    for (const share of [0.001, 0.3, 0.6, 0.95]) {
      const draw = Math.ceil(share * whole.drawn);
      const { failed, drawn } = await asked(engine, ask, { draw });
      expect(failed, `at ${share}`).toBe("given up");
      expect(drawn - draw, `at ${share}`).toBeLessThan(people.length);
    }
  });

  it("[DE166] leaves out no more days", async () => {
    const engine = await filled();
    const question = VisitorWeeks.parse(scope);
    const weeks = closedWeeks(question, asOfMs);
    if (weeks === null) throw new Error("ten weeks are over");
    const days = (given: number | null) =>
      asked(
        engine,
        (of, { signal }) => readWithoutDays(of, question, { weeks, asOfMs, signal }, () => 0),
        given === null ? {} : { reading: given },
      );
    expect(await days(null)).toEqual({ failed: null, drawn: 0, read: 3 });
    expect(await days(3)).toEqual({ failed: "given up", drawn: 0, read: 3 });
  });
});

it("[DE166] no piece of an answer begins that is given up", async () => {
  const signal = AbortSignal.abort(new Error("given up"));
  const never = () => {
    throw new Error("drawn");
  };
  const rows = await judgeRows([]);
  const judging = { targets: targetsOf({}), spareRequests: null, draws };
  const seen = { firstWhole: 0, first: 4, lastClosed: 9 };
  const pieces = [
    judgeRows([], () => 0, signal),
    drawGains(rows, judging, never, signal),
    growthOf([], [], { population: "everybody", seen, draws, signal }, never),
    collapseInTurns([], 2, signal),
    drawInTurns(rows, draws, never, () => 0, signal),
    judgedInTurns([], seen, signal),
    panelAt([], 4, { lastClosed: 9, points: 4, atLeast: 1, reachedBy: 0.5 }, signal),
    judgePlateau({ firstAge: 1, lastAge: 4, visitors: 1, rows }, { ...timingThresholds.plateau }, never, signal),
  ];
  for (const piece of await Promise.allSettled(pieces)) {
    expect(piece).toMatchObject({ status: "rejected", reason: { message: "given up" } });
  }
});
