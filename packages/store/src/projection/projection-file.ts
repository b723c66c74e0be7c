import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Moment } from "./messages.ts";
import { projectedTables } from "./projected-tables.ts";
import { format, type ProjectionState, type TableState } from "./projection-state.ts";

export type Run = (statement: string) => Promise<number>;

/** The file: rows, and what is known about them. One writer at a time; readers see whole transactions. */
export type ProjectionFile = {
  /** Null in a new file. */
  readonly state: () => ProjectionState | null;
  /** One transaction. Resolves when it is on disk. */
  write(work: (run: Run) => Promise<ProjectionState>): Promise<void>;
  /** Rows of a table or of a part of it. */
  count(name: string): Promise<number>;
  connect(): Promise<DuckDBConnection>;
  /** While many rows arrive they are loaded by one thread: several cost more together than they save. */
  useThreads(which: "one" | "all"): Promise<void>;
  /** Where pages wait to be loaded. */
  readonly pages: string;
  close(): void;
};

/** A server that takes over from one that was killed may come before its process has ended. */
const patience = { attempts: 100, pauseMs: 100 };
const threads = Math.max(1, Math.min(4, availableParallelism()));

/** Opens the file, or a new one instead of one that cannot be read: everything in it can be copied again. */
export async function openProjectionFile(
  directory: string,
  memoryMiB: number,
  at: (moment: Moment) => void,
): Promise<ProjectionFile> {
  const pages = join(directory, "pages");
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await rm(pages, { recursive: true, force: true });
  await mkdir(pages, { mode: 0o700 });
  if (existsSync(distrusted(directory))) await discard(directory);

  try {
    return await open(directory, { pages, memoryMiB, at });
  } catch (error) {
    if (isLocked(error)) throw new Error("the file of the projection is held by another process");
    await discard(directory);
    return open(directory, { pages, memoryMiB, at });
  }
}

/** The next one to open the directory throws the file away. */
export const distrust = (directory: string): Promise<void> => writeFile(distrusted(directory), "");

type OpenParts = { readonly pages: string; readonly memoryMiB: number; readonly at: (moment: Moment) => void };

async function open(directory: string, { pages, memoryMiB, at }: OpenParts): Promise<ProjectionFile> {
  const instance = await openInstance(directory, memoryMiB);
  try {
    const writer = await instance.connect();
    await writer.run(`set allowed_directories = ['${directory.replaceAll("'", "''")}/']`);
    await writer.run("set enable_external_access = false");
    await writer.run("create table if not exists projection_state (content varchar not null)");
    const reader = await instance.connect();
    let state = await readState(writer);
    if (state !== null) await dropStrays(writer, state);
    let turn: Promise<unknown> = Promise.resolve();

    const transact = async (work: (run: Run) => Promise<ProjectionState>): Promise<void> => {
      await writer.run("begin transaction");
      try {
        at("begun");
        const next = await work(async (statement) => (await writer.run(statement)).rowsChanged);
        for (const view of viewsOf(state, next)) await writer.run(view);
        await writer.run("delete from projection_state");
        await writer.run("insert into projection_state values ($1)", [JSON.stringify(next)]);
        at("cursor-moved");
        await writer.run("commit");
        state = next;
      } catch (error) {
        await writer.run("rollback").catch(() => {}); // it may be over already
        throw error;
      }
      at("committed");
    };

    return {
      state: () => state,
      pages,
      write(work) {
        const done = turn.then(() => transact(work));
        turn = done.catch(() => {});
        return done;
      },
      async count(name) {
        const counted = await reader.runAndReadAll(`select count(*) from ${name}`);
        return Number(counted.getRows()[0]?.[0]);
      },
      connect: () => instance.connect(),
      async useThreads(which) {
        await reader.run(`set threads = ${which === "one" ? 1 : threads}`);
      },
      close: () => instance.closeSync(),
    };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

/** Bounded, so that no question takes the machine: threads by its cores, and memory, beyond which it uses the disk. */
async function openInstance(directory: string, memoryMiB: number): Promise<DuckDBInstance> {
  const options = {
    threads: String(threads),
    memory_limit: `${memoryMiB}MiB`,
    temp_directory: join(directory, "spilled"),
    integer_division: "true", // as PostgreSQL divides
    preserve_insertion_order: "false",
    checkpoint_threshold: "64MB", // each rewrites the end of every column
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await DuckDBInstance.create(join(directory, fileName), options);
    } catch (error) {
      if (!isLocked(error) || attempt === patience.attempts) throw error;
      await sleep(patience.pauseMs);
    }
  }
}

async function readState(connection: DuckDBConnection): Promise<ProjectionState | null> {
  const rows = (await connection.runAndReadAll("select content from projection_state")).getRows();
  const content = rows[0]?.[0];
  if (typeof content !== "string") return null;
  const state: ProjectionState = JSON.parse(content);
  if (state.format !== format) throw new Error("the file of the projection has another format");
  return state;
}

/** Of a sorting that was cut short. */
async function dropStrays(connection: DuckDBConnection, state: ProjectionState): Promise<void> {
  const known = new Set(
    projectedTables.flatMap(({ name }) => partsOf(state.tables[name]).map((it) => partName(name, it))),
  );
  const tables = await connection.runAndReadAll(
    "select table_name from duckdb_tables() where table_name like '%/_part/_%' escape '/'",
  );
  for (const [name] of tables.getRows()) {
    if (typeof name === "string" && !known.has(name)) await connection.run(`drop table ${name}`);
  }
}

export const partName = (table: string, part: number) => `${table}_part_${part}`;
export const partsOf = ({ sorted, recent }: TableState): readonly number[] => [
  ...(sorted === null ? [] : [sorted]),
  ...recent,
];

/** Questions see the parts of a table as one, under the name that the store gives it. */
function viewsOf(before: ProjectionState | null, next: ProjectionState): string[] {
  return projectedTables.flatMap(({ name }) => {
    const parts = partsOf(next.tables[name]);
    if (before !== null && partsOf(before.tables[name]).join() === parts.join()) return [];
    const selects = parts.map((part) => `select * from ${partName(name, part)}`);
    return [`create or replace view ${name} as ${selects.join(" union all ")}`];
  });
}

export function stateNow(file: ProjectionFile): ProjectionState {
  const state = file.state();
  if (state === null) throw new TypeError("the projection has no state before its first copy");
  return state;
}

const fileName = "projection.duckdb";
const distrusted = (directory: string) => join(directory, "distrusted");

async function discard(directory: string): Promise<void> {
  for (const name of [fileName, `${fileName}.wal`, "spilled"]) {
    await rm(join(directory, name), { recursive: true, force: true });
  }
  await rm(distrusted(directory), { force: true });
}

const isLocked = (error: unknown): boolean =>
  error instanceof Error && /set lock on file|being used by another process/i.test(error.message);
