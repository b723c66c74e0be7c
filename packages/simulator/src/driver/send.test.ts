import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { generate } from "../generate.ts";
import { listen } from "../testing/listen.ts";
import { findWriteKey } from "./environment.ts";
import { type Counts, send } from "./send.ts";

const population = { seed: 3, visitors: 150, days: 7, startMs: Date.UTC(2026, 0, 5) };
const batches = [...generate(population)];
const writeKey = "a-key-of-24-characters-at-least";
const parts = { writeKey, now: () => Date.UTC(2026, 1, 1), wait: async () => {}, onProgress: () => {} };
const [firstBatch = []] = batches;

describe("the driver", () => {
  it("[SI6] brings every batch through the front door with its write key, and adds up what became of it", async () => {
    await using server = await listen();
    const progress: Counts[] = [];
    const counts = await send(batches, { ...parts, origin: server.origin, onProgress: (now) => progress.push(now) });
    const sent = batches.flat().length;
    expect(batches.length).toBeGreaterThan(20);
    expect(server.requests.flatMap(({ ids }) => ids).toSorted()).toEqual(
      batches
        .flat()
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(new Set(server.requests.map(({ url, key }) => `${url} ${key}`))).toEqual(
      new Set([`/api/trpc/telemetry.record ${writeKey}`]),
    );
    expect(counts).toEqual({ sent, accepted: sent - batches.length, repeated: 0, refused: batches.length });
    expect(progress).toHaveLength(batches.length);
    for (const { sent, accepted, repeated, refused } of progress) expect(accepted + repeated + refused).toBe(sent);
    expect(progress.at(-1)).toEqual(counts);
  });

  it("[SI17] has several requests under way, never more than it was told", async () => {
    await using server = await listen([], 20);
    await send(batches, { ...parts, origin: server.origin, inFlight: 3 });
    expect(server.mostOpen()).toBe(3);
  });

  it("[SI18] counts what a server knows already as repeated", async () => {
    await using server = await listen();
    const first = await send(batches, { ...parts, origin: server.origin });
    const again = await send(generate(population), { ...parts, origin: server.origin });
    expect(again).toEqual({ ...first, accepted: 0, repeated: first.accepted });
  });

  it("[SI7] tries a batch again while the server restarts, with the same events, after the pause it asks for", async () => {
    const replies = [502, 503, 408, 429].map((status) => ({ status, headers: { "retry-after": "7" } }));
    await using server = await listen(replies);
    const pauses: number[] = [];
    const wait = async (ms: number) => void pauses.push(ms);
    const counts = await send([firstBatch], { ...parts, origin: server.origin, wait });
    expect(counts).toMatchObject({ sent: firstBatch.length, repeated: 0 });
    expect(server.requests).toHaveLength(5);
    expect(new Set(server.requests.map(({ ids }) => ids.join())).size).toBe(1);
    expect(pauses).toEqual([7_000, 7_000, 7_000, 7_000]);
  });

  it("[SI7] waits longer each time when it is not told how long, and not for ever", async () => {
    const pauses: number[] = [];
    const wait = async (ms: number) => void pauses.push(ms);
    await using server = await listen([{ status: 500 }, { status: 500, headers: { "retry-after": "99999999" } }]);
    await send([firstBatch], { ...parts, origin: server.origin, wait });
    expect(pauses).toEqual([200, 120_000]);
  });

  it("[SI7] gives up with one clear sentence when it is turned away or nobody answers", async () => {
    let origin: string;
    {
      await using server = await listen(
        Array.from({ length: 4 }, () => ({ status: 401 })),
        20,
      );
      origin = server.origin;
      await expect(send(batches, { ...parts, origin })).rejects.toThrow(
        `${origin} answered 401: is the write key that of this server?`,
      );
      expect(server.requests, "nothing after the ones that were under way").toHaveLength(4);
    }
    const pauses: number[] = [];
    const wait = async (ms: number) => void pauses.push(ms);
    await expect(send([firstBatch], { ...parts, origin, wait })).rejects.toThrow("does not answer: is it running?");
    expect(pauses).toEqual([200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000, 5_000]);
  });

  it("[SI19] stops when it is told to: what is under way is counted, nothing more is begun", async () => {
    await using server = await listen([], 30);
    const stop = new AbortController();
    const onProgress = ({ sent }: Counts) => {
      if (sent > 2_000) stop.abort();
    };
    const counts = await send(batches, { ...parts, origin: server.origin, onProgress, stopped: stop.signal });
    expect(counts.sent).toBe(server.requests.flatMap(({ ids }) => ids).length);
    expect(counts.sent).toBeLessThan(batches.flat().length / 2);
    expect(counts.accepted + counts.repeated + counts.refused).toBe(counts.sent);
  });

  it("[SI8] finds its write key in the environment or where a server keeps it, else says what to do", () => {
    expect(findWriteKey({ FLYWHEEL_WRITE_KEY: writeKey })).toBe(writeKey);
    expect(() => findWriteKey({ FLYWHEEL_DATA_DIR: "no-such-directory" })).toThrow(/set FLYWHEEL_WRITE_KEY/);
    // Where `pnpm dev` keeps it: beside the workspace's own file, whatever folder a script runs in.
    const repository = fileURLToPath(new URL("../../../../", import.meta.url));
    expect(existsSync(join(repository, "pnpm-workspace.yaml"))).toBe(true);
    expect(() => findWriteKey({ FLYWHEEL_DATA_DIR: "no-such-directory" })).toThrow(
      join(repository, "no-such-directory", "simulator-key"),
    );
  });
});
