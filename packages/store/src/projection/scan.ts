import { rm } from "node:fs/promises";
import { nowMs } from "./clock.ts";
import { load } from "./loading.ts";
import type { Moment } from "./messages.ts";
import type { ProjectedTable } from "./projected-tables.ts";
import { type ProjectionFile, stateNow } from "./projection-file.ts";
import { after, lastOf, type Scan } from "./projection-state.ts";
import type { Blocks, Source } from "./source.ts";

/** How long one page may keep the database busy, and how many blocks it had the last time. */
export type ScanPace = { readonly pageMs: number; blocks: number };

/** How many rows came now, and how many are about to come. */
export type OnProgress = (progress: { readonly rows: number; readonly toCome: number }) => void;

/** DuckDB compresses rows in groups of this size, and writes whole groups past its log. */
const batchRows = 122_880;

type ScanParts = {
  readonly file: ProjectionFile;
  readonly source: Source;
  readonly table: ProjectedTable;
  readonly at: (moment: Moment) => void;
  readonly pace: ScanPace;
  readonly closing: AbortSignal;
  readonly onProgress: OnProgress;
};

/** Reads a table block by block: the next pages are read while those before are loaded, in transactions of many rows. */
export async function scan({ file, source, table, at, pace, closing, onProgress }: ScanParts): Promise<void> {
  const { scan: started } = stateNow(file).tables[table.name];
  if (started === null) return;
  const perBlock = { rows: 0, blocks: 0 };
  let batches = 0;
  let loading: Promise<void> = Promise.resolve();

  const loadBatch = async ({ files, rows, blocks }: Batch): Promise<void> => {
    await file.write(async (run) => {
      const state = stateNow(file);
      const own = state.tables[table.name];
      await load(run, table, lastOf(own.recent), { files, rows });
      at("appended");
      const rest: Scan = { ...started, blocks: { first: blocks.end, end: started.blocks.end } };
      return { ...state, tables: { ...state.tables, [table.name]: { ...own, scan: rest } } };
    });
    at("scan-page-committed");
    for (const page of files) await rm(page);
    perBlock.rows += rows;
    perBlock.blocks += blocks.end - blocks.first;
    onProgress({ rows, toCome: Math.round((perBlock.rows / perBlock.blocks) * (started.blocks.end - blocks.end)) });
  };

  try {
    for (let first = started.blocks.first; first < started.blocks.end; ) {
      closing.throwIfAborted();
      batches += 1;
      const batch = await readBatch({
        source,
        table,
        pace,
        started,
        first,
        name: `${file.pages}/${table.name}-${batches}`,
      });
      await loading;
      loading = loadBatch(batch);
      loading.catch(() => {}); // it is awaited in the next round
      first = batch.blocks.end;
    }
  } finally {
    await loading;
  }

  const witness = await source.newest(table, started);
  await file.write(async () => {
    const state = stateNow(file);
    const own = state.tables[table.name];
    const cursor = witness === null ? started.from : after(witness.xid);
    return { ...state, tables: { ...state.tables, [table.name]: { ...own, scan: null, cursor, witness } } };
  });
}

type Batch = { readonly files: readonly string[]; readonly rows: number; readonly blocks: Blocks };
type Reading = Pick<ScanParts, "source" | "table" | "pace"> & {
  readonly started: Scan;
  readonly first: number;
  readonly name: string;
};

/** Pages are of blocks, whose rows are not known before, so a batch is as many as have about enough of them. */
async function readBatch({ source, table, pace, started, first, name }: Reading): Promise<Batch> {
  const files: string[] = [];
  let end = first;
  let rows = 0;
  while (end < started.blocks.end && rows < batchRows) {
    const blocks = { first: end, end: Math.min(started.blocks.end, end + pace.blocks) };
    const page = `${name}-${files.length}.csv`;
    const beganMs = nowMs();
    rows += await source.copy(table, started, page, blocks);
    const tookMs = Math.max(1, nowMs() - beganMs);
    pace.blocks = Math.ceil(Math.min(2 * pace.blocks, Math.max(pace.blocks / 2, (pace.blocks * pace.pageMs) / tookMs)));
    files.push(page);
    end = blocks.end;
  }
  return { files, rows, blocks: { first, end } };
}
