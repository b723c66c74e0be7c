import { mkdirSync, rmSync } from "node:fs";
import { freePort, freshDataDir, launchBuilt, startBuiltServer } from "@flywheel/tooling/built-server";
import { request } from "@playwright/test";
import { ensureChromium } from "../chromium/ensure-chromium.ts";
import { ownerStatePath, results, setStage, simulatorKey } from "./stage.ts";

/** Raises the built product once for all journeys: an owner is made first, then the server is started. */
export default async function raise(): Promise<() => Promise<void>> {
  ensureChromium((line) => console.log(line));
  mkdirSync(results, { recursive: true });

  const settings = {
    PORT: String(await freePort()),
    FLYWHEEL_DATA_DIR: await freshDataDir(),
    // Each journey comes from an address range of its own, so that each has a free allowance.
    FLYWHEEL_TRUSTED_PROXIES: "127.0.0.1",
    FLYWHEEL_WRITE_KEY: simulatorKey,
  };
  const signInLink = await makeOwner(settings, "journeys@example.org");
  const secondLink = await makeOwner(settings, "gatekeeper@example.org");
  const server = await startBuiltServer(settings);
  setStage({ origin: server.origin, signInLink });
  await keepSignedIn(secondLink);

  return async () => {
    const { code } = await server.stop();
    rmSync(server.dataDir, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the server did not close in order (exit code ${code}):\n${server.output()}`);
  };
}

async function makeOwner(settings: Readonly<Record<string, string>>, email: string): Promise<string> {
  const program = launchBuilt("owner.js", settings, [email]);
  const { code } = await program.ended;
  const link = /^https?:\S+$/m.exec(program.output())?.[0];
  if (code !== 0 || link === undefined) throw new Error(`no owner was made:\n${program.output()}`);
  return link;
}

/** What most journeys through the control room begin with; one of them signs in by hand. */
async function keepSignedIn(link: string): Promise<void> {
  const browser = await request.newContext();
  const opened = await browser.get(link);
  if (!opened.ok()) throw new Error(`the one-time link answered ${opened.status()}`);
  await browser.storageState({ path: ownerStatePath });
  await browser.dispose();
}
