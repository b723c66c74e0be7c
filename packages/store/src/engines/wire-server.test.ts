import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createFrameReader, type Frame } from "./wire-frames.ts";
import { createWireServer, type WireServer } from "./wire-server.ts";

let database: PGlite;
let wire: WireServer;
let port: number;
const broken = vi.fn();
beforeAll(async () => {
  database = await PGlite.create();
  wire = createWireServer(database, broken, { idleInTransactionMs: 300 });
  port = (await wire.listen({ port: 0 })) ?? 0;
});
afterAll(async () => {
  await wire.close();
  await database.close();
  expect(broken).not.toHaveBeenCalled();
});
beforeEach(() => database.exec("drop table if exists kept; create table kept (number int primary key, how text)"));

const poolOf = (max: number) => {
  const pool = new pg.Pool({ host: "127.0.0.1", port, user: "postgres", database: "postgres", max });
  pool.on("error", () => {});
  return pool;
};

describe("one PGlite session for many connections", () => {
  it("[ST11] answers each of eight connections what it asked, with errors, big values, transactions and hang-ups among them", async () => {
    const pool = poolOf(8);
    const asks = [plainAsk, failingAsk, bigAsk, keptTransaction, rolledBack, cutOff];
    await Promise.all(Array.from({ length: 600 }, (_, number) => asks[number % asks.length]?.(pool, number)));

    const { rows } = await pool.query("select how, count(*)::int as count from kept group by how");
    expect(rows).toEqual([{ how: "committed", count: 100 }]);
    await pool.end();
  });

  it("[ST12] ends a transaction that does nothing, so that the others can go on", async () => {
    const pool = poolOf(2);
    const idle = await pool.connect();
    const ended = new Promise((resolve) => idle.on("error", resolve));
    await idle.query("begin");
    await idle.query("insert into kept values (1, 'forgotten')");

    expect((await pool.query("select count(*)::int as count from kept")).rows).toEqual([{ count: 0 }]);
    expect(await ended).toMatchObject({ code: "25P03" });
    idle.release(true);
    await pool.end();
  });

  it("[ST12] hangs up on who does not speak PostgreSQL, and serves the next", async () => {
    const response = await fetch(`http://127.0.0.1:${port}/`).catch((error: unknown) => error);
    expect(response).toBeInstanceOf(Error);
    const pool = poolOf(1);
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });
});

describe("cutting a stream into messages", () => {
  const startup = message(null, Buffer.concat([Buffer.from([0, 3, 0, 0]), Buffer.from("user\0postgres\0\0")]));
  const encrypt = message(null, Buffer.from([4, 210, 22, 47]));
  const query = message("Q", Buffer.from("select 1\0"));
  const stream = Buffer.concat([encrypt, startup, query, message("S", Buffer.alloc(0))]);
  const kinds = ["encrypt", "startup", "Q", "S"];

  it("[ST13] finds the same messages wherever the stream is cut in two", () => {
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const read = createFrameReader();
      const frames = [...read(stream.subarray(0, cut)), ...read(stream.subarray(cut))];
      expect(frames.map(({ kind }) => kind)).toEqual(kinds);
      expect(Buffer.concat(frames.map(({ bytes }) => bytes)).equals(stream)).toBe(true);
    }
  });

  it("[ST13] finds them byte by byte, and refuses a length that cannot be", () => {
    const read = createFrameReader();
    const frames: Frame[] = [];
    for (const byte of stream) frames.push(...read(Buffer.from([byte])));
    expect(frames.map(({ kind }) => kind)).toEqual(kinds);
    expect(() => read(Buffer.from([0x51, 0, 0, 0, 3]))).toThrow(RangeError);
  });
});

async function plainAsk(pool: pg.Pool, number: number) {
  expect((await pool.query("select $1::int as number", [number])).rows).toEqual([{ number }]);
}

async function failingAsk(pool: pg.Pool) {
  await expect(pool.query("select 1 / $1::int", [0])).rejects.toMatchObject({ code: "22012" });
}

async function bigAsk(pool: pg.Pool, number: number) {
  const length = 300_000 + number;
  expect((await pool.query("select length($1::text) as length", ["x".repeat(length)])).rows).toEqual([{ length }]);
}

async function keptTransaction(pool: pg.Pool, number: number) {
  const client = await pool.connect();
  await client.query("begin");
  await client.query("insert into kept values ($1, $2)", [number, "committed"]);
  await client.query("commit");
  client.release();
}

async function rolledBack(pool: pg.Pool, number: number) {
  const client = await pool.connect();
  await client.query("begin");
  await client.query("insert into kept values ($1, $2)", [number, "rolled back"]);
  await expect(client.query("insert into kept values ($1, $2)", [number, "twice"])).rejects.toThrow("duplicate key");
  await client.query("rollback");
  client.release();
}

async function cutOff(pool: pg.Pool, number: number) {
  const client = await pool.connect();
  await client.query("begin");
  await client.query("insert into kept values ($1, $2)", [number, "cut off"]);
  client.release(true);
}

function message(letter: string | null, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + body.length);
  return Buffer.concat([Buffer.from(letter ?? ""), length, body]);
}
