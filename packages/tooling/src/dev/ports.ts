import { createServer } from "node:net";

export type Listener = { readonly port: number; readonly what: string };

const host = "127.0.0.1";

/** Those of the wanted ports that somebody else holds. */
export async function takenPorts(wanted: readonly Listener[]): Promise<readonly Listener[]> {
  const free = await Promise.all(wanted.map(({ port }) => isFree(port)));
  return wanted.filter((_, index) => !free[index]);
}

export function describeTaken(taken: readonly Listener[]): string {
  const lines = taken.map(({ port, what }) => `  ${host}:${port}  needed by ${what}`);
  const one = taken[0]?.port ?? 0;
  return [
    taken.length === 1 ? "A port is in use:" : "Ports are in use:",
    ...lines,
    "Stop what holds them (often an earlier `pnpm dev`) and try again.",
    `See who it is: \`lsof -i :${one}\` or \`ss -ltnp 'sport = :${one}'\`.`,
  ].join("\n");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (cause: NodeJS.ErrnoException) =>
      cause.code === "EADDRINUSE" || cause.code === "EACCES" ? resolve(false) : reject(cause),
    );
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
