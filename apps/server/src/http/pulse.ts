/** Whether the database answers, as it was found a moment ago. */
export type Beat =
  | { readonly ok: true; readonly pingMs: number }
  | { readonly ok: false; readonly pingMs: null; readonly failure: string };

export type Pulse = {
  /** At once, also when the database hangs. */
  last(): Beat;
  stop(): void;
};

type PulseParts = {
  /** A round trip to the database. */
  readonly ping: () => Promise<number>;
  readonly now: () => number;
};

const everyMs = 1_000;
/** Without an answer for so long the database counts as away. */
const patienceMs = 2_000;
/** A ping that was never answered is given up, and the next one may find another connection. */
const giveUpMs = 10_000;
const silent: Beat = { ok: false, pingMs: null, failure: `no answer within ${patienceMs} ms` };

/**
 * Asks the database once a second whether it is there, however many want to know: whoever asks for health is not held
 * up by it and does not burden it. Resolves with the first beat.
 */
export async function startPulse({ ping, now }: PulseParts): Promise<Pulse> {
  let beat: Beat = { ok: false, pingMs: null, failure: "it has not been asked yet" };
  let underWay: { readonly sinceMs: number } | null = null;

  async function ask(): Promise<void> {
    const own = { sinceMs: now() };
    underWay = own;
    const found = await ping().then(
      (pingMs): Beat => ({ ok: true, pingMs }),
      // Not the error's own words: they name the host.
      (): Beat => ({ ok: false, pingMs: null, failure: "it cannot be reached" }),
    );
    if (underWay !== own) return;
    underWay = null;
    beat = found;
  }

  const waitedMs = () => (underWay === null ? 0 : now() - underWay.sinceMs);
  const timer = setInterval(() => {
    if (waitedMs() > giveUpMs) beat = silent;
    if (underWay === null || waitedMs() > giveUpMs) void ask();
  }, everyMs).unref();

  let late: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    late = setTimeout(resolve, patienceMs);
  });
  await Promise.race([ask(), patience]);
  clearTimeout(late);
  return {
    last: () => (waitedMs() >= patienceMs ? silent : beat),
    stop: () => clearInterval(timer),
  };
}
