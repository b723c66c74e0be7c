import { mkdir } from "node:fs/promises";
import type { VisitorId } from "@flywheel/vocabulary";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { insertEvents } from "../event-rows.ts";
import { exampleEvent } from "../testing/example-event.ts";
import { type Projecting, startProjecting } from "../testing/projecting.ts";
import { createKeeper } from "./keeper.ts";
import type { Order, ProcessStatus } from "./messages.ts";
import { openProjectionFile, type ProjectionFile } from "./projection-file.ts";
import { createSorter } from "./sorter.ts";

let projecting: Projecting;
beforeAll(async () => {
  projecting = await startProjecting(null);
}, 120_000);
afterAll(() => projecting?.close());

/** As DuckDB says it, who has no code for it. */
const overMemory = () => new Error("Out of Memory Error: could not allocate block of size 256.0 KiB");
const visitor = (number: number) => `vis_${String(number).padStart(21, "0")}` as VisitorId;
const fill = (from: number, count: number) =>
  projecting.engine.database.transaction((transaction) =>
    insertEvents(
      transaction,
      Array.from({ length: count }, (_, index) => exampleEvent(from + index, visitor(count - index))),
    ),
  );

/** A file whose next few transactions, or next few sortings, find no memory. */
async function scarce() {
  const directory = await projecting.directory();
  await mkdir(directory, { recursive: true });
  const file = await openProjectionFile(directory, 256, () => {});
  const failing = { writes: 0, sortings: 0 };
  const wrapped: ProjectionFile = {
    ...file,
    async write(work) {
      if (failing.writes === 0) return file.write(work);
      failing.writes -= 1;
      throw overMemory();
    },
    async connect() {
      const connection = await file.connect();
      const run = connection.run.bind(connection);
      connection.run = async (...given) => {
        if (failing.sortings === 0 || !given[0].startsWith("create table")) return run(...given);
        failing.sortings -= 1;
        throw overMemory();
      };
      return connection;
    },
  };
  const { host, port, user, database } = projecting.engine.pool.options;
  const order: Order = {
    ...{ kind: "order", engine: "pglite", directory },
    database: Object.fromEntries(Object.entries({ host, port, user, database }).filter(([, it]) => it !== undefined)),
    limits: { atOnce: 1, waiting: 1, timeoutMs: 1_000, rows: 10, memoryMiB: 256 },
  };
  return { file: wrapped, failing, order };
}

function keep({ file, order }: Awaited<ReturnType<typeof scarce>>) {
  const said: ProcessStatus[] = [];
  const broken: Error[] = [];
  const keeper = createKeeper({
    ...{ file, order, at: () => {}, waitingQuestions: () => 0 },
    onStatus: (status) => void said.push(status),
    onBroken: (error) => void broken.push(error),
  });
  keeper.start();
  return { keeper, said, broken };
}

it("[ST99] what needs more memory than there is when it arrives is trouble, and comes in when there is some", async () => {
  await fill(0, 10);
  const parts = await scarce();
  const { keeper, said, broken } = keep(parts);
  await keeper.catchUp();
  parts.failing.writes = 2;
  await fill(10, 5);
  await keeper.catchUp();
  expect(broken).toEqual([]);
  expect(said.map(({ trouble }) => trouble)).toContain("what came needs more memory than there is just now");
  expect(said.at(-1)).toMatchObject({ events: 15, trouble: null });
  await keeper.close();
  parts.file.close();
});

it("[ST99] so is a sorting: it is tried again after a rest, and each try leaves no part behind", async () => {
  const parts = await scarce();
  const { keeper } = keep(parts);
  await keeper.catchUp();
  await keeper.close();
  const failed: unknown[] = [];
  const sorter = createSorter({
    file: parts.file,
    at: () => {},
    policy: { fewRows: 0, share: 0, rest: 0, busy: { fewRows: 0, share: 0 } },
    onFailed: (error) => void failed.push(error),
  });
  const recent = () => parts.file.state()?.tables.events.recent.length;
  parts.failing.sortings = 2;
  vi.useFakeTimers({ toFake: ["Date", "performance"] });
  for (const left of [1, 0]) {
    await sorter.consider({ isBusy: false });
    await vi.waitFor(() => expect(parts.failing.sortings).toBe(left));
    await sorter.holdOff(); // nothing is being sorted any more
    await sorter.consider({ isBusy: false }); // it rests
    expect([parts.failing.sortings, recent()]).toEqual([left, 2]);
    vi.advanceTimersByTime(120_000);
  }
  await vi.waitFor(async () => {
    await sorter.consider({ isBusy: false });
    expect(sorter.sortedRows()).toBe(15);
  });
  expect([recent(), failed]).toEqual([1, []]);
  vi.useRealTimers();
  parts.file.close();
});
