import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** A batch as it arrives, before anybody has judged it. */
export type Sent = {
  sentAtMs: number;
  lost: number;
  events: {
    id: string;
    name: string;
    seq: number;
    sessionId: string;
    visitorId?: string;
    atMs: number;
    fields: object;
  }[];
};
export type Answer = (batch: Sent, response: ServerResponse, attempt: number) => void;

export const taken: Answer = (batch, response) => {
  response.setHeader("content-type", "application/json");
  const data = { accepted: batch.events.length, repeated: 0, refused: [] };
  response.end(JSON.stringify({ result: { data } }));
};
export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_batch, response) => {
    response.writeHead(code, headers).end("{}");
  };
export const silent: Answer = () => {};
/** The first answers in turn, then everything is taken. */
export const inTurn =
  (...answers: readonly Answer[]): Answer =>
  (batch, response, attempt) =>
    (answers[attempt] ?? taken)(batch, response, attempt);

/** A real server where the intake would be, which answers as it is told; `port` for one that comes back. */
export async function listen(answer: Answer = taken, port = 0) {
  const requests: { batch: Sent; atMs: number; headers: IncomingMessage["headers"] }[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const batch: Sent = JSON.parse(text);
    const attempt = requests.push({ batch, atMs: performance.now(), headers: request.headers }) - 1;
    answer(batch, response, attempt);
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP listener has a port");
  const events = () => requests.flatMap(({ batch }) => batch.events);
  onStageOver(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    endpoint: `http://127.0.0.1:${address.port}/api/trpc/telemetry.record`,
    port: address.port,
    requests,
    events,
    names: () => events().map(({ name }) => name),
    seqs: () => events().map(({ seq }) => seq),
    async goAway() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const endings: (() => void)[] = [];
/** Something of this test that must not outlive it. */
export const onStageOver = (end: () => void): void => void endings.push(end);
export function endStage(): void {
  for (const end of endings.splice(0)) end();
}

export async function until(holds: () => boolean, withinMs = 5_000): Promise<void> {
  const endMs = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > endMs) throw new Error("waited in vain");
    await pause(2);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
