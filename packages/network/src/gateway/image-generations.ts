import { toBase64 } from "@flywheel/receipts";
import { ModelId } from "@flywheel/vocabulary";
import { z } from "zod";
import type { GatewayParts } from "../gateway.ts";
import type { ImageAsk, Network } from "../port.ts";
import { sides } from "../serving/check-ask.ts";
import { RepeatedRequestError } from "../serving/desk.ts";
import { anySeed, callerOf } from "./caller.ts";
import { proofFields, proofHeaders } from "./proof-fields.ts";
import { readBody } from "./read-body.ts";
import { endedAsError, wireError } from "./wire-errors.ts";

const Side = z.int().min(sides.min).max(sides.max);

/** One picture a request: a receipt belongs to one ask. */
const ImageRequest = z.object({
  model: ModelId,
  prompt: z.string().min(1).max(4_000),
  n: z.literal(1).optional(),
  size: z
    .string()
    .regex(/^\d{1,4}x\d{1,4}$/)
    .default("512x512")
    .transform((size) => size.split("x").map(Number))
    .pipe(z.tuple([Side, Side])),
  response_format: z.literal("b64_json").optional(),
  seed: z.int().optional(),
});

export async function answerImages(network: Network, parts: GatewayParts, request: Request): Promise<Response> {
  const caller = callerOf(request, parts);
  if (!caller) return wireError("malformed-header");
  const read = await readBody(request, ImageRequest);
  if (read.outcome === "refused") return wireError("malformed-body", { param: read.param });
  const { model, prompt, size, seed } = read.body;
  const [width, height] = size;
  const ask: ImageAsk = { ...caller, model, prompt, width, height, seed: seed ?? anySeed(parts), previews: 0 };

  try {
    for await (const part of network.image(ask, request.signal)) {
      if (part.kind === "refused" || part.kind === "failed") {
        const { code, more } = endedAsError(part);
        return wireError(code, more);
      }
      if (part.kind !== "completed") continue;
      return Response.json(
        {
          created: Math.floor(parts.now() / 1_000),
          data: [{ b64_json: toBase64(part.png) }],
          ...proofFields(part.served),
        },
        { headers: proofHeaders(part.served.receipt) },
      );
    }
  } catch (cause) {
    if (cause instanceof RepeatedRequestError) return wireError("repeated-request");
    throw cause;
  }
  return wireError("gateway-failed", { retryable: true });
}
