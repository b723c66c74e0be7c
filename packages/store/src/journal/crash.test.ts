import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openEmbedded } from "../engines/embedded.ts";
import { createStoredEventLog } from "../event-log.ts";
import { migrate } from "../migrate.ts";
import { exampleEvent, exampleVisitor } from "../testing/example-event.ts";
import { openJournaledLog } from "./open-journaled-log.ts";

let template: string;
let dataDir: string;
let spares = 0;
beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), "flywheel-template-"));
  const engine = await openEmbedded({ dataDir: template, log: () => {} });
  await migrate(engine);
  await engine.close();
});
afterAll(() => rm(template, { recursive: true, force: true }));
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "flywheel-crash-"));
  await cp(template, dataDir, { recursive: true });
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function open() {
  const [log, now] = [() => {}, Date.now];
  const engine = await openEmbedded({ dataDir, log });
  const stored = createStoredEventLog(engine.database);
  const directory = join(dataDir, "journal");
  const journaled = await openJournaledLog({ engine, stored, directory, now, log, onStored: () => {} });
  const close = async () => {
    await journaled.close();
    await engine.close();
  };
  return { ...journaled, engine, close };
}
const pglitePid = async (): Promise<number> => JSON.parse(await readFile(join(dataDir, "holder.json"), "utf8")).pid;
const numbersOf = async (log: Awaited<ReturnType<typeof open>>) =>
  (await log.events.ofVisitor(exampleVisitor)).map(({ seq }) => seq);

/** A database without a single event, to be put in the place of one that has lost power before it synced anything. */
async function spareDatabase(): Promise<{ takePlace(): Promise<void> }> {
  spares += 1;
  const spare = join(dataDir, `spare-${spares}`);
  await cp(join(template, "pglite"), spare, { recursive: true });
  return {
    async takePlace() {
      await rename(join(dataDir, "pglite"), `${spare}-lost`);
      await rename(spare, join(dataDir, "pglite"));
    },
  };
}

describe("crashes", () => {
  it("[ST66] of PGlite, again and again, that lose all it has not synced: every acknowledged event is there once", async () => {
    const log = await open();
    let isOver = false;
    let next = 0;
    const acknowledged: number[] = [];
    const writers = Array.from({ length: 4 }, async () => {
      while (!isOver) {
        const number = next;
        next += 1;
        const { accepted } = await log.events.append([exampleEvent(number)]);
        if (accepted === 1) acknowledged.push(number);
        await sleep(5);
      }
    });
    for (const crash of [1, 2, 3]) {
      const spare = await spareDatabase();
      await log.drain.drained(20_000);
      const pid = await pglitePid();
      process.kill(pid, "SIGKILL");
      await spare.takePlace();
      await vi.waitFor(async () => expect(await pglitePid()).not.toBe(pid), { timeout: 20_000 });
      await sleep(100 * crash);
    }
    isOver = true;
    await Promise.all(writers);
    await log.drain.drained(20_000);
    expect(acknowledged.length).toBeGreaterThan(100);
    expect(await numbersOf(log)).toEqual(acknowledged.toSorted((a, b) => a - b));
    await log.close();
  }, 90_000);

  it("[ST63] of PGlite after the journal was released lose nothing: it had been made durable", async () => {
    const log = await open();
    await log.events.append([exampleEvent(1)]);
    await log.drain.drained();
    await log.drain.release();
    const pid = await pglitePid();
    process.kill(pid, "SIGKILL");
    await log.events.append([exampleEvent(2)]);
    await vi.waitFor(async () => expect(await numbersOf(log)).toEqual([1, 2]), { timeout: 20_000 });
    await log.close();
  }, 60_000);

  it("[ST67] of the server under load, whose database has nothing yet, leave every acknowledged event", async () => {
    const file = fileURLToPath(new URL("../testing/writer-process.ts", import.meta.url));
    const writer = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), file, dataDir], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    writer.stdout.on("data", (bytes) => {
      said += String(bytes);
    });
    const acknowledged = () => said.split("\n").slice(0, -1).map(Number);
    const spare = await spareDatabase();
    await vi.waitFor(() => expect(acknowledged().length).toBeGreaterThan(50), { timeout: 40_000 });
    const pid = await pglitePid();
    writer.kill("SIGKILL");
    await once(writer, "exit");
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), { timeout: 20_000 });
    await spare.takePlace();

    const log = await open();
    const stored = await numbersOf(log);
    expect(stored).toEqual(stored.map((_, index) => index));
    expect(stored.length).toBeGreaterThanOrEqual(acknowledged().length);
    expect(stored.length).toBeLessThanOrEqual(acknowledged().length + 1);
    await log.close();
  }, 90_000);

  it("[ST67] between a close with a backlog and the next start leave every acknowledged event", async () => {
    const first = await open();
    process.kill(await pglitePid(), "SIGKILL");
    for (const number of [0, 1, 2]) await first.events.append([exampleEvent(number)]);
    await first.close();
    const second = await open();
    expect(await numbersOf(second)).toEqual([0, 1, 2]);
    await second.close();
  }, 60_000);
});
