import { setTimeout as sleep } from "node:timers/promises";
import { createNetwork, openClient, usualRules } from "@flywheel/network";
import { openStore } from "@flywheel/store";
import { type ModelId, mint, type RequestId } from "@flywheel/vocabulary";
import { now } from "../clock.ts";
import { randomBytes } from "../random.ts";

/**
 * A network in a hurry, to be killed anywhere: it serves, settles, batches and pays all the time, and says what it served.
 * Its one argument: {"dataDir", "databaseUrl"?, "mode": "work" or "rest"}. At rest it only tends, says the ledger, and ends.
 */
const { mode, ...storeAt } = JSON.parse(process.argv[2] ?? "{}") as {
  dataDir: string;
  databaseUrl?: string;
  mode: "work" | "rest";
};

const say = (line: object) =>
  process.stdout.write(`${JSON.stringify(line, (_, it) => (typeof it === "bigint" ? String(it) : it))}\n`);

const store = await openStore({ ...storeAt, now, log: () => {} });
const state = store.network;
const network = await createNetwork({
  state,
  now,
  randomBytes,
  seed: 7,
  pace: 0,
  report: () => {},
  rules: {
    ...usualRules,
    sessionIdleMs: 150,
    batch: { size: 5, idleMs: 150, ageMs: 300 },
    confirmMs: 20,
    epochMs: 250,
  },
});
// Small sessions, so that they are used up and new ones opened all the time.
const client = await openClient({ network, state, app: "faults", sessionMicroUsd: 5_000, now, randomBytes });
say({ kind: "open" });

async function ask(turn: number): Promise<void> {
  const requestId = mint<RequestId>("req", randomBytes);
  const settlement = (["batch", "batch", "individual", "private"] as const)[turn % 4] ?? "batch";
  const chat = {
    requestId,
    appId: "chat",
    model: "quillworks/quill-3" as ModelId,
    messages: [{ role: "user", content: `What is ${turn} * 7?` }],
    temperature: 1,
    maxTokens: 200,
    seed: turn,
    settlement,
  } as const;
  for await (const part of client.chat(chat, new AbortController().signal)) {
    if (part.kind === "completed") say({ kind: "served", requestId, costMicroUsd: part.served.costMicroUsd });
  }
}

async function work(): Promise<never> {
  for (let turn = 0; ; turn += 1)
    await Promise.all([ask(3 * turn), ask(3 * turn + 1), ask(3 * turn + 2), network.tend()]);
}

async function rest(): Promise<void> {
  const untilMs = now() + 20_000;
  for (;;) {
    await network.tend();
    const { unsettled, awaiting } = await state.ledger();
    if (unsettled === 0n && awaiting === 0n) break;
    if (now() > untilMs) break;
    await sleep(50);
  }
  const epochs = await state.epochs(100_000);
  say({
    kind: "rest",
    ledger: await state.ledger(),
    epochs: epochs.length,
    numbers: new Set(epochs.map(({ number }) => number)).size,
    receipts: epochs.reduce((sum, epoch) => sum + epoch.receipts, 0),
    fees: epochs.flatMap(({ payouts }) => payouts).reduce((sum, payout) => sum + payout.fees, 0n),
  });
  await network.close();
  await store.close();
  process.exit(0);
}

/** The parent asks which of what it heard is kept. */
process.stdin.on("data", async (chunk) => {
  const ids = String(chunk).trim().split("\n");
  const kept = await Promise.all(ids.map((id) => state.receipt(id as RequestId)));
  say({ kind: "kept", missing: kept.filter((stored) => stored === null).length });
  await rest();
});

if (mode === "work") await work();
