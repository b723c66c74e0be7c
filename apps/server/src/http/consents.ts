import type { Accounts } from "@flywheel/accounts";
import type { Consent, VisitorId } from "@flywheel/vocabulary";
import { LRUCache } from "lru-cache";

/** The database does not answer, and it never told us about this visitor or too long ago. */
export class ConsentUnknownError extends Error {
  override name = "ConsentUnknownError";
  constructor() {
    super("the consent of a visitor is not known while the database does not answer");
  }
}

export type Consents = {
  /** What a visitor said, as of a few seconds ago at most, or longer ago if the database is away. @throws ConsentUnknownError */
  of(id: VisitorId): Promise<Consent>;
  /** The accounts that were given, except that what changes a consent through them is heard here at once. */
  readonly accounts: Accounts;
};

export type ConsentTimes = {
  /** How long an answer is believed: a no that was said at another server is heard here after this. */
  readonly freshMs: number;
  /** How old an answer may be when the database cannot be asked. */
  readonly staleMs: number;
  /** How long the database may take to answer. */
  readonly patienceMs: number;
  /** How long it is left alone after it did not. */
  readonly silenceMs: number;
};

const usualTimes: ConsentTimes = { freshMs: 5_000, staleMs: 3_600_000, patienceMs: 2_000, silenceMs: 1_000 };
const mostVisitors = 100_000;

/** For the door of telemetry, which would else ask the database at every batch and stand still without it. */
export function rememberConsents(
  accounts: Accounts,
  now: () => number,
  { freshMs, staleMs, patienceMs, silenceMs }: ConsentTimes = usualTimes,
): Consents {
  const known = new LRUCache<VisitorId, { readonly consent: Consent; readonly sinceMs: number }>({ max: mostVisitors });
  const asking = new Map<VisitorId, Promise<Consent>>();
  let silentUntilMs = 0;

  const remember = (id: VisitorId, consent: Consent): Consent => {
    known.set(id, { consent, sinceMs: now() });
    return consent;
  };
  const lastKnown = (id: VisitorId, withinMs: number): Consent | null => {
    const last = known.get(id);
    return last && now() - last.sinceMs < withinMs ? last.consent : null;
  };

  /** One question for all who wait; its answer counts only if nothing was heard meanwhile. */
  function ask(id: VisitorId): Promise<Consent> {
    const asked: Promise<Consent> = within(patienceMs, accounts.visitor(id)).then(
      (visitor) => {
        const consent = visitor?.consent ?? "unknown";
        if (asking.get(id) !== asked) return lastKnown(id, staleMs) ?? consent;
        asking.delete(id);
        return remember(id, consent);
      },
      (cause: unknown) => {
        if (asking.get(id) === asked) asking.delete(id);
        silentUntilMs = now() + silenceMs;
        throw cause;
      },
    );
    asking.set(id, asked);
    return asked;
  }

  const heard = (id: VisitorId, consent: Consent): void => {
    asking.delete(id);
    remember(id, consent);
  };

  return {
    async of(id) {
      const fresh = lastKnown(id, freshMs);
      if (fresh) return fresh;
      const answer = now() < silentUntilMs ? null : await (asking.get(id) ?? ask(id)).catch(() => null);
      const consent = answer ?? lastKnown(id, staleMs);
      if (!consent) throw new ConsentUnknownError();
      return consent;
    },

    accounts: {
      ...accounts,
      async setConsent(id, consent) {
        await accounts.setConsent(id, consent);
        heard(id, consent);
      },
      async erase(id) {
        await accounts.erase(id);
        heard(id, "unknown");
      },
    },
  };
}

async function within<T>(ms: number, awaited: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), ms);
  });
  try {
    return await Promise.race([awaited, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
