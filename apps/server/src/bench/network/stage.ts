import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryNetworkState, createNetwork, type NetworkState, openWallet } from "@flywheel/network";
import { createPublicGateway } from "@flywheel/network/gateway";
import { openStore } from "@flywheel/store";
import { serve } from "@hono/node-server";
import { Hono } from "hono";

/**
 * The network and its gateway alone in a process, told how by its one argument:
 * {"pace": 0 or 1, "state": "memory" or "store", "places": how many asks a node may serve at once, or null as in the fleet}.
 * Its first line says where it listens and hands over the key of a wallet that is full; closing its input ends it.
 */
const {
  pace,
  state: kept,
  places,
} = JSON.parse(process.argv[2] ?? "{}") as {
  pace: number;
  state: "memory" | "store";
  places: number | null;
};

const now = Date.now;
const dataDir = kept === "store" ? await mkdtemp(join(tmpdir(), "flywheel-bench-")) : null;
const store = dataDir ? await openStore({ dataDir, now, log: () => {} }) : null;
const state: NetworkState = store?.network ?? createMemoryNetworkState();
const network = await createNetwork({
  state,
  now,
  randomBytes,
  seed: 7,
  pace,
  report: () => {},
  ...(places === null ? {} : { placesOfEachNode: places }),
});
const wallet = await openWallet({ state, app: "bench", now, randomBytes });
for (let turn = 0; turn < 20; turn += 1) await wallet.refill();
const gateway = createPublicGateway(network, {
  now,
  randomBytes,
  secret: "only for this run",
  publicOrigin: "http://127.0.0.1",
});

const site = new Hono();
site.get("/health", (c) => c.json(network.status()));
site.all("/v1/*", (c) => gateway(c.req.raw));
const server = serve({ fetch: site.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => {
  state.walletKey("bench").then((key) => console.log(JSON.stringify({ port, key })));
});

process.stdin.on("end", async () => {
  server.close();
  await network.close();
  await store?.close();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
  process.exit(0);
});
process.stdin.resume();
