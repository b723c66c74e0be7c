import type { ImageAsk } from "../port.ts";
import { RepeatedRequestError } from "../serving/desk.ts";
import type { Counter } from "./counter.ts";
import { proofFields, proofHeaders } from "./proof-fields.ts";
import { endedAsError, wireError } from "./wire-errors.ts";

/** Lets an ask in, waits for its pictures, and answers as OpenAI does, with the receipt beside them. */
export async function answerImageAsk(counter: Counter, request: Request, ask: ImageAsk): Promise<Response> {
  const letIn = await counter.letIn(request, ask);
  if (letIn instanceof Response) return letIn;
  const { serve, headers } = letIn;
  try {
    for await (const part of serve.image(ask, request.signal)) {
      if (part.kind === "refused" || part.kind === "failed") {
        const { code, more } = endedAsError(part);
        return wireError(code, { ...more, headers });
      }
      if (part.kind !== "completed") continue;
      return Response.json(
        {
          created: Math.floor(counter.parts.now() / 1_000),
          data: part.images.map((png) => ({ b64_json: Buffer.from(png).toString("base64") })),
          ...proofFields(part.served),
        },
        { headers: { ...headers, ...proofHeaders(part.served.receipt) } },
      );
    }
  } catch (cause) {
    if (cause instanceof RepeatedRequestError) return wireError("repeated-request");
    throw cause;
  }
  return wireError("gateway-failed", { retryable: true });
}
