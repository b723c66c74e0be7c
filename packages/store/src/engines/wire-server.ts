import { createServer, type Socket } from "node:net";
import type { PGlite } from "@electric-sql/pglite";
import { type CopyIn, copyInResponse, joined, startsCopyIn, withoutCopyInResponse } from "./wire-copy.ts";
import { createFrameReader, endsUnit, type Frame, fatal } from "./wire-frames.ts";

export type WireOptions = {
  /** How long a transaction may do nothing. PGlite has one session, so everybody else waits for it. */
  readonly idleInTransactionMs: number;
};

type Client = { readonly socket: Socket; unit: Frame[]; copying: CopyIn | null };
type Job =
  | { readonly client: Client; readonly unit: readonly Frame[] }
  | { readonly client: Client; readonly unit: "leave" }
  | { readonly client: null; readonly unit: () => Promise<void> };

export type WireServer = {
  /** On a socket file or a port; returns the port. */
  listen(where: { readonly path: string } | { readonly port: number }): Promise<number | null>;
  /** Between two statements of others, never inside somebody's transaction. */
  checkpoint(): Promise<void>;
  /** Hangs up and waits for the statement that is running. */
  close(): Promise<void>;
};

/**
 * Lets many connections share the one session of a PGlite. What belongs together, the messages up to a Sync and the
 * statements of a transaction, runs without anybody in between: the unnamed statement and the open transaction are the
 * session's. `onBroken` is told when PGlite itself has failed; nothing more can be asked of it.
 */
export function createWireServer(
  database: PGlite,
  onBroken: (error: unknown) => void,
  { idleInTransactionMs }: WireOptions = { idleInTransactionMs: 10_000 },
): WireServer {
  const clients = new Set<Client>();
  let queue: Job[] = [];
  /** Who is in the middle of something. */
  let owner: Client | null = null;
  let isWorking = false;
  let work: Promise<void> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  const take = (): Job | undefined => {
    const at = owner === null ? 0 : queue.findIndex(({ client }) => client === owner);
    return at < 0 ? undefined : queue.splice(at, 1)[0];
  };

  const send = async (client: Client, { kind, bytes }: Frame): Promise<void> => {
    const answer = (part: Buffer) => void (client.socket.writable && client.socket.write(part));
    const hear = kind === "copy" ? withoutCopyInResponse(answer) : answer;
    await database.runExclusive(() =>
      database.execProtocolRawStream(bytes, {
        onRawData: (part) => hear(Buffer.from(part)), // a copy: the memory is PGlite's
      }),
    );
  };

  const perform = async ({ client, unit }: Job): Promise<void> => {
    clearTimeout(idle);
    if (client === null) return unit();
    if (unit === "leave") {
      if (owner === client) await abandon(client);
      return;
    }
    for (const frame of unit) await send(client, frame);
    const isOpen = unit.at(-1)?.kind === "H" || database.isInTransaction();
    owner = isOpen ? client : null;
    if (isOpen) idle = setTimeout(() => hangUp(client), idleInTransactionMs);
  };

  const abandon = async (client: Client): Promise<void> => {
    await send(client, sync);
    if (database.isInTransaction()) await database.exec("rollback");
    owner = null;
  };

  const workOff = async (): Promise<void> => {
    isWorking = true;
    try {
      for (let job = take(); job !== undefined; job = take()) await perform(job);
    } catch (error) {
      onBroken(error);
    }
    isWorking = false;
  };

  const enqueue = (job: Job): void => {
    queue.push(job);
    if (!isWorking) work = workOff();
  };

  const receive = (client: Client, frame: Frame): void => {
    if (client.copying) receiveCopy(client, client.copying, frame);
    else if (frame.kind === "encrypt") client.socket.write("N");
    else if (frame.kind === "X" || frame.kind === "cancel" || frame.kind === "?") client.socket.end();
    else if (startsCopyIn(frame)) {
      client.copying = { frames: [frame] };
      client.socket.write(copyInResponse);
    } else {
      client.unit.push(frame);
      if (!endsUnit(frame)) return;
      enqueue({ client, unit: client.unit });
      client.unit = [];
    }
  };

  /** PGlite reads what it copies from what it was given with the statement, so all of that comes together. */
  const receiveCopy = (client: Client, { frames }: CopyIn, frame: Frame): void => {
    frames.push(frame);
    if (frame.kind === "d") return;
    client.copying = null;
    if (frame.kind === "c") enqueue({ client, unit: [joined(frames)] });
    else client.socket.destroy(); // it gave up in the middle; the statement was never begun
  };

  const server = createServer((socket) => {
    const client: Client = { socket, unit: [], copying: null };
    const read = createFrameReader();
    clients.add(client);
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes) => {
      try {
        for (const frame of read(bytes)) receive(client, frame);
      } catch {
        socket.destroy(); // not PostgreSQL's protocol
      }
    });
    socket.on("close", () => {
      clients.delete(client);
      queue = queue.filter((job) => job.client !== client);
      enqueue({ client, unit: "leave" });
    });
  });

  return {
    listen: (where) =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen("path" in where ? { path: where.path } : { host: "127.0.0.1", port: where.port }, () => {
          const address = server.address();
          resolve(typeof address === "object" && address !== null ? address.port : null);
        });
      }),

    checkpoint: () =>
      new Promise((resolve, reject) => {
        enqueue({ client: null, unit: () => database.exec("checkpoint").then(() => resolve(), reject) });
      }),

    async close() {
      clearTimeout(idle);
      server.close();
      queue = [];
      for (const { socket } of clients) socket.destroy();
      await work;
      clearTimeout(idle);
    },
  };
}

function hangUp({ socket }: Client): void {
  socket.end(fatal("25P03", "terminating connection because its transaction did nothing for too long"));
}

const sync: Frame = { kind: "S", bytes: Uint8Array.of(0x53, 0, 0, 0, 4) };
