import { createAccounts } from "@flywheel/accounts";
import { openStore } from "@flywheel/store";
import { startTestPostgres } from "@flywheel/store/testing";
import { mint, type VisitorId } from "@flywheel/vocabulary";
import { describe, expect, it, vi } from "vitest";
import { now } from "../clock.ts";
import { randomBytes } from "../random.ts";
import { ConsentUnknownError, rememberConsents } from "./consents.ts";

const times = { freshMs: 5_000, staleMs: 60_000, patienceMs: 500, silenceMs: 1_000 };
const visitorOf = () => mint<VisitorId>("vis", randomBytes);

/** A real store on a real PostgreSQL, a clock that is turned by hand, and the questions counted. */
async function open() {
  const postgres = await startTestPostgres();
  const store = await openStore({ databaseUrl: postgres.databaseUrl, dataDir: "memory:", now });
  const book = createAccounts({
    book: store.accounts,
    now,
    randomBytes,
    dailyAllowanceCredits: 1,
    allowancesPerRange: 1,
  });
  const visitor = vi.fn(book.visitor);
  const clock = { nowMs: 1_000_000 };
  const consents = rememberConsents({ ...book, visitor }, () => clock.nowMs, times);
  return { postgres, store, book, visitor, clock, consents };
}

describe("the consent at the door of telemetry", () => {
  it("[SV23] is asked for once in a while, and a change is heard at once here, later elsewhere", async () => {
    const { postgres, store, book, visitor, clock, consents } = await open();
    const ada = visitorOf();
    expect(await Promise.all(Array.from({ length: 50 }, () => consents.of(ada)))).toEqual(Array(50).fill("unknown"));
    expect(visitor).toHaveBeenCalledTimes(1);

    await consents.accounts.setConsent(ada, "granted");
    expect(await consents.of(ada)).toBe("granted");
    expect(visitor).toHaveBeenCalledTimes(1);

    await book.setConsent(ada, "denied"); // as another server would
    clock.nowMs += times.freshMs - 1;
    expect(await consents.of(ada)).toBe("granted");
    clock.nowMs += 1;
    expect(await consents.of(ada)).toBe("denied");

    await consents.accounts.setConsent(ada, "granted");
    await consents.accounts.erase(ada);
    expect(await consents.of(ada)).toBe("unknown");
    await store.close();
    await postgres.stop();
  });

  it("[SV23] a no is not undone by an answer that was on its way when it was said", async () => {
    const { postgres, store, visitor, consents } = await open();
    const ada = visitorOf();
    await consents.accounts.setConsent(ada, "denied");
    let answer = (_: { id: VisitorId; consent: "granted"; firstSeenMs: number }) => {};
    const bob = visitorOf();
    visitor.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    const asked = consents.of(bob);
    await consents.accounts.setConsent(bob, "denied");
    answer({ id: bob, consent: "granted", firstSeenMs: 0 });
    expect([await asked, await consents.of(bob), await consents.of(ada)]).toEqual(["denied", "denied", "denied"]);
    await store.close();
    await postgres.stop();
  });

  it("[SV24] is the last known one while the database is away, for a bounded time, and unknown to nobody's guess", async () => {
    const { postgres, store, visitor, clock, consents } = await open();
    const [ada, bob, eve] = [visitorOf(), visitorOf(), visitorOf()];
    await consents.accounts.setConsent(ada, "granted");
    await consents.accounts.setConsent(bob, "denied");
    await postgres.stop();

    clock.nowMs += 10_000;
    expect([await consents.of(ada), await consents.of(bob)]).toEqual(["granted", "denied"]);
    await expect(consents.of(eve)).rejects.toThrow(ConsentUnknownError);
    const questions = visitor.mock.calls.length;
    await Promise.all(Array.from({ length: 100 }, () => consents.of(ada)));
    expect(visitor.mock.calls.length, "a database that is away is left alone for a second").toBe(questions);

    clock.nowMs += times.silenceMs;
    await consents.of(ada);
    expect(visitor.mock.calls.length).toBe(questions + 1);
    clock.nowMs += times.staleMs;
    await expect(consents.of(ada)).rejects.toThrow(ConsentUnknownError);
    await store.close().catch(() => {});
  });

  it("[SV24] does not wait long for a database that is silent", async () => {
    const { postgres, store, visitor, clock, consents } = await open();
    const ada = visitorOf();
    await consents.accounts.setConsent(ada, "granted");
    visitor.mockImplementation(() => new Promise(() => {}));
    clock.nowMs += times.freshMs;
    const startedMs = now();
    expect(await consents.of(ada)).toBe("granted");
    expect(now() - startedMs).toBeLessThan(times.patienceMs + 1_000);
    await store.close();
    await postgres.stop();
  });
});
