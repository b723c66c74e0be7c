import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { apps } from "@flywheel/vocabulary/apps";
import { proxyPort, serverPort } from "./dev/addresses.ts";
import { isAlive, startersOf } from "./dev/family.ts";
import { describeTaken, type Listener, takenPorts } from "./dev/ports.ts";
import { startTurbo } from "./dev/turbo.ts";
import { untilUp } from "./dev/until-up.ts";
import { welcome } from "./dev/welcome.ts";
import { repositoryRoot } from "./repository-root.ts";

const origin = `http://127.0.0.1:${proxyPort}`;
/** The first start of the embedded store takes its time on a cold machine. */
const patienceMs = 180_000;

const listeners: Listener[] = [
  { port: proxyPort, what: "the proxy, where everything is" },
  ...Object.values(apps).map(({ devPort, title }) => ({ port: devPort, what: title })),
  { port: serverPort, what: "the server" },
];

async function main(): Promise<number> {
  const startedMs = performance.now();
  const taken = await takenPorts(listeners);
  if (taken.length > 0) {
    console.error(describeTaken(taken));
    return 1;
  }

  const dataDir = resolve(repositoryRoot, process.env.FLYWHEEL_DATA_DIR || ".flywheel");
  const turbo = startTurbo({
    // Every browser here comes from the loopback range; a developer who opens a second one wants credits in it too.
    FLYWHEEL_ALLOWANCES_PER_RANGE: "100",
    ...process.env,
    FLYWHEEL_DATA_DIR: dataDir,
    FLYWHEEL_MODE: "development",
    FLYWHEEL_PUBLIC_ORIGIN: origin,
    PORT: String(serverPort),
  });
  const asked = untilAskedToStop();
  const up = announceWhenUp({ dataDir, startedMs, signal: turbo.ended.signal });

  const ending = await Promise.race([turbo.exit, asked, up]);
  if (ending === "asked") console.error("\nStopping.");
  const { failed, code } = await turbo.stop();
  if (ending === "asked") return 0;
  if (failed.length > 0)
    console.error(`\nEverything was stopped because of: ${failed.join("; ")}. Its output is above.`);
  return code === 0 ? 1 : code;
}

/** Settles only when something never came up. */
async function announceWhenUp(parts: {
  readonly dataDir: string;
  readonly startedMs: number;
  readonly signal: AbortSignal;
}): Promise<"not-up"> {
  const { dataDir, startedMs, signal } = parts;
  const missing = await untilUp(
    [
      ...Object.values(apps).map(({ title, path }) => ({ name: title, url: `${origin}${path}` })),
      { name: "the server", url: `${origin}/api/health` },
    ],
    { withinMs: patienceMs, signal },
  );
  if (missing.length === 0) {
    const link = await readFile(join(dataDir, "sign-in-link"), "utf8").catch(() => null);
    const seconds = (performance.now() - startedMs) / 1000;
    console.log(welcome({ origin, dataDir, signInLink: link?.trim() ?? null, seconds }));
  } else if (!signal.aborted) {
    const names = missing.map(({ name, url }) => `${name} (${url})`).join(", ");
    console.error(`\nNo answer after ${patienceMs / 1000} s from: ${names}. Their output is above.`);
    return "not-up";
  }
  return new Promise(() => undefined);
}

function untilAskedToStop(): Promise<"asked"> {
  return new Promise((stop) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop("asked"));
    // Whoever started this may be killed without passing it on; then nobody could stop what runs here.
    const starters = startersOf(process.pid);
    setInterval(() => starters.every(isAlive) || stop("asked"), 1_000).unref();
  });
}

main().then(
  (code) => process.exit(code),
  (cause: unknown) => {
    console.error(cause);
    process.exit(1);
  },
);
