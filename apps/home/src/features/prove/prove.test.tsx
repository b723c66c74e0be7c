// @vitest-environment jsdom
import { fromBase64, makeKeyPair, signer, signReceipt, teeIdOf } from "@flywheel/receipts";
import { RecorderProvider } from "@flywheel/telemetry/react";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { ModelId, NodeId, RequestId } from "@flywheel/vocabulary";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FoundReceipt } from "./found-receipt.ts";
import { placeOf } from "./place.ts";
import { isRequestId } from "./request-id.ts";
import { formatTokenAmount } from "./token-amount.ts";
import { Verification } from "./verification.tsx";

beforeEach(() => completeJsdom());
afterEach(cleanup);

const requestId = RequestId.parse("req_aaaaaaaaaaaaaaaaaaaa");
const signedAt = 1_700_000_000;

/** A node of the mock network, and what it signed. */
async function issue(): Promise<FoundReceipt> {
  const pair = await makeKeyPair();
  const teeId = NodeId.parse(teeIdOf(fromBase64(pair.publicKey) ?? new Uint8Array()));
  const receipt = await signReceipt(await signer(pair), {
    origin: "mock",
    teeId,
    requestHash: "1a".repeat(32),
    outputHash: "2b".repeat(32),
    timestamp: signedAt,
    flywheel: {
      request_id: requestId,
      session_id: "mock",
      payment_hash: "mock",
      app_id: "chat",
      model: ModelId.parse("maker/model"),
      cost_opg: "1",
      output_commitment: "content",
    },
  });
  const node = {
    teeId,
    owner: "",
    paymentAddress: "",
    endpoint: "",
    publicKey: pair.publicKey,
    tlsCertificate: "",
    pcrHash: "",
    teeType: 0,
    enabled: true,
    registeredAt: signedAt - 1_000,
    lastHeartbeatAt: signedAt - 10,
    name: "Larch",
    capacity: { maxConcurrent: 1, tokensPerSecond: 1, imagesPerMinute: 0, models: [] },
  };
  return { receipt, issuedMs: signedAt * 1_000, node };
}

function show(found: FoundReceipt) {
  const recorded: unknown[] = [];
  const recorder = { record: (...event: unknown[]) => void recorded.push(event) };
  render(
    <StrictMode>
      <FlywheelTheme>
        <QueryClientProvider client={new QueryClient()}>
          <RecorderProvider recorder={recorder}>
            <Verification requestId={requestId} found={found} />
          </RecorderProvider>
        </QueryClientProvider>
      </FlywheelTheme>
    </StrictMode>,
  );
  return recorded;
}

const steps = async () => (await screen.findAllByRole("listitem")).map((item) => item.textContent ?? "");

describe("a proof", () => {
  it("[HM4] shows every step; what needs the words is not called passed", async () => {
    show(await issue());
    const shown = await steps();
    expect(shown).toHaveLength(6);
    expect(shown.filter((step) => step.endsWith("Passed"))).toHaveLength(4);
    expect(shown.filter((step) => step.includes("Not checked"))).toHaveLength(2);
    expect(screen.getByText("The signature holds")).toBeTruthy();
  });

  it("[HM4] says which step failed and why", async () => {
    const { receipt, ...rest } = await issue();
    show({ ...rest, receipt: { ...receipt, teeOutputHash: "3c".repeat(32) } });
    expect((await steps()).filter((step) => step.includes("Failed: this key did not sign it"))).toHaveLength(2);
    expect(screen.getByText("This receipt does not hold")).toBeTruthy();
    expect(screen.queryByText("The signature holds")).toBeNull();
  });

  it("[HM5] of the mock network says that its enclave is simulated", async () => {
    show(await issue());
    expect(await screen.findByText("Simulated enclave")).toBeTruthy();
  });

  it("[HM5] is not claimed for an answer that nobody signed", async () => {
    const { receipt, ...rest } = await issue();
    const recorded = show({ ...rest, receipt: { ...receipt, origin: "none" } });
    expect(await screen.findByText("This answer was not signed")).toBeTruthy();
    expect(screen.queryAllByRole("listitem")).toHaveLength(0);
    expect(recorded).toEqual([]);
  });

  it("[HM6] is recorded once, as pending while no batch is published", async () => {
    const recorded = show(await issue());
    await steps();
    expect(recorded).toEqual([["proof.verified", { requestId, outcome: "pending_batch" }]]);
  });

  it("[HM6] that fails is recorded with the first step that failed", async () => {
    const { node, ...rest } = await issue();
    const recorded = show({ ...rest, node: node && { ...node, enabled: false } });
    await steps();
    expect(recorded).toEqual([["proof.verified", { requestId, outcome: "failed", failedStep: "node" }]]);
  });
});

describe("the way to a proof", () => {
  const here = { origin: "https://flywheel.test", search: "" };

  it("[HM6] is told apart: a badge in an app, a shared link, an address that was passed on", () => {
    expect(placeOf(here, "https://flywheel.test/chat/")).toBe("app");
    expect(placeOf({ ...here, search: "?share=shr_aaaaaaaaaaaaaaaaaaaa" }, "")).toBe("share");
    expect(placeOf(here, "")).toBe("copy");
    expect(placeOf(here, "https://flywheel.test.example/")).toBe("copy");
  });

  it("[HM4] begins with a request id, and with nothing else", () => {
    const candidates = [requestId, "req_short", `${requestId}x`, "REQ_aaaaaaaaaaaaaaaaaaaa", ""];
    expect(candidates.map(isRequestId)).toEqual(candidates.map((it) => RequestId.safeParse(it).success));
  });
});

describe("amounts", () => {
  it("[HM7] of 18 decimals are written exactly", () => {
    const parts = ["0", "1", "1230000000000000", "1000000000000000000", "123456789012345678901234567890"];
    expect(parts.map(formatTokenAmount)).toEqual([
      "0",
      "0.000000000000000001",
      "0.00123",
      "1",
      "123456789012.34567890123456789",
    ]);
  });
});
