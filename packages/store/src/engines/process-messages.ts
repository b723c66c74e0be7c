/** What the server asks of the process that runs PGlite, as one JSON argument. */
export type ProcessOrder = {
  /** Null keeps everything in memory. */
  readonly dataDir: string | null;
  readonly listen: Listen;
  /** The server it belongs to. Told and not looked up: a server that is killed at once has left its child to process 1. */
  readonly serverPid: number;
};

/** Where it listens: a socket file in a directory of its own, or a port of this machine (0: any free one). */
export type Listen = { readonly directory: string } | { readonly port: number };

/** What the process says, over the channel that also tells it when the server is gone. */
export type ProcessReport =
  | { readonly kind: "ready"; readonly port: number | null }
  | { readonly kind: "in-use"; readonly pid: number | null; readonly parentPid: number | null }
  | { readonly kind: "failed"; readonly reason: string }
  /** The answer to an order to make durable. */
  | { readonly kind: "durable"; readonly number: number; readonly failure: string | null };

/** What the process is told later. */
export type LaterOrder = { readonly kind: "close" } | { readonly kind: "make-durable"; readonly number: number };
