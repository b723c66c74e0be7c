import type { EventLog, LogCursor } from "@flywheel/telemetry/port";
import { sql } from "drizzle-orm";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { databaseOn } from "./database.ts";
import { insertEvents } from "./event-rows.ts";
import { exampleEvent } from "./testing/example-event.ts";
import { openTestStores } from "./testing/index.ts";

const [, postgres] = openTestStores();
if (postgres?.engine !== "postgres") throw new Error("the second test store is PostgreSQL");
const { open, databaseUrl } = postgres;

/** A writer of its own that begins to write and commits when it is told to. */
async function writer() {
  const pool = new pg.Pool({ connectionString: databaseUrl() ?? "", max: 1 });
  const client = await pool.connect();
  await client.query("begin");
  return {
    write: (number: number) => insertEvents(databaseOn(client), [exampleEvent(number)]),
    async end(how: "commit" | "rollback") {
      await client.query(how);
      client.release();
      await pool.end();
    },
  };
}

async function readAll(events: EventLog, from: LogCursor, limit = 2) {
  const numbers: number[] = [];
  let cursor = from;
  for (;;) {
    const page = await events.tail(cursor, limit);
    cursor = page.cursor;
    if (page.events.length === 0) return { numbers, cursor };
    numbers.push(...page.events.map(({ seq }) => seq));
  }
}

describe("the tail of the event log on PostgreSQL", () => {
  it("[ST14] waits for a transaction that began to write earlier and commits later", async () => {
    const { events } = await open();
    const { cursor } = await events.tail(null, 1);
    const [slow, fast] = [await writer(), await writer()];
    await slow.write(1);
    await fast.write(2);
    await fast.end("commit");
    const before = await readAll(events, cursor);
    expect(before.numbers).toEqual([]); // 2 is committed, but giving it out would step over 1

    await slow.write(3);
    await slow.end("commit");
    const after = await readAll(events, before.cursor);
    expect(after.numbers.toSorted()).toEqual([1, 2, 3]);
    expect((await readAll(events, after.cursor)).numbers).toEqual([]);
  });

  it("[ST14] goes on when the slow one gives up", async () => {
    const { events } = await open();
    const { cursor } = await events.tail(null, 1);
    const [slow, fast] = [await writer(), await writer()];
    await slow.write(1);
    await fast.write(2);
    await fast.end("commit");
    await slow.end("rollback");
    expect((await readAll(events, cursor)).numbers).toEqual([2]);
  });

  it("[ST14] starts a new reader before what is still being written", async () => {
    const { events } = await open();
    const slow = await writer();
    await slow.write(1);
    const { cursor } = await events.tail(null, 1);
    await slow.end("commit");
    expect((await readAll(events, cursor)).numbers).toEqual([1]);
  });

  it("[ST14] gives a busy reader everything once, from 20 writers that commit in an order of their own", async () => {
    const { events } = await open();
    let { cursor } = await events.tail(null, 1);
    const writers = await Promise.all(Array.from({ length: 20 }, () => writer()));
    const writing = Promise.all(
      writers.map(async (it, index) => {
        await it.write(2 * index);
        await it.write(2 * index + 1);
        await new Promise((resolve) => setTimeout(resolve, (index * 37) % 200));
        await it.end(index % 5 === 0 ? "rollback" : "commit");
      }),
    );
    let isOver = false;
    void writing.then(() => {
      isOver = true;
    });
    const read: number[] = [];
    for (let last = false; !last; ) {
      last = isOver;
      const page = await readAll(events, cursor, 3);
      cursor = page.cursor;
      read.push(...page.numbers);
    }
    const committed = Array.from({ length: 40 }, (_, number) => number).filter((it) => Math.floor(it / 2) % 5 !== 0);
    expect(read.toSorted((a, b) => a - b)).toEqual(committed);
  });

  it("[ST14] has an index for its order, so that a reader never scans what it has read", async () => {
    const { staff } = await open();
    const { rows } = await staff.database.execute<{ definition: string }>(
      sql`select indexdef as definition from pg_indexes where tablename = 'events' and indexname = 'events_xid'`,
    );
    expect(rows[0]?.definition).toContain("btree (xid");
  });
});
