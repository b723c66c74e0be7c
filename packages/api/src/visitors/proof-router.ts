import { RequestId } from "@flywheel/vocabulary";
import { z } from "zod";
import type { Services } from "../services.ts";
import { anyoneProcedure, t } from "../trpc.ts";

/** Proofs are public, so that they can travel with what is shared: hashes and signatures, never the words. */
export const proofRouter = ({ network }: Services) =>
  t.router({
    receipt: anyoneProcedure.input(z.strictObject({ requestId: RequestId })).query(async ({ input }) => {
      const stored = await network.receipt(input.requestId);
      if (!stored) return null;
      const node = network.nodes().find(({ teeId }) => teeId === stored.receipt.teeId) ?? null;
      return { receipt: stored.receipt, issuedMs: stored.issuedMs, node };
    }),
  });
