import type { RequestId } from "@flywheel/vocabulary";
import type { Ended, NetworkState, Receipt } from "../port.ts";
import { brokenOff } from "../serving/desk.ts";
import { RepeatedRequestError } from "../serving/repeated-request.ts";
import { CallLostError } from "./call-lost.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Call } from "./endpoint.ts";
import type { Patience } from "./patience.ts";
import { failedEnd } from "./turned-away.ts";

/** What the real backend needs kept: receipts, whatever they can prove. */
export type ReceiptShelf = Pick<NetworkState, "saveReceipt" | "receipt">;

/** What serving an ask needs of the endpoint and of this network. */
export type RemoteDesk = {
  readonly call: Call;
  readonly catalogue: Catalogue;
  readonly state: ReceiptShelf;
  readonly now: () => number;
  readonly patience: Patience;
  /** Aborted when the network closes. */
  readonly closing: AbortSignal;
  /** Requests that are being served, so that none is served twice. */
  readonly underWay: Set<RequestId>;
};

/** Serves a request once; a failure of the endpoint is its last part, anything else is thrown. */
export async function* once<Part>(
  { underWay, state, catalogue }: RemoteDesk,
  requestId: RequestId,
  serve: () => AsyncGenerator<Part>,
): AsyncGenerator<Part | Ended> {
  if (underWay.has(requestId)) throw new RepeatedRequestError({ requestId });
  underWay.add(requestId);
  try {
    if (await state.receipt(requestId)) throw new RepeatedRequestError({ requestId });
    yield* serve();
  } catch (cause) {
    if (!(cause instanceof CallLostError)) throw cause;
    if (cause.because === "unreachable") catalogue.doubt();
    yield lost(cause);
  } finally {
    underWay.delete(requestId);
  }
}

/** What is malformed or too large will be so again. */
function lost({ because }: CallLostError): Ended {
  if (because === "left") return { kind: "failed", failure: brokenOff, node: null };
  return failedEnd(because !== "malformed" && because !== "too-large");
}

/** Keeps a receipt before anybody hears of it. Nothing is owed inside this network: the endpoint sends its own bill. */
export async function keep({ state, now }: RemoteDesk, requestId: RequestId, receipt: Receipt): Promise<void> {
  const stored = { requestId, receipt, issuedMs: now(), settlement: "private" } as const;
  const { outcome } = await state.saveReceipt(stored, null);
  if (outcome === "repeated") throw new RepeatedRequestError({ requestId });
}
