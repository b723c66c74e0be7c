import type { NetworkEvent, RequestId } from "@flywheel/vocabulary";
import { payFrom } from "../payment/pay-from.ts";
import { createPurse, type Purse } from "../payment/purse.ts";
import type { MockNetwork } from "../port.ts";
import type { NetworkState } from "../state.ts";
import { bytes, handClock, openNetwork } from "./open-network.ts";
import { servedReceipt } from "./served-receipt.ts";
import { stateWithKeys } from "./state-with-keys.ts";

type Clock = ReturnType<typeof handClock>;

class CrashError extends Error {
  override name = "CrashError";
}

/** A network that can be tended, on a clock that is moved by hand, and whose process can be made to die. */
export async function openSettlingStage(kept?: { readonly state: NetworkState; readonly clock: Clock }) {
  const facts: NetworkEvent[] = [];
  const { state = await stateWithKeys((told) => facts.push(...told)), clock = handClock() } = kept ?? {};
  let [calls, dieAt, dieAfter, dead] = [0, Number.POSITIVE_INFINITY, false, false];
  const mortal = new Proxy(state, {
    get(target, name: keyof NetworkState) {
      const method = target[name] as (...words: unknown[]) => Promise<unknown>;
      return async (...words: unknown[]) => {
        if (dead) throw new CrashError();
        dead = calls >= dieAt;
        calls += 1;
        if (!dead) return method(...words);
        if (dieAfter) await method(...words);
        throw new CrashError();
      };
    },
  });
  const { mock, wallet } = await openNetwork({ state: mortal, now: clock.now });
  const purse = createPurse({ payments: mock.payments, wallet, now: clock.now, randomBytes: bytes });
  return {
    network: payFrom(purse, mock),
    mock,
    purse,
    wallet,
    /** Of the process before the crash, too. */
    state,
    clock,
    facts,
    crashAt(call: number, after: boolean) {
      [dieAt, dieAfter] = [calls + call, after];
    },
    crashed: () => dead,
  };
}

/** Lets the clock run until nothing is left to do. */
export async function rest({ mock, clock }: { readonly mock: MockNetwork; readonly clock: Clock }): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) {
    clock.pass(10 * 60_000);
    await mock.tend();
  }
}

/** Bills a receipt that no node of the registry signed. */
export async function billForged(
  { state, purse }: { readonly state: NetworkState; readonly purse: Purse },
  { cost, atMs }: { readonly cost: bigint; readonly atMs: number },
): Promise<RequestId> {
  const paid = await purse.pay(1_000);
  if (!paid) throw new Error("the purse did not pay");
  const forged = servedReceipt(atMs);
  const bill = { sessionId: paid.session.id, cost, node: forged.receipt.teeId, publisher: "quillworks" };
  await state.saveReceipt(forged, bill);
  paid.finished();
  return forged.requestId;
}
