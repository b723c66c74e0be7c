import { createAccounts } from "@flywheel/accounts";
import { openTestStores } from "@flywheel/store/testing";
import { factOf, type QuarantinedEvent } from "@flywheel/telemetry";
import { mint, type RequestId, type VisitorId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { jobsOf } from "./jobs.ts";
import { randomBytes } from "./random.ts";
import { startSchedule } from "./schedule.ts";

const noon = Date.UTC(2026, 2, 31, 12);
const visitorId = mint<VisitorId>("vis", randomBytes);

/** A fact of a visitor at a moment; its amount names it. */
const factAt = (atMs: number, credits: number) =>
  factOf(
    { visitorId, app: "home", device: "server", browser: "none", simulated: false, now: () => atMs, randomBytes },
    "credits.released",
    { requestId: mint<RequestId>("req", randomBytes), credits },
  );

const refusedAt = (id: string, receivedAtMs: number): QuarantinedEvent => ({
  id,
  receivedAtMs,
  reason: "unknown-event",
  name: null,
  app: null,
  paths: [],
  kept: null,
});

describe.each(openTestStores({ now: () => noon }))("on $engine", ({ open }) => {
  /** Every job has one turn. */
  async function runJobs(
    store: Awaited<ReturnType<typeof open>>,
    retentionMonths: number,
    { tend = async () => {}, autopilot = { keepTime: async () => {}, keepGuards: async () => {} }, leads = true } = {},
  ) {
    const accounts = createAccounts({
      book: store.accounts,
      now: () => noon,
      randomBytes,
      dailyAllowanceCredits: 0,
      allowancesPerRange: 1,
    });
    const { works } = store;
    const jobs = jobsOf({ accounts, works, autopilot, store, tend, retentionMonths, now: () => noon, randomBytes });
    const said: string[] = [];
    const log = (line: string) => void said.push(line);
    await startSchedule({ jobs, leads: () => leads, now: () => noon, log }).stop();
    expect(said).toEqual([]);
  }
  const amounts = async (store: Awaited<ReturnType<typeof open>>) =>
    (await store.events.ofVisitor(visitorId)).map(({ fields }) => fields.credits);

  it("[SV74] what the network owes is settled without being asked", async () => {
    let tended = 0;
    const tend = async () => {
      tended += 1;
    };
    await runJobs(await open(), 0, { tend });
    expect(tended).toBe(1);
  });

  it("[SV87] experiments are started, ended, widened and stopped without being asked, by the leader", async () => {
    const turns: string[] = [];
    const autopilot = {
      keepTime: async () => void turns.push("time"),
      keepGuards: async () => void turns.push("guards"),
    };
    await runJobs(await open(), 0, { autopilot });
    expect(turns).toEqual(["time", "guards"]);
    const store = await open();
    await runJobs(store, 0, { autopilot, leads: false });
    expect(turns).toHaveLength(2);
  });

  it("[SV33] events older than the policy go, one at its edge stays, and a late one goes with the next turn", async () => {
    const store = await open();
    const edge = Date.UTC(2026, 1, 28); // a month before 31 March
    await store.events.append([factAt(edge - 1, 1), factAt(edge, 2), factAt(noon, 3)]);
    await runJobs(store, 1);
    expect(await amounts(store)).toEqual([2, 3]);

    await store.events.append([factAt(noon - 365 * 86_400_000, 4)]);
    expect(await amounts(store)).toEqual([4, 2, 3]);
    await runJobs(store, 1);
    expect(await amounts(store)).toEqual([2, 3]);
  });

  it("[SV33] a policy of no months keeps everything", async () => {
    const store = await open();
    await store.events.append([factAt(0, 1), factAt(noon, 2)]);
    await runJobs(store, 0);
    expect(await amounts(store)).toEqual([1, 2]);
  });

  it("[SV33] refused events are let go of after 30 days", async () => {
    const store = await open();
    const edge = noon - 30 * 86_400_000;
    await store.events.quarantine([refusedAt("old", edge - 1), refusedAt("edge", edge), refusedAt("new", noon)]);
    expect(await store.events.quarantineList(10)).toHaveLength(3);
    await runJobs(store, 25);
    expect((await store.events.quarantineList(10)).map(({ id }) => id)).toEqual(["new", "edge"]);
  });
});
