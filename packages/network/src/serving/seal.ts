import { keccakOfJson, type Output, outputHash, signReceipt } from "@flywheel/receipts";
import { mint, type SessionId } from "@flywheel/vocabulary";
import type { RegisteredNode } from "../nodes/registry.ts";
import type { ChatAsk, ImageAsk, NetworkState, Receipt } from "../port.ts";
import { costOpg } from "./prices.ts";

const networkId = "eip155:31337";
const asset = "mOPG";

type SealParts = {
  readonly state: NetworkState;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
};

export type Sealed = {
  readonly ask: Pick<ChatAsk | ImageAsk, "requestId" | "appId" | "model">;
  readonly requestHash: string;
  readonly output: Output;
  readonly capMicroUsd: number;
  readonly costMicroUsd: number;
};

/** Has the node sign what it served, and keeps the receipt before anybody hears of it. */
export function createSeal({ state, now, randomBytes }: SealParts) {
  return async (node: RegisteredNode, sealed: Sealed): Promise<Receipt> => {
    const { ask, requestHash, output, capMicroUsd, costMicroUsd } = sealed;
    const issuedMs = now();
    const receipt = await signReceipt(node.sign, {
      origin: "mock",
      teeId: node.record().teeId,
      requestHash,
      outputHash: outputHash(output),
      timestamp: Math.floor(issuedMs / 1_000),
      flywheel: {
        request_id: ask.requestId,
        // Until payment comes, a session holds one request.
        session_id: mint<SessionId>("ses", randomBytes),
        payment_hash: quoteHash(ask, capMicroUsd),
        app_id: ask.appId,
        model: ask.model,
        cost_opg: costOpg(costMicroUsd),
        output_commitment: output.commitment,
      },
    });
    await state.saveReceipt({ requestId: ask.requestId, receipt, issuedMs });
    return receipt;
  };
}

export type Seal = ReturnType<typeof createSeal>;

/** What stands for the payment while there is none: the hash of what was promised at most. */
const quoteHash = ({ requestId, model }: Sealed["ask"], capMicroUsd: number) =>
  keccakOfJson({ network: networkId, asset, request_id: requestId, model, cap_micro_usd: capMicroUsd });
