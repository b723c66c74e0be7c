import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { type HealthParts, reportHealth } from "./health.ts";
import { createMetrics } from "./metrics.ts";
import { startPulse } from "./pulse.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const hangs = () => new Promise<number>(() => {});
async function pulseOf(ping: () => Promise<number>) {
  const starting = startPulse({ ping, now: Date.now });
  await vi.advanceTimersByTimeAsync(2_000);
  const pulse = await starting;
  onTestFinished(() => pulse.stop());
  return pulse;
}

type Journal = ReturnType<HealthParts["store"]["journal"]>;
type Projection = ReturnType<HealthParts["store"]["projection"]>;
const calm: Journal = {
  segments: 1,
  bytes: 4_096,
  backlogEvents: 3,
  oldestMs: 12,
  stored: 40,
  repeated: 5,
  setAside: 2,
  failure: null,
};
const following: Projection = {
  phase: "ready",
  rows: 45,
  events: 40,
  ofAbout: null,
  lagMs: 250,
  cursor: "1",
  sortedRows: 0,
  rebuiltMs: null,
  waitingQuestions: 0,
  processId: null,
  trouble: null,
};

const storeOf = ({
  journal = {},
  projection = {},
}: {
  journal?: Partial<Journal>;
  projection?: Partial<Projection>;
} = {}) => ({
  engine: "postgres" as const,
  leads: () => true,
  journal: () => ({ ...calm, ...journal }),
  projection: () => ({ ...following, ...projection }),
});
const network = { status: () => ({ nodes: 9, active: 4, models: 3 }) };
const answering = { last: () => ({ ok: true, pingMs: 1 }) as const };
const silent = { last: () => ({ ok: false, pingMs: null, failure: "no answer within 2000 ms" }) as const };

describe("the pulse", () => {
  it("[SV39] tells within the first seconds that the database hangs, and from then on at once", async () => {
    const pulse = await pulseOf(hangs);
    expect(pulse.last()).toEqual({ ok: false, pingMs: null, failure: "no answer within 2000 ms" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(pulse.last().ok).toBe(false);
  });

  it("[SV39] says no for as long as nothing answers, also when it tries again, and yes when something does", async () => {
    let answer: () => Promise<number> = async () => 3;
    const pulse = await pulseOf(() => answer());
    expect(pulse.last()).toEqual({ ok: true, pingMs: 3 });
    answer = hangs;
    await vi.advanceTimersByTimeAsync(3_500);
    for (let seconds = 0; seconds < 30; seconds += 1) {
      expect(pulse.last().ok, `after ${seconds} s`).toBe(false);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    answer = async () => 4;
    await vi.advanceTimersByTimeAsync(13_000);
    expect(pulse.last()).toEqual({ ok: true, pingMs: 4 });
  });

  it("[SV39] asks once a second, however many want to know, and never twice at once", async () => {
    let asked = 0;
    const pulse = await pulseOf(async () => {
      asked += 1;
      return 1;
    });
    for (let times = 0; times < 1_000; times += 1) pulse.last();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toBeLessThanOrEqual(13);
  });

  it("[SV40] does not repeat the words of an error", async () => {
    const pulse = await pulseOf(async () => {
      throw new Error("PostgreSQL at db.internal:5432 does not answer");
    });
    expect(pulse.last()).toEqual({ ok: false, pingMs: null, failure: "it cannot be reached" });
  });
});

describe("health", () => {
  it("[SV39] tells of every part, and is whole when what a visitor needs answers", () => {
    expect(reportHealth({ store: storeOf(), network, pulse: answering })).toEqual({
      ok: true,
      store: { engine: "postgres", ok: true, pingMs: 1 },
      journal: { ok: true, backlogEvents: 3, oldestMs: 12, segments: 1, keptBytes: 4_096, setAside: 2 },
      projection: { ok: true, phase: "ready", events: 40, rows: 45, ofAbout: null, lagMs: 250 },
      network: { ok: true, nodes: 9, active: 4, models: 3 },
    });
    expect(reportHealth({ store: storeOf(), network, pulse: silent }).ok).toBe(false);
  });

  it.each([
    ["the database refuses", { failure: "no" }, false],
    ["the oldest event waits for a minute", { oldestMs: 60_000 }, false],
    ["it is a little behind", { oldestMs: 59_999, backlogEvents: 1_000_000 }, true],
    ["an event was set aside", { setAside: 1 }, true],
  ])("[SV39] the journal is told apart when %s, and visitors are still served", (_, journal, ok) => {
    const report = reportHealth({ store: storeOf({ journal }), network, pulse: answering });
    expect(report.journal.ok).toBe(ok);
    expect(report.ok).toBe(true);
  });

  it.each([
    ["it is being rebuilt", { phase: "rebuilding", ofAbout: 90, lagMs: null }],
    ["its process has ended", { phase: "stopped" }],
    ["it has not looked yet", { lagMs: null }],
    ["it is a minute behind", { lagMs: 60_000 }],
    ["it cannot follow", { trouble: "no" }],
  ] as const)("[SV39] the projection is told apart when %s, and visitors are still served", (_, projection) => {
    const report = reportHealth({ store: storeOf({ projection }), network, pulse: answering });
    expect(report.projection.ok).toBe(false);
    expect(report.ok).toBe(true);
  });

  it("[SV40] names no host, path or reason of somebody else's words", () => {
    const words = "PostgreSQL at db.internal:5432, database x, /srv/flywheel: hunter2";
    const store = storeOf({ journal: { failure: words }, projection: { trouble: words } });
    const text = JSON.stringify(reportHealth({ store, network, pulse: silent }));
    expect(text).not.toMatch(/internal|srv|hunter2/);
    expect(text).toContain("the database takes nothing in");
    expect(text).toContain("it does not follow the store");
  });
});

describe("metrics", () => {
  it("[SV41] tell how journal and projection are, and are there at once when the database hangs", async () => {
    const pulse = await pulseOf(hangs);
    const { report } = createMetrics({ store: storeOf({ projection: { phase: "rebuilding" } }), network, pulse });
    await report();
    const { text } = await report(); // totals are of the store, not of how often they are read
    for (const line of [
      "flywheel_store_ping_seconds -1",
      "flywheel_store_leads 1",
      "flywheel_journal_backlog_events 3",
      "flywheel_journal_oldest_seconds 0.012",
      "flywheel_journal_bytes 4096",
      "flywheel_journal_stored_total 40",
      "flywheel_journal_repeated_total 5",
      "flywheel_journal_set_aside_total 2",
      "flywheel_projection_rows 45",
      "flywheel_projection_lag_seconds 0.25",
      'flywheel_projection_phase{phase="rebuilding"} 1',
      'flywheel_projection_phase{phase="ready"} 0',
      "flywheel_network_active_nodes 4",
    ]) {
      expect(text).toContain(`\n${line}\n`);
    }
    expect(text).toContain("nodejs_eventloop_lag_p99_seconds");
  });
});
