import { describe, expect, it } from "vitest";
import { imageEvidence, textEvidence } from "../../fixtures/signed-elsewhere.ts";
import type { Evidence } from "./evidence.ts";
import { stateOf, unseenIn } from "./proof-state.ts";
import { verifyReceipt } from "./verify-receipt.ts";

const wordless: Evidence = (({ requestId, receipt, node, settlement, batch, cost }) => ({
  requestId,
  receipt,
  node,
  settlement,
  batch,
  cost,
}))(textEvidence);

const judge = async (evidence: Evidence) => {
  const steps = await verifyReceipt(evidence);
  return { state: stateOf(steps), unseen: unseenIn(steps), batch: steps.find(({ step }) => step === "batch") };
};

describe("the state of a proof", () => {
  it("[RC12] is verified without the words, which are called unseen and never passed", async () => {
    expect(await judge(wordless)).toMatchObject({ state: "verified", unseen: ["request-hash", "output-hash"] });
    expect(await judge(textEvidence)).toMatchObject({ state: "verified", unseen: [] });
    const { cost: _, ...costless } = wordless;
    expect((await judge(costless)).unseen).toEqual(["request-hash", "output-hash", "cost"]);
  });

  it("[RC24] waits for a batch, and for the confirmation of its root", async () => {
    const unchecked = { step: "batch", outcome: "unchecked" };
    expect(await judge({ ...textEvidence, batch: null })).toMatchObject({
      state: "pending_batch",
      batch: { ...unchecked, reason: "pending" },
    });
    expect(await judge({ ...textEvidence, batch: { ...textEvidence.batch, confirmedMs: null } })).toMatchObject({
      state: "pending_batch",
      batch: { ...unchecked, reason: "unconfirmed" },
    });
  });

  it("[RC24] is private for a private receipt, whose proof nobody publishes", async () => {
    expect(await judge({ ...imageEvidence, settlement: "private", batch: null })).toMatchObject({
      state: "private",
      batch: { step: "batch", outcome: "unchecked", reason: "private" },
    });
  });

  it("[RC24] is failed as soon as one step failed, whatever waits", async () => {
    const output = { commitment: "content", content: "Goodbye" } as const;
    for (const settlement of ["batch", "private"] as const) {
      expect((await judge({ ...textEvidence, settlement, batch: null, output })).state).toBe("failed");
    }
  });

  it("[RC24] is an error when the check broke, which is nothing against the receipt", () => {
    expect(stateOf("error")).toBe("error");
  });
});
