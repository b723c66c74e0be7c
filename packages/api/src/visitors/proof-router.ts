import { type Network, opgPriceMicroUsd, type Proof } from "@flywheel/network";
import { RequestId } from "@flywheel/vocabulary";
import { z } from "zod";
import { anyoneProcedure, t } from "../trpc.ts";
import type { ProofCard } from "../wire.ts";

/** Proofs are public, so that they can travel with what is shared: hashes and signatures, never the words. */
export const proofRouter = ({ network }: { readonly network: Pick<Network, "proof"> }) =>
  t.router({
    receipt: anyoneProcedure.input(z.strictObject({ requestId: RequestId })).query(async ({ input }) => {
      const proof = await network.proof(input.requestId);
      return proof && proofCard(proof);
    }),
  });

function proofCard({ stored, node, batch }: Proof): ProofCard {
  const { receipt, issuedMs, settlement } = stored;
  return { receipt, issuedMs, settlement, node: node && recordOf(node), batch, cost: costOf(receipt) };
}

/** The registry's record and the name; what its machines cost and hold is no part of a proof. */
function recordOf({ costMicroUsdPerHour: _, capacity: __, ...record }: NonNullable<Proof["node"]>) {
  return record;
}

/**
 * What was signed, in micro-dollars. It was rounded up from a whole number of them, so rounding down finds that number;
 * whoever recomputes the cost from it sees whether there was one.
 */
function costOf(receipt: Proof["stored"]["receipt"]): ProofCard["cost"] {
  if (receipt.origin !== "mock") return null;
  const microUsd = (BigInt(receipt.flywheel.cost_opg) * BigInt(opgPriceMicroUsd)) / 10n ** 18n;
  return { microUsd: String(microUsd), opgPriceMicroUsd };
}
