import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterEach, describe, expect, it } from "vitest";
import { exampleBytes, exampleNowMs } from "./examples.ts";
import { createServerRecorder, type ServerRecorder, type ServerRecorderParts } from "./node-recorder.ts";
import { endStage, inTurn, listen, onStageOver, pause, silent, status, taken, until } from "./testing/intake-stage.ts";

afterEach(endStage);

const whose = { visitorId: "vis_ada00000000000000000", sessionId: "ses_ada00000000000000000" } as const;

function start({ pace, ...changes }: Partial<ServerRecorderParts> & { readonly endpoint: string }): ServerRecorder {
  const recorder = createServerRecorder({
    app: "chat",
    writeKey: "a-key",
    now: () => exampleNowMs,
    randomBytes: exampleBytes,
    pace: { batchMs: 5, firstRetryMs: 20, longestRetryMs: 40, ...pace },
    ...changes,
  });
  onStageOver(() => void recorder.close(0));
  return recorder;
}

function record(recorder: ServerRecorder, count: number, from = 0): void {
  for (let index = from; index < from + count; index += 1) {
    recorder.record("feature.used", { feature: `f${index}` }, whose);
  }
}
const featuresOf = (events: readonly { fields: object }[]) =>
  events.map(({ fields }) => ("feature" in fields ? fields.feature : null));
const numbered = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `f${from + index}`);

function makeDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "flywheel-recorder-"));
  onStageOver(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, "spool");
}
const spooled = (directory: string) =>
  readdirSync(directory)
    .map((name) => readFileSync(join(directory, name), "utf8"))
    .join("");

