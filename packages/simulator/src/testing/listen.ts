import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Reply = { readonly status: number; readonly headers?: Record<string, string> };

/**
 * A server that answers in place of a Flywheel: the first requests as told, the others as intake would, each event once.
 * It remembers what it was brought and how many requests were open at once.
 */
export async function listen(replies: readonly Reply[] = [], answerMs = 0) {
  const requests: { readonly url: string | undefined; readonly key: unknown; readonly ids: readonly string[] }[] = [];
  const known = new Set<string>();
  let open = 0;
  let mostOpen = 0;
  const server = createServer(async (request, response) => {
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    let text = "";
    for await (const chunk of request) text += chunk;
    const { events }: { events: { id: string }[] } = JSON.parse(text);
    const ids = events.map(({ id }) => id);
    const reply = replies[requests.length] ?? { status: 200 };
    requests.push({ url: request.url, key: request.headers["x-flywheel-write-key"], ids });
    if (answerMs > 0) await new Promise((resolve) => setTimeout(resolve, answerMs));
    open -= 1;
    response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
    if (reply.status !== 200) return response.end("{}");
    // The first event of every batch is one that this server does not like.
    const fresh = ids.slice(1).filter((id) => !known.has(id));
    for (const id of fresh) known.add(id);
    const refused = [{ index: 0, id: null, reason: "malformed" }];
    const data = { accepted: fresh.length, repeated: ids.length - 1 - fresh.length, refused };
    return response.end(JSON.stringify({ result: { data } }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    mostOpen: () => mostOpen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
