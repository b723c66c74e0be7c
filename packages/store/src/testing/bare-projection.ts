import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { NetworkEvent, TakenEvent } from "@flywheel/vocabulary";
import type { BulkColumn } from "../bulk-insert.ts";
import { eventColumns, networkColumns } from "../event-rows.ts";
import { openDesk } from "../projection/asking.ts";
import { type ProjectedTable, projectedTables, sourceColumns } from "../projection/projected-tables.ts";
import { questionOf } from "../projection/question-of.ts";
import type { QuestionEngine } from "../questions.ts";
import { csvOf } from "./csv.ts";

/**
 * The projection's tables in memory and nothing around them: no store that they follow, no process of their own. For many
 * populations one after the other, which the whole road would take hours to bring in.
 */
export type BareProjection = {
  /** Answers once what was appended is in. */
  readonly questions: QuestionEngine;
  /** Events as intake takes them, in any order. Each id must come once: nobody looks for repeats. */
  append(events: readonly TakenEvent[]): Promise<void>;
  appendNetwork(facts: readonly NetworkEvent[]): Promise<void>;
  close(): Promise<void>;
};

/** Rows of one file: enough that a load is worth its start, few enough to wait in memory. */
const batchRows = 50_000;

export async function openBareProjection({
  threads,
  memoryMiB,
}: {
  readonly threads: number;
  readonly memoryMiB: number;
}): Promise<BareProjection> {
  const directory = await mkdtemp(join(tmpdir(), "flywheel-bare-"));
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(threads),
    memory_limit: `${memoryMiB}MiB`,
    temp_directory: join(directory, "spilled"),
    integer_division: "true",
    preserve_insertion_order: "false",
  });
  const writer = await instance.connect();
  // PostgreSQL's own hash is not here; any other of 64 bits tells ids apart as well.
  await writer.run("create macro hashtextextended(id, seed) as cast(hash(id) >> 1 as bigint)");
  for (const { name, columns } of projectedTables) {
    await writer.run(`create table ${name} (${columns.map((column) => `${column.name} ${column.type}`).join(", ")})`);
  }
  const load = async (statement: string): Promise<number> => (await writer.run(statement)).rowsChanged;
  const fillers = {
    events: createFiller(tableOf("events"), eventColumns, { directory, load }),
    network: createFiller(tableOf("network_events"), networkColumns, { directory, load }),
  };
  const settle = async (): Promise<void> => {
    await fillers.events.settle();
    await fillers.network.settle();
  };
  const desk = openDesk({
    connect: () => instance.connect(),
    limits: { atOnce: 4, waiting: 1_000, timeoutMs: 600_000, rows: 5_000_000, memoryMiB },
    onBroken(error) {
      throw error;
    },
  });

  return {
    questions: {
      async rows(question, { signal } = {}) {
        await settle();
        const outcome = await desk.ask(questionOf(question), signal ?? new AbortController().signal);
        if ("rows" in outcome) return outcome.rows;
        throw new Error(`the question was refused: ${JSON.stringify(outcome.refusal)}`);
      },
    },
    append: fillers.events.append,
    appendNetwork: fillers.network.append,
    async close() {
      await settle().catch(() => {}); // whoever asked has heard of it
      writer.closeSync();
      instance.closeSync();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

type Filling = { readonly directory: string; readonly load: (statement: string) => Promise<number> };

/** Writes what the store would have into files of CSV, as the projection copies them, and loads one while the next grows. */
function createFiller<Row>(
  table: ProjectedTable,
  columns: readonly BulkColumn<Row>[],
  { directory, load }: Filling,
): { append(rows: readonly Row[]): Promise<void>; settle(): Promise<void> } {
  const types = columns.map(([{ name }, type]) => `'${name}': '${duckdbTypes[type]}'`).join(", ");
  const file = join(directory, `${table.name}.csv`);
  let waiting: string[] = [];
  let count = 0;
  let loading: Promise<void> = Promise.resolve();

  const loadWaiting = async (): Promise<void> => {
    await loading;
    if (count === 0) return;
    const [texts, rows] = [waiting, count];
    [waiting, count] = [[], 0];
    loading = (async () => {
      await writeFile(file, texts.join(""));
      const loaded = await load(`insert into ${table.name} (${table.columns.map(({ name }) => name).join(", ")})
        select ${sourceColumns(table)} from read_csv('${file}', columns = {${types}}, header = false,
          auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false,
          new_line = '\\n')`);
      if (loaded !== rows) throw new Error(`${loaded} of ${rows} rows arrived in ${table.name}`);
    })();
    loading.catch(() => {}); // it is awaited before the next, and before any question
  };

  return {
    async append(rows) {
      waiting.push(csvOf(columns, rows));
      count += rows.length;
      if (count >= batchRows) await loadWaiting();
    },
    async settle() {
      await loadWaiting();
      await loading;
    },
  };
}

const duckdbTypes: Readonly<Record<BulkColumn<unknown>[1], string>> = {
  bigint: "BIGINT",
  text: "VARCHAR",
  timestamp: "TIMESTAMP",
  boolean: "BOOLEAN",
  "double precision": "DOUBLE",
  jsonb: "VARCHAR",
};

function tableOf(name: ProjectedTable["name"]): ProjectedTable {
  const table = projectedTables.find((it) => it.name === name);
  if (table === undefined) throw new TypeError(`there is no table ${name}`);
  return table;
}
