/** Something that has to happen without being asked. */
export type Job = {
  readonly name: string;
  readonly everyMs: number;
  /**
   * `leader`: once for all servers of a database. `every server`: it is about what this server remembers. A leader that
   * loses the lead ends the turn it is in, so a job only does what is still to do.
   */
  readonly on: "leader" | "every server";
  readonly run: () => Promise<unknown>;
};

export type ScheduleParts = {
  readonly jobs: readonly Job[];
  /** Whether this server leads now. */
  readonly leads: () => boolean;
  readonly now: () => number;
  readonly log: (line: string) => void;
  /** How often it looks for what is due. */
  readonly lookEveryMs?: number;
};

export type Schedule = {
  /** Starts nothing any more, and waits for what is under way. */
  stop(): Promise<void>;
};

const retryMs = 10 * 60_000;

/**
 * Runs every job at once and then again and again, one turn at a time each. The turns of the leader begin when this
 * server comes to lead: nobody knows what the one before it still did.
 */
export function startSchedule({ jobs, leads, now, log, lookEveryMs = 1_000 }: ScheduleParts): Schedule {
  const dueMs = new Map<Job, number>();
  const underWay = new Map<Job, Promise<void>>();
  const broken = new Set<Job>();

  /** A job that breaks is tried again soon, and said to be broken once. */
  async function turn(job: Job): Promise<void> {
    try {
      await job.run();
      if (broken.delete(job)) log(`job "${job.name}" works again`);
    } catch (cause) {
      if (!broken.has(job)) log(`job "${job.name}" broke: ${cause instanceof Error ? cause.name : "error"}`);
      broken.add(job);
      dueMs.set(job, now() + Math.min(job.everyMs, retryMs));
    }
    underWay.delete(job);
  }

  function look(): void {
    const atMs = now();
    for (const job of jobs) {
      if (job.on === "leader" && !leads()) dueMs.delete(job);
      else if (!underWay.has(job) && (dueMs.get(job) ?? atMs) <= atMs) {
        dueMs.set(job, atMs + job.everyMs);
        underWay.set(job, turn(job));
      }
    }
  }

  look();
  const timer = setInterval(look, lookEveryMs).unref();
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay.values());
    },
  };
}
