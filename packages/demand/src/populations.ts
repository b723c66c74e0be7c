import { events, type QuestionEngine } from "@flywheel/store";
import { sql } from "drizzle-orm";
import { readNumber } from "./rows.ts";

/** How many events of visitors there are of each population, bots included. */
export type Populations = { readonly real: number; readonly simulated: number };

export async function answerPopulations(engine: QuestionEngine, signal?: AbortSignal): Promise<Populations> {
  const rows = await engine.rows(
    sql`select ${events.simulated} as simulated, count(*) as held from ${events} group by 1`,
    signal ? { signal } : {},
  );
  const held = (simulated: boolean) => readNumber(rows.find((row) => row.simulated === simulated)?.held) ?? 0;
  return { real: held(false), simulated: held(true) };
}
