// @vitest-environment jsdom
import { RecorderProvider } from "@flywheel/telemetry/react";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { NodeId, RequestId } from "@flywheel/vocabulary";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isWaiting } from "./check-proof.ts";
import type { FoundReceipt } from "./found-receipt.ts";
import type { OwnWords } from "./own-words.ts";
import { placeOf } from "./place.ts";
import { rowsOf } from "./receipt-rows.ts";
import { conversationIn, isRequestId } from "./request-id.ts";
import { issue, mockOf, sealed } from "./testing/issue.ts";
import { formatTokenAmount } from "./token-amount.ts";
import { Verification } from "./verification.tsx";

beforeEach(() => completeJsdom());
afterEach(cleanup);

const requestId = RequestId.parse("req_aaaaaaaaaaaaaaaaaaaa");

function show(first: FoundReceipt, words: OwnWords | null = null) {
  const recorded: unknown[] = [];
  const recorder = { record: (...event: unknown[]) => void recorded.push(event) };
  const client = new QueryClient();
  const page = (found: FoundReceipt) => (
    <StrictMode>
      <FlywheelTheme>
        <QueryClientProvider client={client}>
          <RecorderProvider recorder={recorder}>
            <Verification requestId={requestId} found={found} words={words} />
          </RecorderProvider>
        </QueryClientProvider>
      </FlywheelTheme>
    </StrictMode>
  );
  const { rerender } = render(page(first));
  return { recorded, showNext: (found: FoundReceipt) => rerender(page(found)) };
}

const steps = async () => (await screen.findAllByRole("listitem")).map((item) => item.textContent ?? "");
const state = () =>
  waitFor(() => {
    const text = screen.getByRole("status").textContent ?? "";
    expect(text).not.toBe("Checking the receipt");
    return text;
  });
const withStep = (all: readonly string[], end: string) => all.filter((step) => step.includes(end)).length;

describe("a proof", () => {
  it("[HM4] shows every step; what needs the words is not called passed", async () => {
    show(sealed(await issue(requestId)));
    const shown = await steps();
    expect(shown).toHaveLength(8);
    expect(shown.filter((step) => step.endsWith("Passed"))).toHaveLength(6);
    expect(withStep(shown, "Not checked")).toBe(2);
    expect(screen.getByText(/The signature holds.*the words themselves were not compared here/)).toBeTruthy();
  });

  it("[HM4] says which step failed and why", async () => {
    const found = sealed(await issue(requestId));
    show({ ...found, receipt: { ...mockOf(found), teeOutputHash: "3c".repeat(32) } });
    const shown = await steps();
    expect(withStep(shown, "Failed: this key did not sign it")).toBe(2);
    expect(withStep(shown, "Failed: its way leads to another root")).toBe(1);
    expect(screen.queryByText(/The signature holds/)).toBeNull();
  });

  it("[HM5] of the mock network says that its enclave is simulated", async () => {
    show(await issue(requestId));
    expect(await screen.findByText("Simulated enclave")).toBeTruthy();
  });

  it("[HM5] is not claimed for an answer that nobody signed", async () => {
    const { recorded } = show({ ...(await issue(requestId)), receipt: { origin: "none" }, node: null, cost: null });
    expect(await state()).toContain("Nothing to verify");
    expect(screen.getByText(/a plain endpoint that signs nothing/)).toBeTruthy();
    expect(screen.queryAllByRole("listitem")).toHaveLength(0);
    expect(screen.queryByText("Simulated enclave")).toBeNull();
    expect(recorded).toEqual([]);
  });

  it("[HM5] is not claimed for a node of another network whose key is not known here", async () => {
    const found = await issue(requestId);
    const { flywheel: _, flywheelSignature: __, ...signed } = mockOf(found);
    const { recorded } = show({ ...found, receipt: { ...signed, origin: "opengradient" }, node: null, cost: null });
    expect(await state()).toContain("Nothing to verify");
    expect(withStep(await steps(), "Not checked: our registry has no key of this node")).toBe(3);
    expect(recorded).toEqual([]);
  });
});

