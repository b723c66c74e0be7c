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
import { createCsvPage } from "./csv-page.ts";

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

export type BareProjectionParts = {
  readonly threads: number;
  readonly memoryMiB: number;
  /** Files that wait to be loaded lie in a folder below it, and go with it. */
  readonly scratch?: string;
};

export async function openBareProjection({
  threads,
  memoryMiB,
  scratch = tmpdir(),
}: BareProjectionParts): Promise<BareProjection> {
  const directory = await mkdtemp(join(scratch, "flywheel-bare-"));
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(threads),
    memory_limit: `${memoryMiB}MiB`,
    temp_directory: join(directory, "spilled"),
    integer_division: "true",
    preserve_insertion_order: "false",
  });
  const writer = await instance.connect();
  // PostgreSQL's own hash is not here; any other of 64 bits tells ids apart as well. Of null it is null, which DuckDB's is not.
  await writer.run(
    "create macro hashtextextended(id, seed) as case when id is not null then cast(hash(id) >> 1 as bigint) end",
  );
  for (const { name, columns } of projectedTables) {
    await writer.run(`create table ${name} (${columns.map((column) => `${column.name} ${column.type}`).join(", ")})`);
  }
  const load = async (statement: string): Promise<number> => (await writer.run(statement)).rowsChanged;
  const fillers = {
    events: createFiller(tableOf("events"), eventColumns, { directory, load }),
    network: createFiller(tableOf("network_events"), networkColumns, { directory, load }),
  };
  let settling: Promise<void> = Promise.resolve();
  /** One after the other: of several questions at once the second must not find the page empty and its rows not yet in. */
  const settle = (): Promise<void> => {
    settling = settling.then(async () => {
      await fillers.events.settle();
      await fillers.network.settle();
    });
    return settling;
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
type Filler<Row> = { append(rows: readonly Row[]): Promise<void>; settle(): Promise<void> };

/** Writes what the store would have into a file of CSV, as the projection copies it, and loads it while the next grows. */
function createFiller<Row>(
  table: ProjectedTable,
  stored: readonly BulkColumn<Row>[],
  { directory, load }: Filling,
): Filler<Row> {
  const wanted = new Set(table.columns.map(({ name }) => name));
  const columns = stored.filter(([{ name }]) => wanted.has(name));
  const types = columns.map(([{ name }, type]) => `'${name}': '${duckdbTypes[type]}'`).join(", ");
  const file = join(directory, `${table.name}.csv`);
  const statement = `insert into ${table.name} (${[...wanted].join(", ")})
    select ${sourceColumns(table)} from read_csv('${file}', columns = {${types}}, header = false, auto_detect = false,
      delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, new_line = '\\n')`;
  const page = createCsvPage(columns);
  let loading: Promise<void> = Promise.resolve();

  const loadPage = async (): Promise<void> => {
    await loading;
    const rows = page.rows();
    if (rows === 0) return;
    await writeFile(file, page.take());
    loading = load(statement).then((loaded) => {
      if (loaded !== rows) throw new Error(`${loaded} of ${rows} rows arrived in ${table.name}`);
    });
    loading.catch(() => {}); // it is awaited before the next, and before any question
  };

  return {
    async append(rows) {
      page.add(rows);
      if (page.rows() >= batchRows) await loadPage();
    },
    async settle() {
      await loadPage();
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
