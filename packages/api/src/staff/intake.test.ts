import { StoreUnavailableError } from "@flywheel/store";
import type { KeptCandidate } from "@flywheel/telemetry";
import { type EventId, mint, type SessionId, type VisitorId } from "@flywheel/vocabulary";
import { afterAll, describe, expect, it } from "vitest";
import type { VisitorCaller } from "../caller.ts";
import { createAppRouter } from "../router.ts";
import { contextOf, openProduct, personOf } from "../testing/product.ts";
import { retryAfterSecondsOf, toWireError } from "../wire-errors.ts";

const product = await openProduct();
afterAll(() => product.close());
const router = createAppRouter(product);
const as = (visitor: VisitorCaller) => router.createCaller(contextOf({ visitor }));
const editor = router.createCaller(contextOf({ person: personOf("editor") }));
const owner = router.createCaller(contextOf({ person: personOf("owner") }));
const { now, randomBytes } = product;

const opened = (changes: Readonly<Record<string, unknown>> = {}) => ({
  id: mint<EventId>("evt", randomBytes),
  name: "app.opened",
  app: "chat",
  sessionId: mint<SessionId>("ses", randomBytes),
  atMs: now(),
  seq: 1,
  fields: {},
  ...changes,
});
const recordOf = (events: readonly unknown[]) => ({ sentAtMs: now(), lost: 0, events: [...events] });

/** As yesterday's catalogue refused it. */
async function refusedYesterday(visitorId: VisitorId, from: Partial<KeptCandidate> = {}): Promise<string> {
  const id = mint<string>("rfs", randomBytes);
  const browser = { sender: "browser", senderApp: null, simulated: false, offsetMs: 0 } as const;
  const surroundings = { device: "desktop", browser: "Firefox", bot: false } as const;
  const kept = { text: JSON.stringify(opened()), withheld: false, visitorId, ...browser, ...surroundings, ...from };
  const refusal = { reason: "unknown-field", name: "app.opened", app: "chat", paths: ["fields.mood"] } as const;
  await product.events.quarantine([{ id, receivedAtMs: now(), ...refusal, kept }]);
  return id;
}

describe("what intake refused", () => {
  it("[AP30] is part of a visitor's export as it was kept, and goes with them", async () => {
    const ada = await product.aVisitor();
    await as(ada).telemetry.record(recordOf([opened({ fields: { mood: "very sunny", times: 3 } })]));
    const { refusedEvents } = await as(ada).account.export();
    expect(refusedEvents).toMatchObject([
      { reason: "unknown-field", event: { name: "app.opened", fields: { mood: { withheld: 10 }, times: 3 } } },
    ]);
    const bob = await product.aVisitor();
    expect((await as(bob).account.export()).refusedEvents).toEqual([]);

    await as(ada).account.erase();
    expect(await product.events.quarantineList(10, { visitorId: ada.id })).toEqual([]);
    const late = await as(ada).telemetry.record(recordOf([opened()]));
    expect(late.refused.map(({ reason }) => reason)).toEqual(["erased"]);
  });

  it("[AP31] is taken in after all only of a visitor whose yes still stands", async () => {
    const yes = await product.aVisitor();
    const unasked = await product.aVisitor({ consent: "unknown" });
    const no = await product.aVisitor();
    await as(no).account.setConsent({ analytics: "denied" });
    const server = { sender: "server", senderApp: "chat" } as const;
    const ids = [
      await refusedYesterday(yes.id),
      await refusedYesterday(unasked.id),
      await refusedYesterday(no.id),
      await refusedYesterday(unasked.id, server),
      await refusedYesterday(no.id, server),
    ];
    expect(await editor.telemetry.replayQuarantined({ ids })).toEqual({ takenIn: 2, repeated: 0, stillRefused: 3 });
    const names = async ({ id }: VisitorCaller) => (await product.events.ofVisitor(id)).map(({ name }) => name);
    expect(await names(yes)).toEqual(["app.opened"]);
    expect(await names(unasked)).toEqual(["app.opened"]);
    expect(await names(no)).not.toContain("app.opened");
  });
});

it("[AP32] a part that is not to be had is told as such, with the time to wait and without its insides", async () => {
  const facts = { where: "PostgreSQL at db.internal", reason: "ECONNREFUSED", advice: "check it" };
  const away = async () => {
    throw new StoreUnavailableError(facts);
  };
  const without = createAppRouter({ ...product, events: { ...product.events, append: away } });
  const visitor = await product.aVisitor();
  const refused: unknown = await without
    .createCaller(contextOf({ visitor }))
    .telemetry.record(recordOf([opened()]))
    .catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: "SERVICE_UNAVAILABLE", cause: { seconds: 5 } });
  expect(String(refused)).not.toMatch(/internal|ECONNREFUSED/);

  const full = toWireError(Object.assign(new Error("the journal in /data is full"), { name: "JournalFullError" }));
  expect(full?.message).toContain("disk is full");
  expect(full?.message).not.toContain("/data");
  expect(full && retryAfterSecondsOf(full)).toBe(5);
  expect([new Error("any"), "any", null, new TypeError()].map(toWireError)).toEqual([null, null, null, null]);
});

it("[AP33] an owner removes what was simulated and nothing else; both populations are counted", async () => {
  const real = await product.aVisitor();
  await as(real).telemetry.record(recordOf([opened()]));
  const simulator = { kind: "server", app: null, simulated: true } as const;
  const driver = router.createCaller({ ...contextOf({}), server: simulator, sender: async () => simulator });
  const somebody = () => opened({ visitorId: mint<VisitorId>("vis", randomBytes) });
  await driver.telemetry.record(recordOf([somebody(), somebody()]));

  // An answer may be a moment behind what was acknowledged.
  await expect.poll(() => owner.telemetry.populations()).toMatchObject({ simulated: 2 });
  const { real: held } = await owner.telemetry.populations();
  expect(held).toBeGreaterThan(0);
  expect(await owner.telemetry.removeSimulated()).toEqual({ removed: 2 });
  await expect.poll(() => owner.telemetry.populations()).toEqual({ real: held, simulated: 0 });
});
