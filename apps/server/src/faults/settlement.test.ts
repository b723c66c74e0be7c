import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startTestPostgres } from "@flywheel/store/testing";
import { freshDataDir } from "@flywheel/tooling/built-server";
import { describe, expect, it } from "vitest";

type Where = { readonly dataDir: string; readonly databaseUrl?: string };
type Line = { readonly kind: string } & Readonly<Record<string, unknown>>;

const program = fileURLToPath(new URL("settling-process.ts", import.meta.url));

/** Starts the network in a hurry; `hear` is called with every line. */
function start(where: Where, mode: "work" | "rest", hear: (line: Line) => void): ChildProcess {
  const argument = JSON.stringify({ ...where, mode });
  const child = spawn(process.execPath, ["--import", "tsx", program, argument], { stdio: ["pipe", "pipe", "inherit"] });
  if (child.stdout) createInterface({ input: child.stdout }).on("line", (line) => hear(JSON.parse(line)));
  return child;
}

/** Kills a working network some time after it has served so many; answers what it said it had served. */
async function workAndDie(where: Where, count: number): Promise<ReadonlyMap<string, number>> {
  const served = new Map<string, number>();
  const child = start(where, "work", (line) => {
    if (line.kind === "served") served.set(String(line.requestId), Number(line.costMicroUsd));
  });
  const ended = once(child, "exit");
  while (served.size < count && child.exitCode === null) await sleep(1);
  await sleep(count % 13);
  child.kill("SIGKILL");
  await ended;
  return served;
}

async function comeToRest(where: Where, heard: readonly string[]) {
  const lines: Line[] = [];
  const child = start(where, "rest", (line) => {
    lines.push(line);
    if (line.kind === "open") child.stdin?.end(`${heard.join("\n")}\n`);
  });
  await once(child, "exit");
  const of = (kind: string) => lines.find((line) => line.kind === kind);
  return { kept: of("kept"), rest: of("rest") };
}

async function killOften(where: Where, times: number) {
  const served = new Map<string, number>();
  for (let turn = 0; turn < times; turn += 1) {
    // Spread over the phases of a settlement, and different at every run: the killer keeps no seed.
    for (const [id, cost] of await workAndDie(where, 10 + ((turn * 37) % 60))) served.set(id, cost);
  }
  const { kept, rest } = await comeToRest(where, [...served.keys()]);
  const owed = [...served.values()].reduce((sum, cost) => sum + BigInt(cost), 0n) * 20_000_000_000_000n;
  const ledger = Object.fromEntries(
    Object.entries(rest?.ledger as Record<string, string>).map(([name, amount]) => [name, BigInt(amount)]),
  );
  return { served: served.size, missing: kept?.missing, rest, ledger, owed };
}

function expectNothingLostAndNothingTwice({
  served,
  missing,
  rest,
  ledger,
  owed,
}: Awaited<ReturnType<typeof killOften>>) {
  expect(served).toBeGreaterThan(20);
  expect(missing).toBe(0);
  const { deposited, balances, settled, paid, withheld, unsettled, awaiting, unbilled, billed } = ledger;
  expect({ withheld, unsettled, awaiting }).toEqual({ withheld: 0n, unsettled: 0n, awaiting: 0n });
  expect(paid).toBe(settled);
  expect(billed).toBe(settled);
  expect(deposited).toBe((balances ?? 0n) + (settled ?? 0n));
  expect(BigInt(String(rest?.fees))).toBe(paid);
  expect(rest?.numbers).toBe(rest?.epochs);
  // Of what was being told when the process died we never heard.
  expect((billed ?? 0n) + (unbilled ?? 0n)).toBeGreaterThanOrEqual(owed);
  // What no payment covered any more is in no epoch; all the rest is.
  if (unbilled === 0n) expect(Number(rest?.receipts)).toBeGreaterThanOrEqual(served);
}

describe("a network that is killed anywhere", { timeout: 240_000 }, () => {
  it("[SV73] pays nothing twice and loses nothing, on PostgreSQL", async () => {
    const postgres = await startTestPostgres();
    const dataDir = await freshDataDir();
    try {
      expectNothingLostAndNothingTwice(await killOften({ dataDir, databaseUrl: postgres.databaseUrl }, 10));
    } finally {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  });

  it("[SV73] pays nothing twice and loses nothing, on PGlite", async () => {
    const dataDir = await freshDataDir();
    try {
      expectNothingLostAndNothingTwice(await killOften({ dataDir }, 4));
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
