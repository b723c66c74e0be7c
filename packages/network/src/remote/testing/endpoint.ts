import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Heard = { readonly path: string; readonly authorization: string | undefined; readonly body: string };
export type Answering = (response: ServerResponse, heard: Heard) => void | Promise<void>;

/** A small server on this machine that speaks an endpoint's protocol as a test tells it to, over real HTTP. */
export async function startEndpoint(port = 0) {
  const answers = new Map<string, Answering>([["/v1/models", json(modelList("tiny/talker", "tiny/flux-painter"))]]);
  const heard: Heard[] = [];
  const left: string[] = [];
  const server: Server = createServer(async (request, response) => {
    const path = request.url ?? "";
    const { authorization } = request.headers;
    const call = { path, authorization, body: await bodyOf(request) };
    heard.push(call);
    response.on("close", () => response.writableFinished || left.push(path));
    const answer = answers.get(path);
    if (answer) await answer(response, call);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: taken } = server.address() as AddressInfo;

  return {
    port: taken,
    baseUrl: `http://127.0.0.1:${taken}/v1`,
    heard,
    /** Calls that were given up before they were answered whole. */
    left,
    on(path: string, answer: Answering) {
      answers.set(`/v1${path}`, answer);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type TestEndpoint = Awaited<ReturnType<typeof startEndpoint>>;

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answering =>
  (response) =>
    void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

/** Each piece is written on its own; the connection then ends, breaks, or stays as it is. */
export const stream =
  (pieces: readonly (string | Uint8Array)[], end: "end" | "break" | "hang" = "end"): Answering =>
  async (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const piece of pieces) {
      response.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    if (end === "end") response.end();
    if (end === "break") response.destroy();
  };

export const modelList = (...ids: readonly string[]) => ({
  object: "list",
  data: ids.map((id) => ({ id, object: "model", created: 1, owned_by: "tiny" })),
});

export const said = (content: string, finish_reason: string | null = null, more: object = {}): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason }], ...more })}\n\n`;
export const usage = (prompt_tokens: number, completion_tokens: number, more: object = {}): string =>
  `data: ${JSON.stringify({ choices: [], usage: { prompt_tokens, completion_tokens }, ...more })}\n\n`;
export const done = "data: [DONE]\n\n";

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("latin1");
}
