import { connect } from "node:net";

export type Reply = { readonly status: number; readonly body: string };

/** One connection that is kept: one request at a time, as bytes. */
export type LoadConnection = {
  send(request: Buffer): Promise<Reply>;
  /** A server closes what has been quiet for long. */
  isClosed(): boolean;
  close(): void;
};

/**
 * HTTP/1.1 as far as our own server speaks it, with `content-length` on every answer. The client of Node does much
 * more a request, which the server that shares the machine would pay for.
 */
export function openConnection({ hostname, port }: URL): LoadConnection {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let received = "";
  let waiting: { resolve(reply: Reply): void; reject(error: Error): void } | null = null;

  const fail = (error: Error) => {
    waiting?.reject(error);
    waiting = null;
  };
  socket.setEncoding("latin1");
  socket.on("error", fail);
  socket.on("close", () => fail(new Error("ECONNRESET")));
  socket.on("data", (text: string) => {
    received += text;
    const head = received.indexOf("\r\n\r\n");
    if (head < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(received.slice(0, head))?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) return fail(new Error("an answer without a length"));
    const end = head + 4 + length;
    if (received.length < end) return;
    const reply = { status: Number(received.slice(9, 12)), body: received.slice(head + 4, end) };
    received = received.slice(end);
    const { resolve } = waiting ?? { resolve() {} };
    waiting = null;
    resolve(reply);
  });

  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    isClosed: () => socket.destroyed || socket.readableEnded,
    close: () => socket.destroy(),
  };
}
