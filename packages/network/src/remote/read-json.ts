import { CallLostError } from "./call-lost.ts";
import type { Answer } from "./endpoint.ts";

/** A whole body as JSON. What it says instead, a page of HTML for one, is repeated nowhere. @throws CallLostError */
export async function readJson(answer: Pick<Answer, "bytes">, maxBytes: number): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.bytes(maxBytes)) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new CallLostError("malformed");
  }
}