describe("the state of a proof", () => {
  it("[HM8] stands at the top: verified", async () => {
    show(sealed(await issue(requestId)));
    expect(await state()).toMatch(/^Verified/);
  });

  it("[HM8] stands at the top: waiting, until the batch is there and confirmed", async () => {
    const found = await issue(requestId);
    const { recorded, showNext } = show(found);
    expect(await state()).toMatch(/^Waiting for its batch/);
    expect(withStep(await steps(), "Not checked: it is in no batch yet")).toBe(1);
    showNext(sealed(found, null));
    expect(await screen.findByText(/which the network has not confirmed yet/)).toBeTruthy();
    showNext(sealed(found));
    expect(await screen.findByText("Verified")).toBeTruthy();
    expect(recorded).toEqual([
      ["proof.verified", { requestId, outcome: "pending_batch" }],
      ["proof.verified", { requestId, outcome: "verified" }],
    ]);
  });

  it("[HM8] stands at the top: private", async () => {
    const { recorded } = show({ ...(await issue(requestId)), settlement: "private" });
    expect(await state()).toMatch(/^Private/);
    expect(recorded).toEqual([["proof.verified", { requestId, outcome: "private" }]]);
  });

  it("[HM8] stands at the top: failed, and why", async () => {
    const { node, ...rest } = sealed(await issue(requestId));
    show({ ...rest, node: node && { ...node, enabled: false } });
    expect(await state()).toMatch(/^Failed: the node is not enabled/);
  });

  it("[HM9] is looked at again exactly while time can change it", async () => {
    const found = await issue(requestId);
    expect(isWaiting(found)).toBe(true);
    expect(isWaiting(sealed(found, null))).toBe(true);
    expect(isWaiting(sealed(found))).toBe(false);
    expect(isWaiting({ ...found, settlement: "private" })).toBe(false);
    expect(isWaiting({ ...found, receipt: { origin: "none" } })).toBe(false);
  });

  it("[HM6] is recorded once, with the first step that failed", async () => {
    const { node, ...rest } = await issue(requestId);
    const { recorded } = show({ ...rest, node: node && { ...node, enabled: false } });
    await steps();
    expect(recorded).toEqual([["proof.verified", { requestId, outcome: "failed", failedStep: "node" }]]);
  });

  it("[HM10] includes the answer, for the visitor who has it", async () => {
    const found = sealed(await issue(requestId, { content: "the answer" }));
    show(found, { output: { commitment: "content", content: "the answer" } });
    expect(await state()).toContain("The answer that this browser has is the one that was signed.");
    cleanup();
    show(found, { output: { commitment: "content", content: "another answer" } });
    expect(await state()).toMatch(/^Failed: the hash of the answer is another one/);
  });
});

describe("the receipt in the network's terms", () => {
  it("[HM4] names settlement, batch and cost, and for nobody's signature says so", async () => {
    const found = sealed(await issue(requestId));
    const rows = new Map(rowsOf(requestId, found));
    expect(rows.get("Cost")).toBe("0.00042 mOPG ($0.000021 at $0.05 each)");
    expect(rows.get("Settled")).toBe("in a batch with others");
    expect(rows.get("Batch root")).toBe(found.batch?.root);
    expect(new Map(rowsOf(requestId, { ...found, receipt: { origin: "none" } })).get("Signed")).toBe("by nobody");
    const { flywheel: _, flywheelSignature: __, ...signed } = mockOf(found);
    const passed = rowsOf(requestId, { ...found, node: null, receipt: { ...signed, origin: "opengradient" } });
    expect(new Map(passed).get("Node")).toBe("not in our registry");
    expect(new Map(passed).get("Node id (teeId)")).toBe(NodeId.parse(signed.teeId));
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

describe("the conversation of an answer", () => {
  it("[HM10] is read from the fragment, which no server sees, and nothing else is", () => {
    const id = "cnv_aaaaaaaaaaaaaaaaaaaa";
    expect(conversationIn(`#${id}`)).toBe(id);
    for (const wrong of ["", "#", "#cnv_short", `#${id}x`, "#req_aaaaaaaaaaaaaaaaaaaa"])
      expect(conversationIn(wrong)).toBeNull();
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
