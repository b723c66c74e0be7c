import type { NetworkEvent } from "@flywheel/vocabulary";
import fc from "fast-check";
import type { NetworkState } from "../port.ts";
import { ada, batchNamed, billTo, bob, epochOf, newSession, settled, signedReceipt, startMs } from "./examples.ts";

const money = fc.bigInt({ min: 0n, max: 4n * 10n ** 18n });
const payer = fc.constantFrom(ada, bob);
const [session, request] = [fc.nat(5), fc.nat(19)];
const settlement = fc.constantFrom("batch" as const, "individual" as const, "private" as const);

const steps = {
  deposit: fc.record({ kind: fc.constant("deposit" as const), id: fc.nat(8), payer, amount: money }),
  open: fc.record({ kind: fc.constant("open" as const), session, payer, nonce: fc.nat(6), cap: money }),
  bill: fc.record({ kind: fc.constant("bill" as const), request, session, cost: money, settlement }),
  /** `stale`: with the session as it was before its last bill. */
  settle: fc.record({ kind: fc.constant("settle" as const), session, stale: fc.boolean() }),
  /** `stray`: with a receipt that may wait for nothing. */
  batch: fc.record({
    kind: fc.constant("batch" as const),
    limit: fc.integer({ min: 1, max: 4 }),
    stray: fc.option(request),
  }),
  confirm: fc.record({ kind: fc.constant("confirm" as const) }),
  /** `taken`: under the last number. */
  epoch: fc.record({
    kind: fc.constant("epoch" as const),
    limit: fc.nat(4),
    withheld: fc.nat(1),
    taken: fc.option(fc.constant(true)),
  }),
};

/** What may happen to a state, in any order: payers, sessions and requests are a few, so that they meet. */
export const history = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: steps.deposit },
    { weight: 4, arbitrary: steps.open },
    { weight: 8, arbitrary: steps.bill },
    { weight: 3, arbitrary: steps.settle },
    { weight: 3, arbitrary: steps.batch },
    { weight: 2, arbitrary: steps.confirm },
    { weight: 3, arbitrary: steps.epoch },
  ),
  { minLength: 10, maxLength: 50 },
);

export type Step = typeof history extends fc.Arbitrary<(infer Kind)[]> ? Kind : never;

/** Invented sessions and receipts of one history; the same for every state that lives through it. */
export function inventCast() {
  const sessions = Array.from({ length: 6 }, () => newSession());
  const requests = Array.from({ length: 20 }, (_, turn) => signedReceipt({ issuedMs: startMs + (turn % 3) }));
  const pick = <One>(cast: readonly One[], at: number): One => {
    const one = cast[at];
    if (one === undefined) throw new Error("a step names nobody of the cast");
    return one;
  };
  return { session: (at: number) => pick(sessions, at), request: (at: number) => pick(requests, at) };
}

export type Cast = ReturnType<typeof inventCast>;

/** Lets a step happen, and answers what the state said to it. */
export async function live(state: NetworkState, cast: Cast, step: Step, fact: NetworkEvent): Promise<unknown> {
  switch (step.kind) {
    case "deposit":
      return state.deposit({ id: `dep_${step.id}`, wallet: step.payer, amount: step.amount, atMs: startMs });
    case "open":
      return state.openSession({
        ...cast.session(step.session),
        payer: step.payer,
        nonce: String(step.nonce),
        cap: step.cap,
      });
    case "bill": {
      const session = cast.session(step.session);
      if (!(await state.session(session.id))) return "nobody opened it";
      const stored = { ...cast.request(step.request), settlement: step.settlement };
      return state.saveReceipt(stored, billTo(session, step.cost));
    }
    case "settle": {
      const session = await state.session(cast.session(step.session).id);
      if (!session) return "nobody opened it";
      const read = step.stale ? { ...session, requests: Math.max(0, session.requests - 1) } : session;
      return state.settleSession({ session: read, settled }, [fact]);
    }
    case "batch": {
      const ids = (await state.unbatched(step.limit)).map(({ requestId }) => requestId);
      const stray = step.stray === null ? [] : [cast.request(step.stray).requestId];
      return state.saveBatch(batchNamed(fact.id), [...ids, ...stray], [fact]);
    }
    case "confirm": {
      const [batch] = await state.unconfirmedBatches(1);
      return batch ? state.confirmBatch(batch.root, startMs, [fact]) : "none waits";
    }
    case "epoch": {
      const found = await state.payable(step.limit);
      const [withheld, paid] = [found.slice(0, step.withheld), found.slice(step.withheld)];
      const [last] = await state.epochs(1);
      const number = (last?.number ?? -1) + (step.taken && last ? 0 : 1);
      const sum = (of: typeof found) => of.reduce((total, { gross }) => total + gross, 0n);
      const ids = (of: typeof found) => of.map(({ requestId }) => requestId);
      const epoch = epochOf(number, { gross: sum(paid), withheld: sum(withheld), rewards: 3n });
      return state.saveEpoch(epoch, { paid: ids(paid), withheld: ids(withheld) }, [fact]);
    }
  }
}
