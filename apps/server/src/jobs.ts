import type { Hold } from "@flywheel/accounts";
import type { Services } from "@flywheel/api";
import type { Autopilot } from "@flywheel/experiments";
import type { Store } from "@flywheel/store";
import { factOf } from "@flywheel/telemetry";
import type { VisitorId } from "@flywheel/vocabulary";
import { keptFromMs, quarantineMs } from "./retention.ts";
import type { Job } from "./schedule.ts";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

type JobParts = Pick<Services, "accounts" | "works" | "now" | "randomBytes"> & {
  readonly autopilot: Autopilot;
  readonly store: Pick<Store, "refresh" | "removeBefore" | "releaseQuarantinedBefore">;
  /** What the clock brings to the mock network; null without one. */
  readonly tend: (() => Promise<void>) | null;
  /** For how many months raw events are kept; 0 keeps all. */
  readonly retentionMonths: number;
};

/** What has to happen without being asked. */
export function jobsOf(parts: JobParts): readonly Job[] {
  const { accounts, works, autopilot, store, tend, retentionMonths, now, randomBytes } = parts;
  const released = (visitorId: VisitorId, { requestId, parts }: Hold) => {
    const credits = Object.values(parts).reduce((sum, part) => sum + part, 0);
    const source = {
      visitorId,
      app: "home",
      device: "server",
      browser: "none",
      simulated: false,
      now,
      randomBytes,
    } as const;
    return [factOf(source, "credits.released", { requestId, credits })];
  };
  const settling: Job[] = tend
    ? [{ name: "settle, prove and pay what the network served", on: "leader", everyMs: 5 * secondMs, run: tend }]
    : [];
  return [
    ...settling,
    {
      name: "hear which visitors other servers have erased",
      on: "every server",
      everyMs: 5 * secondMs,
      run: () => store.refresh(),
    },
    {
      name: "start and end experiments at their time",
      on: "leader",
      everyMs: 10 * secondMs,
      run: autopilot.keepTime,
    },
    {
      name: "stop experiments whose guardrail broke, and widen those that may go on",
      on: "leader",
      everyMs: 5 * minuteMs,
      run: autopilot.keepGuards,
    },
    {
      name: "release holds whose request never came back",
      on: "leader",
      everyMs: minuteMs,
      run: () => accounts.releaseExpired(released),
    },
    {
      name: "remove drafts of yesterday",
      on: "leader",
      everyMs: hourMs,
      run: () => works.removeDrafts(now() - dayMs),
    },
    {
      name: "remove events older than is kept",
      on: "leader",
      everyMs: dayMs,
      async run() {
        const fromMs = keptFromMs(now(), retentionMonths);
        if (fromMs !== null) await store.removeBefore(fromMs);
      },
    },
    {
      name: "let go of events refused long ago",
      on: "leader",
      everyMs: dayMs,
      run: () => store.releaseQuarantinedBefore(now() - quarantineMs),
    },
  ];
}
