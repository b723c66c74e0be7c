import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RequestId } from "@flywheel/vocabulary";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { migrationsFolder } from "../migrate.ts";
import { openStore } from "../open-store.ts";
import { startTestPostgres } from "../testing/index.ts";

/** The migrations of before the ledger, in a folder of their own. */
async function migrationsBeforeTheLedger(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "flywheel-migrations-"));
  await cp(migrationsFolder(new URL("../migrate.ts", import.meta.url).href), folder, { recursive: true });
  const path = join(folder, "meta", "_journal.json");
  const journal = JSON.parse(await readFile(path, "utf8"));
  await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, 2) }));
  return folder;
}

it("[ST2] finds receipts of before the ledger again, and never batches or pays them", async () => {
  const postgres = await startTestPostgres();
  const before = await migrationsBeforeTheLedger();
  const options = { databaseUrl: postgres.databaseUrl, dataDir: "memory:", now: () => 1_790_000_000_000 };
  try {
    const old = await openStore({ ...options, migrationsFolder: before });
    const requestId = "req_old00000000000000000" as RequestId;
    const receipt = { origin: "mock", teeId: "ab".repeat(32) };
    await old.staff.database.execute(
      sql`insert into receipts (request_id, receipt, issued_at)
        values (${requestId}, ${JSON.stringify(receipt)}, '2026-09-21 14:13:20')`,
    );
    await old.close();

    const { network, close } = await openStore(options);
    const issuedMs = Date.UTC(2026, 8, 21, 14, 13, 20);
    expect(await network.receipt(requestId)).toEqual({ requestId, receipt, issuedMs, settlement: "private" });
    expect(await network.unbatched(10)).toEqual([]);
    expect(await network.payable(10)).toEqual([]);
    await close();
  } finally {
    await rm(before, { recursive: true });
    await postgres.stop();
  }
}, 60_000);
