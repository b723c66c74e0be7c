import { mint, type NodeId, type SessionId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { bytes } from "../testing/open-network.ts";
import { openPayingStage } from "../testing/paying.ts";
import { servedReceipt } from "../testing/served-receipt.ts";
import type { Opened } from "./sessions.ts";
import { lastCallMs, maxTimeoutSeconds } from "./terms.ts";
import { requirementsFor } from "./upto-server.ts";

const asked = requirementsFor(1_000n);
const idOf = (opened: Opened): SessionId => {
  if (opened.outcome !== "opened") throw new Error(`refused: ${opened.reason}`);
  return opened.session;
};

describe("a payment", () => {
  it("[NE158] opens a session that reserves its cap", async () => {
    const { payments, sign, state, wallet } = await openPayingStage();
    const opened = await payments.open(await sign({ cap: "5000" }), asked);
    expect(opened).toMatchObject({ outcome: "opened", payer: wallet.address, cap: 5_000n });
    expect(await state.wallet(wallet.address)).toMatchObject({ reserved: 5_000n });
  });

  it.each([
    ["amount_too_low", { cap: "999" }],
    ["invalid_asset", { asset: "OPG" }],
    ["invalid_recipient", { payTo: `0x${"1".repeat(40)}` }],
    ["invalid_resource", { resource: "https://elsewhere.invalid/v1" }],
    ["not_valid_yet", { validAfter: 1_790_000_001 }],
    ["expired", { deadline: 1_790_000_000 - 1 }],
    ["expired", { deadline: 1_790_000_000 + lastCallMs / 1_000 }],
    ["deadline_too_far", { deadline: 1_790_000_000 + 86_400 }],
    ["deadline_too_far", { deadline: Number.MAX_SAFE_INTEGER }],
    ["insufficient_funds", { cap: "1000000000000000000001" }],
    ["invalid_payload", { nonce: "short" }],
    ["invalid_signature", { from: `0x${"2".repeat(40)}` }],
  ] as const)("[NE158] is refused as %s for %j, and nothing is reserved", async (reason, changes) => {
    const { payments, sign, state, wallet } = await openPayingStage();
    expect(await payments.open(await sign(changes), asked)).toEqual({ outcome: "refused", reason });
    expect((await state.wallet(wallet.address)).reserved).toBe(0n);
  });

  it("[NE158] is refused for another scheme, network or version", async () => {
    const { payments, sign } = await openPayingStage();
    const good = await sign();
    const reasons = [];
    for (const payment of [
      { ...good, accepted: { ...good.accepted, scheme: "exact" } },
      { ...good, accepted: { ...good.accepted, network: "eip155:1" as const } },
      { ...good, x402Version: 1 },
    ]) {
      const opened = await payments.open(payment, asked);
      reasons.push(opened.outcome === "refused" && opened.reason);
    }
    expect(reasons).toEqual(["unsupported_scheme", "invalid_network", "invalid_payload"]);
  });

  it("[NE158] changed after it was signed is nobody's", async () => {
    const { payments, sign } = await openPayingStage();
    const good = await sign();
    const authorization = { ...(good.payload.authorization as object), cap: "2000" };
    const raised = { ...good, payload: { ...good.payload, authorization } };
    expect(await payments.open(raised, asked)).toEqual({ outcome: "refused", reason: "invalid_signature" });
  });

  it("[NE159] opens one session, ever: a replay is refused, also of two at once", async () => {
    const { payments, sign } = await openPayingStage();
    const payment = await sign();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => payments.open(payment, asked)));
    expect(outcomes.filter(({ outcome }) => outcome === "opened")).toHaveLength(1);
    expect(await payments.open(payment, asked)).toEqual({ outcome: "refused", reason: "nonce_already_used" });
  });

  it("[NE159] does not lend its nonce to another promise", async () => {
    const { payments, sign } = await openPayingStage();
    const nonce = "ab".repeat(32);
    await payments.open(await sign({ nonce }), asked);
    const second = await payments.open(await sign({ nonce, cap: "2000" }), asked);
    expect(second).toEqual({ outcome: "refused", reason: "nonce_already_used" });
  });
});

describe("a session", () => {
  it("[NE160] lets in what its cap still covers", async () => {
    const { payments, sign, state, clock } = await openPayingStage();
    const id = idOf(await payments.open(await sign(), asked));
    expect(await payments.admit(id, 1_000n)).toMatchObject({ outcome: "admitted" });
    await state.saveReceipt(servedReceipt(clock.now()), {
      sessionId: id,
      cost: 400n,
      node: "ab".repeat(32) as NodeId,
      publisher: "quillworks",
    });
    expect(await payments.admit(id, 600n)).toMatchObject({ outcome: "admitted" });
    expect(await payments.admit(id, 601n)).toEqual({ outcome: "refused", reason: "session_exhausted" });
  });

  it("[NE160] is closed once it is settled, and shortly before its deadline", async () => {
    const { payments, sign, state, clock } = await openPayingStage();
    const id = idOf(await payments.open(await sign(), asked));
    clock.pass(maxTimeoutSeconds * 1_000 - lastCallMs - 1);
    expect(await payments.admit(id, 1n)).toMatchObject({ outcome: "admitted" });
    clock.pass(1);
    expect(await payments.admit(id, 1n)).toEqual({ outcome: "refused", reason: "session_closed" });

    const other = idOf(await payments.open(await sign({}), asked));
    const session = await state.session(other);
    if (!session) throw new Error("the session is gone");
    await state.settleSession({ session, settled: { because: "idle", atMs: clock.now(), transaction: "0x" } }, []);
    expect(await payments.admit(other, 1n)).toEqual({ outcome: "refused", reason: "session_closed" });
  });

  it("[NE160] that nobody opened lets nobody in", async () => {
    const { payments } = await openPayingStage();
    const nobody = mint<SessionId>("ses", bytes);
    expect(await payments.admit(nobody, 1n)).toEqual({ outcome: "refused", reason: "session_unknown" });
  });
});
