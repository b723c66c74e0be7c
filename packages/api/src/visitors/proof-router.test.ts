import type { Network, Proof } from "@flywheel/network";
import { ModelId, NodeId, RequestId, SessionId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { contextOf } from "../testing/product.ts";
import { t } from "../trpc.ts";
import { receiptCard } from "./cards.ts";
import { proofRouter } from "./proof-router.ts";

const requestId = RequestId.parse("req_aaaaaaaaaaaaaaaaaaaa");
const hash = (byte: string) => byte.repeat(32);
const teeId = NodeId.parse(hash("1a"));

const signed = {
  teeId,
  teeRequestHash: hash("2b"),
  teeOutputHash: hash("3c"),
  teeTimestamp: 1_790_000_000,
  teeSignature: "AAAA",
};

const mock: Proof = {
  stored: {
    requestId,
    receipt: {
      ...signed,
      origin: "mock",
      flywheel: {
        request_id: requestId,
        session_id: SessionId.parse("ses_aaaaaaaaaaaaaaaaaaaa"),
        payment_hash: hash("4d"),
        app_id: "chat",
        model: ModelId.parse("maker/model"),
        cost_opg: "420000000000000",
        output_commitment: "content",
      },
      flywheelSignature: "AAAA",
    },
    issuedMs: 1_790_000_000_000,
    settlement: "batch",
  },
  node: {
    teeId,
    owner: "0x01",
    paymentAddress: "0x02",
    endpoint: "mock://larch",
    publicKey: "AAAA",
    tlsCertificate: "",
    pcrHash: hash("5e"),
    teeType: 0,
    enabled: true,
    registeredAt: 1,
    lastHeartbeatAt: 2,
    name: "Larch",
    costMicroUsdPerHour: 5,
    capacity: { maxConcurrent: 1, tokensPerSecond: 1, imagesPerMinute: 0, models: [] },
  },
  batch: { root: hash("6f"), flushedMs: 1, confirmedMs: null, blobId: "mock", size: 2, siblings: [hash("70")] },
};

const ask = (proofs: readonly Proof[], id = requestId) => {
  const network: Pick<Network, "proof"> = {
    proof: async (asked) => proofs.find(({ stored }) => stored.requestId === asked) ?? null,
  };
  // Nobody: no visitor, no person.
  return t.createCallerFactory(proofRouter({ network }))(contextOf({})).receipt({ requestId: id });
};

const withCost = (costOpg: string): Proof => {
  const { receipt } = mock.stored;
  if (receipt.origin !== "mock") throw new Error("the mock's receipt is of another origin");
  const flywheel = { ...receipt.flywheel, cost_opg: costOpg };
  return { ...mock, stored: { ...mock.stored, receipt: { ...receipt, flywheel } } };
};

describe("a proof", () => {
  it("[AP40] is anybody's: the receipt, how it was settled, the node's record, the batch and the cost", async () => {
    expect(await ask([mock])).toEqual({
      receipt: mock.stored.receipt,
      issuedMs: 1_790_000_000_000,
      settlement: "batch",
      node: {
        teeId,
        owner: "0x01",
        paymentAddress: "0x02",
        endpoint: "mock://larch",
        publicKey: "AAAA",
        tlsCertificate: "",
        pcrHash: hash("5e"),
        teeType: 0,
        enabled: true,
        registeredAt: 1,
        lastHeartbeatAt: 2,
        name: "Larch",
      },
      batch: mock.batch,
      cost: { microUsd: "21", opgPriceMicroUsd: 50_000 },
    });
  });

  it("[AP40] that nobody asked the network for is not there", async () => {
    expect(await ask([mock], RequestId.parse("req_bbbbbbbbbbbbbbbbbbbb"))).toBeNull();
  });

  it("[AP41] says what its receipt can: no cost and no record of ours without our network", async () => {
    const passed = { ...mock, stored: { ...mock.stored, receipt: { ...signed, origin: "opengradient" } as const } };
    const none = { ...mock, stored: { ...mock.stored, receipt: { origin: "none" } as const } };
    for (const { stored } of [passed, none]) {
      const shown = await ask([{ stored, node: null, batch: null }]);
      expect(shown).toMatchObject({ receipt: stored.receipt, node: null, batch: null, cost: null });
    }
  });

  it("[AP41] gives the cost exactly, also where a double would not hold it", async () => {
    const cases = [
      ["0", "0"],
      ["20000000000000", "1"],
      ["19999999999999", "0"],
      ["180143985094819820000000000000", "9007199254740991"],
    ] as const;
    for (const [costOpg, microUsd] of cases) expect((await ask([withCost(costOpg)]))?.cost?.microUsd).toBe(microUsd);
  });
});

describe("the card of a receipt", () => {
  const network = { nodes: () => (mock.node ? [mock.node] : []) };
  const about = { requestId, issuedMs: 7 };

  it("[AP42] names the node that signed, and none where nobody signed", () => {
    const card = (receipt: Proof["stored"]["receipt"]) => receiptCard(network, { ...mock.stored, ...about, receipt });
    expect(card(mock.stored.receipt)).toEqual({ ...about, origin: "mock", node: teeId, nodeName: "Larch" });
    expect(card({ ...signed, origin: "opengradient" })).toEqual({ ...about, origin: "opengradient", node: teeId });
    expect(card({ origin: "none" })).toEqual({ ...about, origin: "none" });
    expect(receiptCard({ nodes: () => [] }, mock.stored)).toMatchObject({ nodeName: "a node that has left" });
  });
});
