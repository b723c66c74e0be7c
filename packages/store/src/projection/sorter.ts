import type { DuckDBConnection } from "@duckdb/node-api";
import { isOverMemory } from "./asking.ts";
import { nowMs } from "./clock.ts";
import { createPart } from "./loading.ts";
import type { Moment } from "./messages.ts";
import { type ProjectedTable, projectedTables } from "./projected-tables.ts";
import { type ProjectionFile, partName, partsOf, stateNow } from "./projection-file.ts";
import { lastOf, type TableState } from "./projection-state.ts";

export type SortPolicy = {
  /** Rows out of order that are not worth a sorting. */
  readonly fewRows: number;
  /** Above this share of the rows in order a sorting is due. */
  readonly share: number;
  /** After a sorting comes a rest of so many times as long as it took. */
  readonly rest: number;
  /** Instead of the two first while many rows arrive: sorting would take the processor from those who bring them. */
  readonly busy: { readonly fewRows: number; readonly share: number };
};

export const usualSortPolicy: SortPolicy = {
  ...{ fewRows: 50_000, share: 0.2, rest: 5 },
  busy: { fewRows: 4_000_000, share: 2 },
};

type SorterParts = {
  readonly file: ProjectionFile;
  readonly at: (moment: Moment) => void;
  readonly policy: SortPolicy;
  readonly onFailed: (error: unknown) => void;
};

export type Sorter = {
  /** Begins in the background if it is due; `isBusy`: many rows arrive at the moment. */
  consider(now: { readonly isBusy: boolean }): Promise<void>;
  /** Resolves when nothing is being sorted: what was half done is given up. */
  holdOff(): Promise<void>;
  readonly sortedRows: () => number;
};

/** Questions that have the memory are over in seconds; trying it sooner would take theirs. */
const memoryRestMs = 60_000;

/**
 * Keeps rows near the order of visitors and time: a large part in order, a small one where rows arrive. Sorting copies
 * both into a new part while rows go on arriving in another, and is no transaction of its own until the parts change
 * places, so that it never makes anybody wait.
 */
export function createSorter({ file, at, policy, onFailed }: SorterParts): Sorter {
  let running: Promise<void> | null = null;
  let builder: DuckDBConnection | null = null;
  let isGivenUp = false;
  let restUntilMs = 0;
  let sortedRows = 0;

  const change = async (
    table: ProjectedTable,
    statements: (state: TableState, part: number) => Change,
    moment?: Moment,
  ) =>
    file.write(async (run) => {
      const state = stateNow(file);
      const { next, run: list } = statements(state.tables[table.name], state.nextPart);
      for (const statement of list) await run(statement);
      if (moment) at(moment);
      return { ...state, nextPart: state.nextPart + 1, tables: { ...state.tables, [table.name]: next } };
    });

  const sort = async (table: ProjectedTable): Promise<void> => {
    // Of a sorting that did not come to its end the part where rows arrive now is there: each try would leave another.
    if (stateNow(file).tables[table.name].recent.length === 1) {
      await change(table, (state, part) => ({
        next: { ...state, recent: [...state.recent, part] },
        run: [createPart(table, part)],
      }));
      at("rotated");
    }
    const parts = partsOf(stateNow(file).tables[table.name]).slice(0, -1);
    const target = stateNow(file).nextPart;
    await change(table, (state) => ({ next: state, run: [] })); // takes the number
    const whole = parts.map((part) => `select * from ${partName(table.name, part)}`).join(" union all ");
    builder = await file.connect();
    if (isGivenUp) return;
    try {
      await builder.run(
        `create table ${partName(table.name, target)} as select * from (${whole}) order by ${table.order}`,
      );
      at("sorted");
      await change(
        table,
        (state) => ({
          next: { ...state, sorted: target, recent: [lastOf(state.recent)] },
          run: parts.map((part) => `drop table ${partName(table.name, part)}`),
        }),
        "swapping",
      );
    } catch (error) {
      await builder.run(`drop table if exists ${partName(table.name, target)}`).catch(() => {}); // a stray otherwise
      throw error;
    }
    at("swapped");
    sortedRows = await file.count(partName(table.name, target));
  };

  const run = async (table: ProjectedTable): Promise<void> => {
    const beganMs = nowMs();
    let leastRestMs = 0;
    try {
      await sort(table);
    } catch (error) {
      if (error instanceof Error && isOverMemory(error)) leastRestMs = memoryRestMs;
      else if (!isGivenUp) onFailed(error);
    } finally {
      builder?.closeSync();
      builder = null;
      restUntilMs = nowMs() + Math.max(leastRestMs, policy.rest * (nowMs() - beganMs));
    }
  };

  return {
    sortedRows: () => sortedRows,

    async consider({ isBusy }) {
      if (running !== null || nowMs() < restUntilMs) return;
      for (const table of projectedTables) {
        if (table.order === null) continue;
        const { sorted } = stateNow(file).tables[table.name];
        sortedRows = sorted === null ? 0 : await file.count(partName(table.name, sorted));
        const loose = (await file.count(table.name)) - sortedRows;
        const { fewRows, share } = isBusy ? policy.busy : policy;
        if (loose <= Math.max(fewRows, share * sortedRows)) continue;
        isGivenUp = false;
        const done = run(table).finally(() => {
          running = null;
        });
        running = done;
        return;
      }
    },

    async holdOff() {
      isGivenUp = true;
      const stopping = setInterval(() => builder?.interrupt(), 20); // one that comes between statements is not heard
      builder?.interrupt();
      try {
        await running;
      } finally {
        clearInterval(stopping);
      }
    },
  };
}

type Change = { readonly next: TableState; readonly run: readonly string[] };
