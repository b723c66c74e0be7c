import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { DataDirectoryInUseError, StoreUnavailableError } from "../errors.ts";
import { openStore } from "../open-store.ts";
import { exampleEvent, exampleVisitor } from "../testing/example-event.ts";
import { openEmbedded } from "./embedded.ts";

let template: string;
let dataDir: string;
let writer: ChildProcess | undefined;
// A first start takes seconds, so it is made once and copied.
beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), "flywheel-template-"));
  await (await openStore({ dataDir: template, now: Date.now })).close();
});
afterAll(() => rm(template, { recursive: true, force: true }));
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "flywheel-test-"));
  await cp(template, dataDir, { recursive: true });
});
afterEach(async () => {
  writer?.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

const open = (log = (_: string) => {}) => openStore({ dataDir, now: Date.now, log });
const holder = async (): Promise<{ pid: number; parentPid: number }> =>
  JSON.parse(await readFile(join(dataDir, "holder.json"), "utf8"));

describe("the embedded engine on a directory", () => {
  it("[ST2] finds everything after it was closed and opened again, its migrations run a second time", async () => {
    const first = await open();
    await first.events.append([exampleEvent(1), exampleEvent(2)]);
    await first.close();
    await first.close();
    await expect(first.ping()).rejects.toThrow(StoreUnavailableError);

    await using second = await open();
    expect(await second.events.ofVisitor(exampleVisitor)).toEqual([exampleEvent(1), exampleEvent(2)]);
  });

  it("[ST3] refuses a second opener quickly and says who holds the directory and what to do", async () => {
    await using store = await open();
    const startedMs = Date.now();
    const refusal = await open().catch((error: unknown) => error);

    expect(Date.now() - startedMs).toBeLessThan(5_000);
    expect(refusal).toBeInstanceOf(DataDirectoryInUseError);
    const { pid } = await holder();
    expect(String(refusal)).toBe(
      `DataDirectoryInUseError: the data directory ${dataDir} is in use by process ${pid} of the server with process id ` +
        `${process.pid}: stop that server, or set FLYWHEEL_DATA_DIR to another directory`,
    );
    await store.events.append([exampleEvent(1)]);
    expect(await store.events.ofVisitor(exampleVisitor)).toHaveLength(1);
  });

  it("[ST4] opens right after a kill -9 of the server that had it open, and has every row that was acknowledged", async () => {
    writer = startWriter();
    const acknowledged = await linesUntil(writer, 40);
    const { parentPid } = await holder();
    expect(parentPid).toBe(writer.pid);
    writer.kill("SIGKILL");

    await using store = await open();
    const stored = (await store.events.ofVisitor(exampleVisitor)).map(({ seq }) => seq);
    expect(acknowledged().length).toBeGreaterThanOrEqual(40);
    expect(stored).toEqual(expect.arrayContaining(acknowledged()));
    expect(stored).toEqual(stored.map((_, index) => index));
  });

  it("[ST5] says that it is unavailable when its process is killed, then goes on with every acknowledged row", async () => {
    const log = vi.fn();
    await using store = await open(log);
    await store.events.append([exampleEvent(1)]);
    process.kill((await holder()).pid, "SIGKILL");

    const failures: unknown[] = [];
    await vi.waitFor(
      async () => {
        await sleep(20);
        await store.ping().catch((error: unknown) => {
          failures.push(error);
          throw error;
        });
        expect(failures.length).toBeGreaterThan(0);
      },
      { timeout: 20_000, interval: 20 },
    );
    for (const failure of failures) expect(failure).toBeInstanceOf(StoreUnavailableError);
    expect(await store.events.ofVisitor(exampleVisitor)).toEqual([exampleEvent(1)]);
    expect(log).toHaveBeenCalledWith(expect.stringContaining("stopped unexpectedly"));
  });

  it("[ST65] acknowledges events while its process is dead, and has them when it is back", async () => {
    await using store = await open();
    process.kill((await holder()).pid, "SIGKILL");
    await vi.waitFor(() => expect(store.ping()).rejects.toThrow(StoreUnavailableError));
    expect(await store.events.append([exampleEvent(1)])).toEqual({ accepted: 1, repeated: 0, erased: 0 });
    expect(await store.events.append([exampleEvent(1)])).toEqual({ accepted: 0, repeated: 1, erased: 0 });
    await vi.waitFor(
      async () => expect(await store.events.ofVisitor(exampleVisitor)).toEqual([exampleEvent(1)]),
      20_000,
    );
  });

  it("[ST6] leaves the end to its server: a signal to every process of a terminal does not stop the database", async () => {
    await using store = await open();
    const { pid } = await holder();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.kill(pid, signal);
    await sleep(100);
    await store.events.append([exampleEvent(1)]);
    expect((await holder()).pid).toBe(pid);
  });

  it("[ST6] leaves nothing running and nothing held after it was closed", async () => {
    const store = await open();
    const { pid } = await holder();
    await store.close();
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    expect(existsSync(join(dataDir, "holder.json"))).toBe(false);
  });

  it("[ST7] starts anew when its very first start was cut short, because nothing had been accepted", async () => {
    await writeFile(join(dataDir, "first-start-unfinished"), "");
    await rm(join(dataDir, "pglite"), { recursive: true });
    await mkdir(join(dataDir, "pglite"));
    await writeFile(join(dataDir, "pglite", "PG_VERSION"), "half a database");
    await using store = await open();
    await store.events.append([exampleEvent(1)]);
    expect(existsSync(join(dataDir, "first-start-unfinished"))).toBe(false);
  });

  it("[ST8] listens on a socket file that only its user can reach, and takes it away at the end", async () => {
    const { pool, close } = await openEmbedded({ dataDir: "memory:", log: () => {} });
    const directory = String(pool.options.host);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect(Buffer.byteLength(join(directory, ".s.PGSQL.5432"))).toBeLessThan(100);
    await close();
    expect(existsSync(directory)).toBe(false);
  });
});

function startWriter(): ChildProcess {
  const file = fileURLToPath(new URL("../testing/writer-process.ts", import.meta.url));
  return spawn(process.execPath, ["--import", import.meta.resolve("tsx"), file, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Waits for a number of lines; what it returns tells all that have come by then. */
async function linesUntil(child: ChildProcess, count: number): Promise<() => number[]> {
  let text = "";
  child.stdout?.on("data", (bytes) => {
    text += String(bytes);
  });
  const numbers = () => text.split("\n").slice(0, -1).map(Number);
  await vi.waitFor(() => expect(numbers().length).toBeGreaterThanOrEqual(count), { timeout: 25_000, interval: 10 });
  return numbers;
}
