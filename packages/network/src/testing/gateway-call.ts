/** A request as a client of the gateway would send it: GET without a body, else POST. */
export const gatewayCall = (path: string, body?: unknown, init: RequestInit = {}): Request =>
  new Request(`http://network.internal/v1${path}`, {
    method: body === undefined ? "GET" : "POST",
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    ...init,
  });

export const poemAsk = {
  model: "quillworks/quill-3",
  messages: [{ role: "user", content: "write a poem about the sea" }],
  seed: 3,
};

export type Frame = {
  readonly choices: readonly [
    { readonly delta: { readonly content?: string; readonly role?: string }; readonly finish_reason: string | null },
  ];
  readonly usage?: { readonly completion_tokens: number };
  readonly tee_output_hash?: string;
  readonly tee_signature?: string;
};

export class UnfinishedStreamError extends Error {
  override name = "UnfinishedStreamError";
  constructor() {
    super("the stream did not end with [DONE]");
  }
}

/** The data of each frame, as an OpenAI client would read it. */
export async function framesOf(response: Response): Promise<readonly Frame[]> {
  const data = (await response.text())
    .split("\n\n")
    .filter(Boolean)
    .map((frame) => frame.replace(/^data: /, ""));
  if (data.at(-1) !== "[DONE]") throw new UnfinishedStreamError();
  return data.slice(0, -1).map((frame) => JSON.parse(frame));
}
