import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";

export type Listening = { readonly port: number; close(): Promise<void> };

/** How long an answer under way may take to finish when the server closes; streams to browsers never end by themselves. */
const graceMs = 2_000;

/** @throws the system's error (EADDRINUSE, EACCES) when the port cannot be had. */
export async function listen(
  site: Hono,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<Listening> {
  const server = createAdaptorServer({ fetch: site.fetch });
  server.listen(port, host);
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, "close");
      server.close();
      if ("closeIdleConnections" in server) server.closeIdleConnections();
      const force = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(force);
    },
  };
}
