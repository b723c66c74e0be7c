import type { ChooseBuild } from "./choose-build.ts";

type Parts = {
  readonly log: (line: string) => void;
  readonly now: () => number;
  /** How long a page may wait for the choice. */
  readonly patienceMs?: number;
};

const sayEveryMs = 60_000;

class ChoiceTooSlowError extends Error {
  override name = "ChoiceTooSlowError";
}

/**
 * A page must not be lost because its visitor could not be looked up: without an answer in time everybody gets the current
 * build. That is said, at most once a minute, because a store that is away fails every page.
 */
export function orCurrent(choose: ChooseBuild, { log, now, patienceMs = 2_000 }: Parts): ChooseBuild {
  let saidAtMs = Number.NEGATIVE_INFINITY;
  let unsaid = 0;
  return async (c, app) => {
    try {
      return await inTime(choose(c, app), patienceMs);
    } catch (cause) {
      unsaid += 1;
      if (now() - saidAtMs >= sayEveryMs) {
        // The name alone: a message of a store may hold who was asked about.
        const what = cause instanceof Error ? cause.name : typeof cause;
        log(`no build could be chosen for a page of ${app} (${what}); ${unsaid} pages got the current one`);
        saidAtMs = now();
        unsaid = 0;
      }
      return "no experiment";
    }
  };
}

/** @throws ChoiceTooSlowError, and what the answer throws */
async function inTime<Answer>(answer: Promise<Answer>, patienceMs: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ChoiceTooSlowError()), patienceMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
