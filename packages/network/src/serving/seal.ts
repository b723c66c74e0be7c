import { type MockReceipt, type Output, outputHash, signReceipt } from "@flywheel/receipts";
import type { SessionId } from "@flywheel/vocabulary";
import { publisherOf } from "../models/publisher-of.ts";
import type { RegisteredNode } from "../nodes/registry.ts";
import type { ChatAsk, ImageAsk } from "../port.ts";
import type { NetworkState, PaymentSession } from "../state.ts";
import { costOpg, microUsdOf, opgOf } from "./prices.ts";
import { RepeatedRequestError } from "./repeated-request.ts";

type SealParts = {
  readonly state: Pick<NetworkState, "saveReceipt">;
  readonly now: () => number;
};

export type Served = {
  readonly ask: Pick<ChatAsk | ImageAsk, "requestId" | "appId" | "model" | "settlement">;
  readonly requestHash: string;
  readonly output: Output;
  readonly costMicroUsd: number;
};

export type Sealed = {
  readonly receipt: MockReceipt;
  readonly session: SessionId;
  /** Served, but beyond what the session could still pay. */
  readonly unbilledMicroUsd: number;
};

/**
 * Has the node sign what it served, for whom and on whose payment; keeps the receipt and bills the session, in one step,
 * before anybody hears of it. @throws RepeatedRequestError when another server served this request.
 */
export function createSeal({ state, now }: SealParts) {
  return (session: Pick<PaymentSession, "id" | "paymentHash">) =>
    async (node: RegisteredNode, { ask, requestHash, output, costMicroUsd }: Served): Promise<Sealed> => {
      const { requestId, appId, model, settlement = "batch" } = ask;
      const issuedMs = now();
      const { teeId } = node.record();
      const receipt = await signReceipt(node.sign, {
        origin: "mock",
        teeId,
        requestHash,
        outputHash: outputHash(output),
        timestamp: Math.floor(issuedMs / 1_000),
        flywheel: {
          request_id: requestId,
          session_id: session.id,
          payment_hash: session.paymentHash,
          app_id: appId,
          model,
          cost_opg: costOpg(costMicroUsd),
          output_commitment: output.commitment,
        },
      });
      const kept = await state.saveReceipt(
        { requestId, receipt, issuedMs, settlement },
        { sessionId: session.id, cost: opgOf(costMicroUsd), node: teeId, publisher: publisherOf(model) },
      );
      if (kept.outcome === "repeated") throw new RepeatedRequestError({ requestId });
      return { receipt, session: session.id, unbilledMicroUsd: microUsdOf(kept.unbilled) };
    };
}

export type Seal = ReturnType<ReturnType<typeof createSeal>>;
