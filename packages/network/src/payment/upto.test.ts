import { x402Client } from "@x402/core/client";
import { x402Facilitator } from "@x402/core/facilitator";
import { type FacilitatorClient, x402ResourceServer } from "@x402/core/server";
import { describe, expect, it } from "vitest";
import { createSettle } from "../settlement/settle-session.ts";
import { createTellOnce } from "../settlement/tell-once.ts";
import { bytes } from "../testing/open-network.ts";
import { openPayingStage } from "../testing/paying.ts";
import { servedReceipt } from "../testing/served-receipt.ts";
import { networkId, settleBeforeMs } from "./terms.ts";
import { createUptoClient } from "./upto-client.ts";
import { createUptoFacilitator } from "./upto-facilitator.ts";
import { uptoServer, WrongPriceError } from "./upto-server.ts";

/** The core's own client, server and facilitator, each with our part of the scheme in it. */
async function openCore() {
  const stage = await openPayingStage();
  const { state, wallet, clock } = stage;
  const { now } = clock;
  const settle = createSettle({ state, now, tellOnce: createTellOnce(now), settleBeforeMs });
  const facilitator = new x402Facilitator().register(networkId, createUptoFacilitator({ state, now, settle }));
  const local: FacilitatorClient = {
    verify: (payment, requirements) => facilitator.verify(payment, requirements),
    settle: (payment, requirements) => facilitator.settle(payment, requirements),
    getSupported: async () => facilitator.getSupported() as Awaited<ReturnType<FacilitatorClient["getSupported"]>>,
  };
  const server = new x402ResourceServer(local).register(networkId, uptoServer);
  await server.initialize();
  const client = new x402Client()
    .register(networkId, createUptoClient({ wallet, sessionCap: 0n, now, randomBytes: bytes }))
    .setSpendControls(false);
  return { ...stage, server, client };
}

describe("`upto` in @x402/core's client, server and facilitator", () => {
  it("[NE157] names a price, signs it, verifies it, and settles what was billed", async () => {
    const { server, client, state, payments, clock } = await openCore();
    const [requirements] = await server.buildPaymentRequirements({
      scheme: "upto",
      network: networkId,
      payTo: "anybody",
      price: "$0.05",
    });
    if (!requirements) throw new Error("no requirements");
    expect(requirements).toMatchObject({ scheme: "upto", asset: "mOPG", amount: String(10n ** 18n) });

    const required = await server.createPaymentRequiredResponse([requirements], { url: "http://127.0.0.1/v1" });
    const payment = await client.createPaymentPayload(required);
    expect(await server.verifyPayment(payment, requirements)).toMatchObject({ isValid: true });

    const opened = await payments.open(payment, requirements);
    if (opened.outcome !== "opened") throw new Error(opened.reason);
    await state.saveReceipt(servedReceipt(clock.now()), {
      sessionId: opened.session,
      cost: 4n * 10n ** 17n,
      node: servedReceipt(0).receipt.teeId,
      publisher: "quillworks",
    });
    const settled = await server.settlePayment(payment, requirements);
    expect(settled).toMatchObject({ success: true, network: networkId, amount: String(4n * 10n ** 17n) });
    expect(await state.ledger()).toMatchObject({ settled: 4n * 10n ** 17n, reserved: 0n });
    expect(await server.settlePayment(payment, requirements)).toEqual(settled);
    expect((await state.ledger()).settled).toBe(4n * 10n ** 17n);
  });

  it("[NE157] says what is wrong with a payment", async () => {
    const { server, sign } = await openCore();
    const low = await sign({ cap: "1" });
    expect(await server.verifyPayment(low, low.accepted)).toMatchObject({
      isValid: false,
      invalidReason: "amount_too_low",
    });
  });

  it("[NE157] settles nothing that was never opened", async () => {
    const { server, sign, state } = await openCore();
    const payment = await sign();
    expect(await server.settlePayment(payment, payment.accepted)).toMatchObject({
      success: false,
      errorReason: "session_unknown",
    });
    expect((await state.ledger()).settled).toBe(0n);
  });

  it("[NE157] reads prices in dollars and in the asset, and nothing else", async () => {
    expect(await uptoServer.parsePrice("$0.000001", networkId)).toMatchObject({ amount: "20000000000000" });
    expect(await uptoServer.parsePrice(2, networkId)).toMatchObject({ amount: String(40n * 10n ** 18n) });
    expect(await uptoServer.parsePrice({ asset: "mOPG", amount: "7" }, networkId)).toMatchObject({ amount: "7" });
    for (const wrong of ["", "-1", "1.0000001", "free", { asset: "USDC", amount: "7" }]) {
      await expect(uptoServer.parsePrice(wrong, networkId)).rejects.toThrow(WrongPriceError);
    }
  });
});
