import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { findWriteKey } from "./environment.ts";
import { generate } from "./generate.ts";
import { type Counts, send } from "./send.ts";

const population = { seed: 3, visitors: 30, days: 3, startMs: 1_700_006_400_000 };
const writeKey = "a-key-of-24-characters-at-least";

/** A server that answers the first requests with the given statuses and counts what the others bring. */
async function listen(...statuses: readonly number[]) {
  const seen: { url: string | undefined; key: unknown; ids: string[] }[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { events }: { events: { id: string }[] } = JSON.parse(text);
    seen.push({ url: request.url, key: request.headers["x-flywheel-write-key"], ids: events.map(({ id }) => id) });
    const data = { accepted: events.length - 2, repeated: 1, refused: [{ index: 0, id: null, reason: "malformed" }] };
    response.writeHead(statuses[seen.length - 1] ?? 200, { "content-type": "application/json" });
    response.end(JSON.stringify({ result: { data } }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, seen, close: () => server.close() };
}

const parts = { writeKey, now: () => 1_700_500_000_000, wait: async () => {}, onProgress: () => {} };

describe("the driver", () => {
  it("[SI6] brings every batch through the front door with its write key, and adds up what became of it", async () => {
    const { origin, seen, close } = await listen();
    const batches = [...generate(population)];
    const progress: Counts[] = [];
    const counts = await send(batches, { ...parts, origin, onProgress: (now) => progress.push(now) });
    close();
    const sent = batches.flat().length;
    expect(seen.flatMap(({ ids }) => ids)).toEqual(batches.flat().map(({ id }) => id));
    expect(new Set(seen.map(({ url, key }) => `${url} ${key}`))).toEqual(
      new Set([`/api/trpc/telemetry.record ${writeKey}`]),
    );
    expect(counts).toEqual({
      sent,
      accepted: sent - 2 * batches.length,
      repeated: batches.length,
      refused: batches.length,
    });
    expect(progress).toHaveLength(batches.length);
    expect(progress.at(-1)).toEqual(counts);
  });

  it("[SI7] tries a batch again while the server restarts, with the same events", async () => {
    const { origin, seen, close } = await listen(502, 503, 429);
    const [batch = []] = generate(population);
    expect(await send([batch], { ...parts, origin })).toMatchObject({ sent: batch.length });
    close();
    expect(seen).toHaveLength(4);
    expect(new Set(seen.map(({ ids }) => ids.join())).size).toBe(1);
  });

  it("[SI7] gives up with one clear sentence when it is turned away or nobody answers", async () => {
    const { origin, seen, close } = await listen(401);
    await expect(send(generate(population), { ...parts, origin })).rejects.toThrow(
      `${origin} answered 401: is the write key that of this server?`,
    );
    expect(seen).toHaveLength(1);
    close();
    await expect(send(generate(population), { ...parts, origin })).rejects.toThrow("does not answer: is it running?");
  });

  it("[SI8] finds its write key in the environment or where a server keeps it, else says what to do", () => {
    expect(findWriteKey({ FLYWHEEL_WRITE_KEY: writeKey })).toBe(writeKey);
    expect(() => findWriteKey({ FLYWHEEL_DATA_DIR: "no-such-directory" })).toThrow(/set FLYWHEEL_WRITE_KEY/);
  });
});
