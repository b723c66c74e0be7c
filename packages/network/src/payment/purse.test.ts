import type { ModelId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { opgOf } from "../serving/prices.ts";
import { all, bytes, chatAsk, handClock, imageAsk, never, only, openNetwork } from "../testing/open-network.ts";
import { openPayingStage } from "../testing/paying.ts";
import { stateWithKeys } from "../testing/state-with-keys.ts";
import { createPurse } from "./purse.ts";
import { lastCallMs, maxTimeoutSeconds } from "./terms.ts";

async function openPurse() {
  const stage = await openPayingStage();
  const { payments, wallet, clock } = stage;
  return { ...stage, purse: createPurse({ payments, wallet, now: clock.now, randomBytes: bytes }) };
}
const paidOf = async (paying: Promise<{ session: { id: string }; finished(): void } | null>) => {
  const paid = await paying;
  if (!paid) throw new Error("the purse did not pay");
  return paid;
};

describe("an app's purse", () => {
  it("[NE161] signs once for many requests", async () => {
    const { purse } = await openPurse();
    const sessions = new Set<string>();
    for (let request = 0; request < 20; request += 1) {
      const paid = await paidOf(purse.pay(40_000));
      sessions.add(paid.session.id);
      paid.finished();
    }
    expect(sessions.size).toBe(1);
  });

  it("[NE161] never counts on the same money twice, also for requests at once", async () => {
    const { purse } = await openPurse();
    const paid = await Promise.all(Array.from({ length: 30 }, () => paidOf(purse.pay(90_000))));
    const perSession = new Map<string, number>();
    for (const { session } of paid) perSession.set(session.id, (perSession.get(session.id) ?? 0) + 90_000);
    expect(Math.max(...perSession.values())).toBeLessThanOrEqual(1_000_000);
    expect(perSession.size).toBeGreaterThan(1);
  });

  it("[NE161] opens a larger session for what costs more than one, and fills the wallet when it is empty", async () => {
    const { purse, state, wallet } = await openPurse();
    const paid = await paidOf(purse.pay(80_000_000));
    expect((await state.session(paid.session.id as never))?.cap).toBe(1_600n * 10n ** 18n);
    expect((await state.wallet(wallet.address)).balance).toBe(2_000n * 10n ** 18n);
  });

  it("[NE161] opens the next when the last is about to end, or was settled", async () => {
    const { purse, clock } = await openPurse();
    const first = await paidOf(purse.pay(1_000));
    first.finished();
    clock.pass(maxTimeoutSeconds * 1_000 - lastCallMs);
    const second = await paidOf(purse.pay(1_000));
    expect(second.session.id).not.toBe(first.session.id);
  });
});

describe("an app on the network", () => {
  it("[NE161] is verified before it is routed, and its receipt names the payment", async () => {
    const { network } = await openNetwork();
    const parts = await all(network.chat(chatAsk(), never));
    const verified = only(parts, "verified");
    const { served } = only(parts, "completed");
    expect(parts.findIndex(({ kind }) => kind === "verified")).toBeLessThan(
      parts.findIndex(({ kind }) => kind === "routed"),
    );
    expect(verified.capMicroUsd).toBeGreaterThanOrEqual(served.costMicroUsd);
    expect([served.session, served.unbilledMicroUsd]).toEqual([verified.session, 0]);
    expect(served.receipt).toMatchObject({ origin: "mock", flywheel: { session_id: verified.session } });
  });

  it("[NE164] is billed what was served, and nothing for what was not", async () => {
    const state = await stateWithKeys();
    const { network } = await openNetwork({ state });
    const unknown = await all(network.chat(chatAsk({ model: "nobody/nothing" as never }), never));
    expect(unknown.map(({ kind }) => kind)).toEqual(["refused"]);
    const gone = new AbortController();
    gone.abort();
    only(await all(network.image(imageAsk(), gone.signal)), "failed");
    expect((await state.ledger()).billed).toBe(0n);

    const { served } = only(await all(network.image(imageAsk(), never)), "completed");
    expect((await state.ledger()).billed).toBe(opgOf(served.costMicroUsd));
    await network.close();
  });

  it("[NE165] that runs over its cap is served, billed up to the cap, and the rest is counted", async () => {
    const state = await stateWithKeys();
    const clock = handClock();
    const { mock, wallet } = await openNetwork({ state, now: clock.now });
    const purse = createPurse({ payments: mock.payments, wallet, now: clock.now, randomBytes: bytes });
    const paid = await purse.pay(1);
    if (!paid) throw new Error("the purse did not pay");
    const ask = { model: "northlight/impasto-xl" as ModelId, count: 4 };
    const ended = await Promise.all(
      [1, 2, 3].map(async () => all(mock.paidBy(paid.session).image(imageAsk(ask), never))),
    );
    const served = ended.map((parts) => only(parts, "completed").served);
    const sum = (of: "costMicroUsd" | "unbilledMicroUsd") => served.reduce((total, one) => total + one[of], 0);
    expect([sum("costMicroUsd"), sum("unbilledMicroUsd")]).toEqual([1_080_000, 80_000]);
    expect(await state.ledger()).toMatchObject({ billed: opgOf(1_000_000), unbilled: opgOf(80_000) });
    await mock.close();
  });
});
