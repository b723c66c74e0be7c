import {
  batchTree,
  fromBase64,
  type MockReceipt,
  makeKeyPair,
  outputHash,
  signer,
  signReceipt,
  teeIdOf,
} from "@flywheel/receipts";
import type { ModelId, NodeId, RequestId, SessionId } from "@flywheel/vocabulary";
import type { FoundReceipt } from "../found-receipt.ts";

const signedAt = 1_700_000_000;

/** What a node of the mock network signed, with the record of the node; in no batch yet. */
export async function issue(requestId: RequestId, { content = "" } = {}): Promise<FoundReceipt> {
  const pair = await makeKeyPair();
  const teeId = teeIdOf(fromBase64(pair.publicKey) ?? new Uint8Array()) as NodeId;
  const receipt = await signReceipt(await signer(pair), {
    origin: "mock",
    teeId,
    requestHash: "1a".repeat(32),
    outputHash: outputHash({ commitment: "content", content }),
    timestamp: signedAt,
    flywheel: {
      request_id: requestId,
      session_id: "ses_aaaaaaaaaaaaaaaaaaaa" as SessionId,
      payment_hash: "4d".repeat(32),
      app_id: "chat",
      model: "maker/model" as ModelId,
      cost_opg: "420000000000000",
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
  };
  const cost = { microUsd: "21", opgPriceMicroUsd: 50_000 };
  return { receipt, issuedMs: signedAt * 1_000, settlement: "batch", node, batch: null, cost };
}

/** In a batch with a stranger's receipt. */
export function sealed(found: FoundReceipt, confirmedMs: number | null = signedAt * 1_000): FoundReceipt {
  const receipt = mockOf(found);
  const tree = batchTree([receipt, { ...receipt, teeTimestamp: signedAt + 1 }]);
  const batch = { root: tree.root, siblings: tree.siblingsOf(0), confirmedMs };
  return { ...found, batch: { ...batch, flushedMs: signedAt * 1_000, blobId: "mock", size: 2 } };
}

export function mockOf({ receipt }: FoundReceipt): MockReceipt {
  if (receipt.origin !== "mock") throw new Error(`the receipt is of origin ${receipt.origin}`);
  return receipt;
}
