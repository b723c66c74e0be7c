import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answers, createAnswers, stepMs } from "@flywheel/demand";
import { openStore, type QuestionEngine, type Store } from "@flywheel/store";
import { startTestPostgres } from "@flywheel/store/test-postgres";
import { quantile } from "./quantile.ts";
import { type BesideIntake, besideIntake } from "./questions/beside-intake.ts";
import { type AskedQuestion, type DozenName, dozenNames, dozenOf, wholePages } from "./questions/dozen.ts";
import { dayMs, days, fill } from "./questions/fill.ts";

export type QuestionLine = {
  readonly bench: "questions";
  readonly question: DozenName;
  readonly events: number;
  /** The median of five, each of another moment, so that none is known already. */
  readonly ms: number;
  readonly cachedMs: number;
  readonly postgresMs: number;
};

export type QuestionsSummary = {
  readonly bench: "questions";
  readonly events: number;
  readonly trend: number;
  readonly funnel: number;
  readonly retention: number;
  readonly lifecycle: number;
  /** Of the whole page. */
  readonly flywheel: number;
  /** How many times as long PostgreSQL takes. */
  readonly ratioMin: number;
  readonly ratioMedian: number;
  readonly intakeP99Ms: number;
};

const asks = 5;
const beside = { seconds: 20, eventsPerSecond: 2_000, batch: 50 } as const;

/**
 * How long a dozen questions and the whole page of the flywheel take on the projection, asked cold and again, and the same
 * SQL straight on the PostgreSQL that it was copied from; and how soon intake acknowledges while all are asked at once.
 */
export async function benchQuestions(
  { events }: { readonly events: number },
  say: (line: QuestionLine | ({ readonly bench: "questions"; readonly part: "intake" } & BesideIntake)) => void,
): Promise<QuestionsSummary> {
  const postgres = await startTestPostgres({ durable: true });
  const dataDir = await mkdtemp(join(tmpdir(), "flywheel-bench-"));
  const { databaseUrl } = postgres;
  try {
    const endMs = Math.floor(Date.now() / dayMs) * dayMs;
    const held = await fill({ databaseUrl, dataDir, events }, endMs);
    await rm(join(dataDir, "projection"), { recursive: true });
    await using store = await openStore({ databaseUrl, dataDir, now: Date.now });
    await untilSorted(store, held);
    const questions = dozenOf({ fromMs: endMs - days * dayMs, toMs: endMs });
    const lines: QuestionLine[] = [];
    for (const question of dozenNames) {
      const measured = await measure(store, questions[question], endMs);
      const line = { bench: "questions", question, events: held, ...measured } as const;
      lines.push(line);
      say(line);
    }
    const atOnce = dozenNames.filter((name) => !wholePages.includes(name)).map((name) => questions[name]);
    const intake = await besideIntake(store, atOnce, endMs, beside);
    say({ bench: "questions", part: "intake", ...intake });
    return { ...summaryOf(held, lines), intakeP99Ms: intake.ackMsP99 };
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Questions are asked of rows in the order in which a server that is left alone keeps them; it leaves a few as they came. */
async function untilSorted(store: Store, events: number): Promise<void> {
  for (;;) {
    const { phase, sortedRows } = store.projection();
    if (phase === "ready" && events - sortedRows <= Math.max(50_000, 0.2 * sortedRows)) return;
    await sleep(100);
  }
}

async function measure(store: Store, question: AskedQuestion, endMs: number) {
  let nowMs = endMs;
  const answers = createAnswers({ now: () => nowMs });
  await askOf(answers, store.questions, question); // opens the connections
  const cold: number[] = [];
  for (let turn = 0; turn < asks; turn += 1) {
    nowMs += stepMs;
    cold.push(await timed(() => askOf(answers, store.questions, question)));
  }
  const cached: number[] = [];
  for (let turn = 0; turn < asks; turn += 1) {
    cached.push(await timed(() => askOf(answers, store.questions, question)));
  }
  const { database } = store.staff;
  const straight: QuestionEngine = { rows: async (asked) => (await database.execute(asked)).rows };
  const postgresMs = await timed(() => question.ask(straight, nowMs));
  return {
    ms: round(quantile(cold, 0.5)),
    cachedMs: round(quantile(cached, 0.5)),
    postgresMs: round(postgresMs),
  };
}

const askOf = (answers: Answers, engine: QuestionEngine, { question, ask }: AskedQuestion) =>
  answers.ask("bench", question, (asOfMs, signal) => ask(engine, asOfMs, signal));

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

export function summaryOf(events: number, lines: readonly QuestionLine[]): Omit<QuestionsSummary, "intakeP99Ms"> {
  const msOf = (name: DozenName) => lines.find(({ question }) => question === name)?.ms ?? Number.NaN;
  const ratios = lines.map(({ ms, postgresMs }) => postgresMs / ms);
  return {
    bench: "questions",
    events,
    trend: msOf("trend"),
    funnel: msOf("funnel"),
    retention: msOf("retention"),
    lifecycle: msOf("lifecycle"),
    flywheel: msOf("flywheel-page"),
    ratioMin: round(Math.min(...ratios)),
    ratioMedian: round(quantile(ratios, 0.5)),
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
