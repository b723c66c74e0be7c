import { createPart, load, removed } from "./loading.ts";
import type { Moment } from "./messages.ts";
import { type ProjectedTable, projectedTables } from "./projected-tables.ts";
import { type ProjectionFile, partName, partsOf, stateNow } from "./projection-file.ts";
import { after, format, isBelow, lastOf, lower, type ProjectionState, type TableState } from "./projection-state.ts";
import { type OnProgress, type ScanPace, scan } from "./scan.ts";
import type { Look, Source, Window, Xid } from "./source.ts";

/** Few enough that whoever shares the embedded engine's one session hardly notices, many enough to be quick. */
const pageRows = 20_000;

export type FollowerParts = {
  readonly file: ProjectionFile;
  readonly source: Source;
  readonly at: (moment: Moment) => void;
  readonly pace: ScanPace;
  /** Parts must not be sorted while rows of them are removed. */
  readonly holdOffSorting: () => Promise<void>;
  /** Between two pages it is given up. */
  readonly closing: AbortSignal;
  readonly onBegin: () => void;
  readonly onProgress: OnProgress;
};

export type Follower = {
  /** Brings in what one look at the store shows; says up to where everything is in, and whether anything came. */
  follow(): Promise<{ readonly look: Look; readonly covered: Xid; readonly moved: boolean }>;
};

/** Follows one connection to the store. What it knows beyond the file is forgotten with it. */
export function createFollower({
  file,
  source,
  at,
  pace,
  holdOffSorting,
  closing,
  onBegin,
  onProgress,
}: FollowerParts): Follower {
  /** How far each kind has been looked at, beyond the last row that came. */
  let seen: Readonly<Record<ProjectedTable["name"] | "removals", Xid>> | null = null;

  const stateOf = (table: ProjectedTable): TableState => stateNow(file).tables[table.name];

  const change = (table: ProjectedTable, next: TableState): ProjectionState => {
    const state = stateNow(file);
    return { ...state, tables: { ...state.tables, [table.name]: next } };
  };

  /** The first time on a connection: is this the store that was copied, and has it all of it? */
  const belongs = async (state: ProjectionState | null, look: Look): Promise<boolean> => {
    if (state === null || state.origin !== look.origin) return false;
    if (seen !== null) return true;
    for (const table of projectedTables) {
      const { cursor, witness } = state.tables[table.name];
      if (isBelow(look.next, cursor)) return false;
      if (witness === null || (await source.hasRow(table, witness))) continue;
      const since = await source.removals({ from: state.removedUntil, until: look.next });
      if (since.length === 0) return false;
    }
    return !isBelow(look.next, state.removedUntil);
  };

  const begin = async (look: Look): Promise<void> => {
    await holdOffSorting();
    const newestRemoval = await source.newestRemoval(look.oldestOpen);
    const scans = await Promise.all(
      projectedTables.map(async (table) => ({
        table,
        scan: { from: "0", until: look.oldestOpen, blocks: await source.blocks(table, null) },
      })),
    );
    await file.write(async (run) => {
      const before = file.state();
      let nextPart = before?.nextPart ?? 1;
      const tables: Record<string, TableState> = {};
      for (const { table, scan } of scans) {
        for (const part of before === null ? [] : partsOf(before.tables[table.name])) {
          await run(`drop table ${partName(table.name, part)}`);
        }
        await run(createPart(table, nextPart));
        tables[table.name] = { cursor: "0", witness: null, scan, sorted: null, recent: [nextPart] };
        nextPart += 1;
      }
      const { events, network_events } = tables;
      if (events === undefined || network_events === undefined) throw new TypeError("both tables are projected");
      return {
        format,
        origin: look.origin,
        removedUntil: newestRemoval === null ? "0" : after(newestRemoval),
        isRebuilding: true,
        tables: { events, network_events },
        nextPart,
      };
    });
  };

  /**
   * All removals that are over come before all rows that are read after them: what they took is gone from the store, so
   * rows that are found now are meant to stay.
   */
  const remove = async (window: Window): Promise<boolean> => {
    const removals = await source.removals(window);
    const last = removals.at(-1);
    if (last === undefined) return false;
    await holdOffSorting();
    await file.write(async (run) => {
      const state = stateNow(file);
      for (const removal of removals) {
        for (const table of projectedTables) {
          const condition = removed(table, removal);
          for (const part of condition === null ? [] : partsOf(state.tables[table.name])) {
            await run(`delete from ${partName(table.name, part)} where ${condition}`);
          }
        }
      }
      at("removed");
      const forgetting = (table: TableState): TableState => ({ ...table, witness: null });
      const { events, network_events } = state.tables;
      const tables = { events: forgetting(events), network_events: forgetting(network_events) };
      return { ...state, removedUntil: after(last.xid), tables };
    });
    return true;
  };

  const append = async (table: ProjectedTable, window: Window): Promise<void> => {
    const newest = await source.newest(table, window);
    if (newest === null) return; // removed meanwhile
    const page = `${file.pages}/${table.name}.csv`;
    const copied = await source.copy(table, window, page);
    await file.write(async (run) => {
      const state = stateOf(table);
      await load(run, table, lastOf(state.recent), { files: [page], rows: copied });
      at("appended");
      return change(table, { ...state, cursor: after(newest.xid), witness: newest });
    });
  };

  /** One transaction wrote more than a page: its rows are read by their blocks. */
  const beginScan = async (table: ProjectedTable, window: Window): Promise<void> => {
    const blocks = await source.blocks(table, window);
    await file.write(async () => change(table, { ...stateOf(table), scan: { ...window, blocks } }));
  };

  const advance = async (table: ProjectedTable, from: Xid, until: Xid): Promise<boolean> => {
    let [at_, moved] = [from, false];
    while (isBelow(at_, until) || stateOf(table).scan !== null) {
      closing.throwIfAborted();
      const { scan: open } = stateOf(table);
      if (open !== null) {
        await scan({ file, source, table, at, pace, closing, onProgress });
        [at_, moved] = [open.until, true];
        continue;
      }
      const { first, over } = await source.cut(table, { from: at_, until }, pageRows);
      if (first === null) return moved;
      if (over === first) {
        await beginScan(table, { from: first, until: after(first) });
        continue;
      }
      const end = over ?? until;
      await append(table, { from: first, until: end });
      [at_, moved] = [end, true];
    }
    return moved;
  };

  return {
    async follow() {
      const look = await source.look();
      if (!(await belongs(file.state(), look))) {
        onBegin();
        await begin(look);
        seen = null;
      }
      const { removedUntil, tables } = stateNow(file);
      seen ??= { removals: removedUntil, events: tables.events.cursor, network_events: tables.network_events.cursor };

      const until = look.oldestOpen;
      let moved = isBelow(seen.removals, until) && (await remove({ from: seen.removals, until }));
      for (const table of projectedTables) moved = (await advance(table, seen[table.name], until)) || moved;
      const furthest = (xid: Xid) => (isBelow(xid, until) ? until : xid);
      seen = {
        removals: furthest(seen.removals),
        events: furthest(seen.events),
        network_events: furthest(seen.network_events),
      };
      if (stateNow(file).isRebuilding) await file.write(async () => ({ ...stateNow(file), isRebuilding: false }));
      return { look, covered: lower(seen.removals, lower(seen.events, seen.network_events)), moved };
    },
  };
}
