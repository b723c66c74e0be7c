import { randomBytes } from "node:crypto";
import {
  fromBase64,
  keccakOfText,
  type MockReceipt,
  makeKeyPair,
  outputHash,
  rememberVerifiers,
  signer,
  signReceipt,
  teeIdOf,
  textRequestHash,
  verifyReceipt,
} from "@flywheel/receipts";
import { type ModelId, mint, type NodeId, type RequestId } from "@flywheel/vocabulary";

const request = {
  model: "quillworks/quill-3",
  messages: [{ role: "user", content: "How long is a day on Mars?" }],
  temperature: 0.7,
  maxTokens: 300,
};
const content = "A day on Mars lasts 24 hours, 39 minutes and 35 seconds.";

/** Whole receipts, both signatures, made and then verified in every step that one has the evidence for; a second of CPU time is a core. */
export async function benchReceipts(count: number) {
  const key = await makeKeyPair();
  const sign = await signer(key);
  const der = fromBase64(key.publicKey);
  if (!der) throw new Error("the key is no base64");
  const teeId = teeIdOf(der) as NodeId;
  const timestamp = Math.floor(Date.now() / 1_000);
  const made: MockReceipt[] = [];
  const one = async () => {
    const output = { commitment: "content", content } as const;
    made.push(
      await signReceipt(sign, {
        origin: "mock",
        teeId,
        requestHash: textRequestHash(request),
        outputHash: outputHash(output),
        timestamp,
        flywheel: {
          request_id: mint<RequestId>("req", randomBytes),
          session_id: mint("ses", randomBytes),
          payment_hash: keccakOfText("a payment"),
          app_id: "chat",
          model: request.model as ModelId,
          cost_opg: "4000000000000000",
          output_commitment: "content",
        },
      }),
    );
  };
  const signing = await perCpuSecond(count, one);

  const node = { publicKey: key.publicKey, enabled: true, registeredAt: timestamp - 1, lastHeartbeatAt: timestamp };
  const verifierOf = rememberVerifiers(16);
  let next = 0;
  const verifying = await perCpuSecond(count, async () => {
    const receipt = made[next % made.length];
    next += 1;
    if (!receipt) throw new Error("there is no receipt");
    const evidence = {
      requestId: receipt.flywheel.request_id,
      receipt,
      node,
      request,
      output: { commitment: "content", content } as const,
    };
    const steps = await verifyReceipt(evidence, verifierOf);
    if (steps.some(({ outcome }) => outcome === "failed")) throw new Error("a good receipt failed");
  });
  return { receiptsPerSecond: signing, verificationsPerSecond: verifying };
}

/** One after another, so that a core is not counted twice; what other threads did for it is in the CPU time. */
async function perCpuSecond(count: number, work: () => Promise<void>): Promise<number> {
  for (let warm = 0; warm < 50; warm += 1) await work();
  const before = process.cpuUsage();
  for (let turn = 0; turn < count; turn += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return Math.round((count * 1_000_000) / (user + system));
}