describe("a server's recorder", () => {
  it("[TE76] shows its write key and says of whom it speaks, typed by the catalogue", async () => {
    const { endpoint, requests } = await listen();
    const recorder = start({ endpoint, build: "a.1" });
    recorder.record("consent.changed", { analytics: "granted" }, { ...whose, atMs: 5 });
    recorder.record("feature.used", { feature: "a" }, whose);
    // @ts-expect-error a field that the catalogue does not name does not compile
    recorder.record("app.opened", { prompt: "a secret" }, whose);
    // @ts-expect-error facts of the network have no visitor
    recorder.record("weather.changed", { weather: "busy" }, whose);
    await until(() => requests.length === 1);
    expect(requests[0]?.headers["x-flywheel-write-key"]).toBe("a-key");
    expect(requests[0]?.headers.cookie).toBeUndefined();
    const id = expect.stringMatching(/^evt_[a-z0-9]{20}$/);
    const common = { id, app: "chat", build: "a.1", ...whose };
    expect(requests[0]?.batch).toMatchObject({ sentAtMs: exampleNowMs, lost: 0 });
    expect(requests[0]?.batch.events.slice(0, 2)).toEqual([
      { ...common, name: "consent.changed", atMs: 5, seq: 1, fields: { analytics: "granted" } },
      { ...common, name: "feature.used", atMs: exampleNowMs, seq: 2, fields: { feature: "a" } },
    ]);
  });

  it.each([408, 429, 500, 503])("[TE76] follows the rules of pages: %i is tried again, in order", async (code) => {
    const { endpoint, events, requests } = await listen(inTurn(status(code), status(code)));
    const recorder = start({ endpoint });
    record(recorder, 3);
    await until(() => requests.length === 3);
    expect(featuresOf(events().slice(6))).toEqual(numbered(3));
    expect(recorder.losses()).toBe(0);
  });

  it("[TE76] follows the rules of pages: what is refused is lost, counted and told", async () => {
    const { endpoint, requests } = await listen(inTurn(status(401)));
    const recorder = start({ endpoint });
    record(recorder, 3);
    await until(() => recorder.losses() === 3);
    record(recorder, 1, 3);
    await until(() => requests.length === 2);
    expect(requests[1]?.batch.lost).toBe(3);
  });

  it("[TE76] follows the rules of pages: waits as long as it is told to", async () => {
    const { endpoint, requests } = await listen(inTurn(status(429, { "retry-after": "1" })));
    const recorder = start({ endpoint });
    record(recorder, 1);
    await until(() => requests.length === 1);
    await pause(20);
    expect(await recorder.flush(100)).toBe(false);
    expect(requests).toHaveLength(1);
    expect(await recorder.flush(3_000)).toBe(true);
    expect((requests[1]?.atMs ?? 0) - (requests[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it("[TE76] follows the rules of pages: divides what is too large", async () => {
    const { endpoint, requests } = await listen((batch, response, attempt) =>
      (batch.events.length > 4 ? status(413) : taken)(batch, response, attempt),
    );
    const recorder = start({ endpoint });
    record(recorder, 30);
    expect(await recorder.flush()).toBe(true);
    const arrived = requests.filter(({ batch }) => batch.events.length <= 4).flatMap(({ batch }) => batch.events);
    expect(featuresOf(arrived)).toEqual(numbered(30));
    expect(recorder.losses()).toBe(0);
  });

  it("[TE70] keeps its batches inside what intake takes", async () => {
    const { endpoint, requests, events } = await listen();
    const recorder = start({ endpoint });
    for (let index = 0; index < 1_500; index += 1) {
      recorder.record("feature.used", { feature: `f${index}-${"x".repeat(index % 1_000)}` }, whose);
    }
    expect(await recorder.flush()).toBe(true);
    expect(events()).toHaveLength(1_500);
    for (const { batch } of requests) {
      expect(batch.events.length).toBeLessThanOrEqual(500);
      expect(JSON.stringify(batch.events).length).toBeLessThanOrEqual(256 * 1_024);
    }
    expect(requests.length).toBeLessThan(12);
  });

  it("[TE77] waits for a server that goes away and comes back", async () => {
    const first = await listen();
    const recorder = start({ endpoint: first.endpoint });
    record(recorder, 2);
    await until(() => first.events().length === 2);
    await pause(20);
    await first.goAway();
    record(recorder, 3, 2);
    expect(await recorder.flush(60)).toBe(false);
    const second = await listen(taken, first.port);
    await until(() => second.events().length === 3);
    expect(featuresOf(second.events())).toEqual(numbered(3, 2));
    expect(recorder.losses()).toBe(0);
  });

  it("[TE77] does not wait for ever for a server that is slow, and takes its late word for none", async () => {
    const { endpoint, requests } = await listen(inTurn((...parts) => void setTimeout(() => taken(...parts), 400)));
    const recorder = start({ endpoint, pace: { timeoutMs: 60 } });
    record(recorder, 1);
    await until(() => requests.length === 2);
    expect(requests[1]?.batch.events[0]?.id).toBe(requests[0]?.batch.events[0]?.id);
  });

  it("[TE78] closes within its time; what could not be sent is in the spool, and the next sends it", async () => {
    const spoolDirectory = makeDirectory();
    const dead = await listen(silent);
    const recorder = start({ endpoint: dead.endpoint, spoolDirectory });
    record(recorder, 250);
    const startedMs = performance.now();
    await recorder.close(100);
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    expect(recorder.losses()).toBe(0);
    record(recorder, 1);
    expect(recorder.losses()).toBe(1);

    const { endpoint, events } = await listen();
    const next = start({ endpoint, spoolDirectory });
    record(next, 2, 250);
    await until(() => events().length === 252);
    expect(featuresOf(events()).toSorted()).toEqual(numbered(252).toSorted());
    await next.close();
    expect(spooled(spoolDirectory)).toBe("");
  });

  it("[TE78] sends what waits before it closes; without a spool the rest is counted", async () => {
    const { endpoint, events } = await listen();
    const recorder = start({ endpoint, pace: { batchMs: 60_000 } });
    record(recorder, 10);
    await recorder.close();
    expect(events()).toHaveLength(10);

    const dead = await listen(status(503));
    const other = start({ endpoint: dead.endpoint });
    record(other, 10);
    await other.close(50);
    expect(other.losses()).toBe(10);
  });

  it("[TE78] tells also what an earlier process had lost, once", async () => {
    const spoolDirectory = makeDirectory();
    const refusing = await listen(status(400));
    const recorder = start({ endpoint: refusing.endpoint, spoolDirectory });
    record(recorder, 4);
    await until(() => recorder.losses() === 4);
    await recorder.close(0);
    const { endpoint, requests } = await listen();
    const next = start({ endpoint, spoolDirectory });
    await pause(20);
    record(next, 1);
    await next.flush();
    record(next, 1);
    await next.flush();
    expect(requests.map(({ batch }) => batch.lost)).toEqual([4, 0]);
  });

  it("[TE78] works where the spool cannot be written", async () => {
    const { endpoint, events } = await listen();
    const recorder = start({ endpoint, spoolDirectory: "/dev/null/spool" });
    record(recorder, 3);
    expect(await recorder.flush()).toBe(true);
    expect(events()).toHaveLength(3);
  });

  it("[TE79] killed at any moment, loses nothing that a task before had recorded", async () => {
    const spoolDirectory = makeDirectory();
    const program = join(spoolDirectory, "..", "recording.mjs");
    await build({ entryPoints: [recordingProcess], bundle: true, platform: "node", format: "esm", outfile: program });
    const expected = new Set<unknown>();
    const { endpoint, events } = await listen((batch, response, attempt) =>
      // Also answers are lost: the event was taken, and the recorder cannot know.
      (attempt % 3 === 2 ? taken : status(503))(batch, response, attempt),
    );
    let recorded = 0;
    for (const round of [0, 1, 2]) {
      const from = round * 1_000_000;
      const child = spawn(process.execPath, [program, endpoint, spoolDirectory, String(from)], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let said = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (said.split("\n").length > 30 + round * 7) child.kill("SIGKILL");
      });
      await once(child, "close");
      const last = Number(said.trimEnd().split("\n").at(-1));
      expect(last).toBeGreaterThan(from + 100);
      recorded += last - from + 1;
      for (let index = from; index <= last; index += 1) expected.add(`f${index}`);
    }
    const next = start({ endpoint, spoolDirectory, pace: { firstRetryMs: 1, longestRetryMs: 2 } });
    const missing = () => {
      const there = new Set<unknown>(featuresOf(events()));
      return [...expected].filter((feature) => !there.has(feature));
    };
    await until(() => missing().length === 0, 20_000);
    expect(recorded).toBeGreaterThan(300);
    expect(await next.flush()).toBe(true);
    expect(next.losses()).toBe(0);
    const idOf = new Map<unknown, string>();
    for (const { id, fields } of events()) {
      const [feature] = featuresOf([{ fields }]);
      // Sent more than once or not, an event has the id that it got when it was recorded.
      expect(idOf.get(feature) ?? id).toBe(id);
      idOf.set(feature, id);
    }
    expect(new Set(idOf.values()).size).toBe(idOf.size);
  });
});

const recordingProcess = fileURLToPath(new URL("./testing/recording-process.ts", import.meta.url));
