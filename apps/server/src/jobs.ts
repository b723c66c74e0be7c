import type { Hold } from "@flywheel/accounts";
import type { Services } from "@flywheel/api";
import { factOf } from "@flywheel/telemetry";
import type { VisitorId } from "@flywheel/vocabulary";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

type Job = { readonly name: string; readonly everyMs: number; readonly run: () => Promise<unknown> };

/** What has to happen without being asked. Each job may run on several servers at once: it only does what is still to do. */
export function startJobs(
  { accounts, works, now, randomBytes }: Pick<Services, "accounts" | "works" | "now" | "randomBytes">,
  log: (line: string) => void,
): { stop(): Promise<void> } {
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
  const jobs: readonly Job[] = [
    {
      name: "release holds whose request never came back",
      everyMs: minuteMs,
      run: () => accounts.releaseExpired(released),
    },
    { name: "remove drafts of yesterday", everyMs: 60 * minuteMs, run: () => works.removeDrafts(now() - dayMs) },
  ];
  const running = new Set<Promise<unknown>>();
  const timers = jobs.map(({ name, everyMs, run }) => {
    let busy = false;
    const once = async () => {
      if (busy) return;
      busy = true;
      const turn = run().catch((cause: unknown) =>
        log(`job "${name}" broke: ${cause instanceof Error ? cause.name : "error"}`),
      );
      running.add(turn);
      await turn;
      running.delete(turn);
      busy = false;
    };
    void once();
    return setInterval(once, everyMs).unref();
  });

  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}
