import type { MockReceipt } from "@flywheel/receipts";
import {
  type EventId,
  type ModelId,
  mint,
  type NetworkEvent,
  type NodeId,
  type RequestId,
  type SessionId,
} from "@flywheel/vocabulary";
import type { Bill, Epoch, NetworkState, NewSession, PaymentSession, SettlementType, StoredReceipt } from "../port.ts";

/** An empty state, and the ids of the facts that were stored with its decisions, in any order. */
export type ExaminedState = {
  readonly state: NetworkState;
  readonly facts: () => Promise<readonly EventId[]>;
};

export type Open = () => Promise<ExaminedState>;

export const ada = `0x${"ad".repeat(20)}`;
export const bob = `0x${"b0".repeat(20)}`;
export const startMs = 1_790_000_000_123;
/** More than a double can count. */
export const coin = 10n ** 18n;

export const newSession = (parts: Partial<NewSession> = {}): NewSession => ({
  id: mint<SessionId>("ses", exampleBytes),
  payer: ada,
  nonce: mint("nonce", exampleBytes),
  paymentHash: hash(),
  cap: 5n * coin,
  openedMs: startMs,
  deadlineMs: startMs + 3_600_000,
  ...parts,
});

export const paidIn = (wallet: string, amount: bigint) => ({
  id: mint("dep", exampleBytes),
  wallet,
  amount,
  atMs: startMs,
});

/** A session that its payer has money for. */
export async function openedSession(state: NetworkState, parts: Partial<NewSession> = {}): Promise<NewSession> {
  const session = newSession(parts);
  await state.deposit(paidIn(session.payer, session.cap));
  const { outcome } = await state.openSession(session);
  if (outcome !== "opened") throw new Error(`the example's session is ${outcome}`);
  return session;
}

export async function readSession(state: NetworkState, { id }: Pick<PaymentSession, "id">): Promise<PaymentSession> {
  const session = await state.session(id);
  if (!session) throw new Error("the example's session is not kept");
  return session;
}

export const settled = { because: "idle", atMs: startMs + 300_000, transaction: "example transaction" } as const;

export const settle = async (
  state: NetworkState,
  { id }: Pick<PaymentSession, "id">,
  facts: readonly NetworkEvent[] = [],
) => state.settleSession({ session: await readSession(state, { id }), settled }, facts);

type SignedReceipt = StoredReceipt & { readonly receipt: MockReceipt };

export function signedReceipt(parts: Partial<Omit<StoredReceipt, "receipt">> = {}): SignedReceipt {
  const { requestId = newRequest(), issuedMs = startMs, settlement = "batch" } = parts;
  return {
    requestId,
    issuedMs,
    settlement,
    receipt: {
      origin: "mock",
      teeId: exampleNode,
      teeRequestHash: hash(),
      teeOutputHash: hash(),
      teeTimestamp: Math.floor(issuedMs / 1_000),
      teeSignature: "c2lnbmF0dXJl+/==",
      flywheel: {
        request_id: requestId,
        session_id: "ses_00000000000000000000",
        payment_hash: hash(),
        app_id: "image-studio",
        model: "atelier/aquarelle-2" as ModelId,
        cost_opg: "4200000000000000",
        output_commitment: "content+images-v1",
      },
      flywheelSignature: "am9pbmVk",
    },
  };
}

export const exampleNode = "ab".repeat(32) as NodeId;

export const billTo = ({ id }: Pick<PaymentSession, "id">, cost: bigint): Bill => ({
  sessionId: id,
  cost,
  node: exampleNode,
  publisher: "atelier",
});

/** A receipt that a session was billed for, kept. */
export async function billedReceipt(
  state: NetworkState,
  session: Pick<PaymentSession, "id">,
  cost: bigint,
  settlement: SettlementType = "batch",
): Promise<SignedReceipt> {
  const stored = signedReceipt({ settlement });
  await state.saveReceipt(stored, billTo(session, cost));
  return stored;
}

/** A receipt that can be paid out. */
export async function payableReceipt(state: NetworkState, cost: bigint): Promise<SignedReceipt> {
  const session = await openedSession(state);
  const stored = await billedReceipt(state, session, cost, "private");
  await settle(state, session);
  return stored;
}

export const batchNamed = (root: string, flushedMs = startMs) =>
  ({ root, because: "size", flushedMs, blobId: `mock blob of ${root}` }) as const;

/** An epoch that pays everything to one node, and withholds as it is told. */
export const epochOf = (
  number: number,
  amounts: { readonly gross: bigint; readonly withheld?: bigint; readonly rewards?: bigint },
): Omit<Epoch, "receipts"> => ({
  number,
  openedMs: startMs + number * 600_000,
  closedMs: startMs + (number + 1) * 600_000,
  gross: amounts.gross,
  withheld: amounts.withheld ?? 0n,
  payouts: [
    { party: { kind: "node", node: exampleNode }, fees: amounts.gross, rewards: amounts.rewards ?? 0n, cost: 7n },
  ],
});

export function fact(): NetworkEvent {
  return {
    id: mint<EventId>("evt", exampleBytes),
    atMs: startMs,
    name: "weather.changed",
    layer: "compute",
    node: null,
    model: null,
    value: null,
    simulated: false,
    fields: { weather: "calm" },
  };
}

export const newRequest = () => mint<RequestId>("req", exampleBytes);

export function hash(): string {
  return Buffer.from(exampleBytes(32)).toString("hex");
}

let drawn = 1;
/** Any bytes that differ from call to call will do: examples need ids, not secrets. */
function exampleBytes(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => {
    drawn = (Math.imul(drawn, 1_664_525) + 1_013_904_223) >>> 0;
    return drawn >>> 24;
  });
}
