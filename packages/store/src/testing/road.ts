import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A way to the database that can be blocked: connections stay, and nothing comes through until it is open again. */
export async function openRoad(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const through = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isBlocked = false;
  const road = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (bytes) => to.write(bytes));
      if (isBlocked) from.pause();
      from.on("close", () => to.destroy()).on("error", () => {});
    }
  }).listen(0, "127.0.0.1");
  await once(road, "listening");
  const address = road.address();
  through.port = String(typeof address === "object" ? address?.port : address);
  return {
    url: through.href,
    block() {
      isBlocked = true;
      for (const socket of sockets) socket.pause();
    },
    open() {
      isBlocked = false;
      for (const socket of sockets) socket.resume();
    },
    async remove() {
      for (const socket of sockets) socket.destroy();
      road.close();
      await once(road, "close");
    },
  };
}
