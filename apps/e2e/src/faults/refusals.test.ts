import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { freshDataDir, launchBuilt, type Settings } from "@flywheel/tooling/built-server";
import { afterAll, describe, expect, it } from "vitest";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Starts a server that cannot start, and hands back how it ended and what it said. */
async function refuse(settings: Settings) {
  const dataDir = await freshDataDir();
  folders.push(dataDir);
  const program = launchBuilt("main.js", { FLYWHEEL_DATA_DIR: dataDir, PORT: "0", ...settings });
  const { code } = await program.ended;
  return { code, said: program.output() };
}

describe("[EE86] what stops the server from starting is said with what to do, and without secrets", () => {
  it("a port in use", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const address = holder.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    const { code, said } = await refuse({ PORT: port });
    holder.close();
    expect(code).toBe(1);
    expect(said).toContain(`port ${port} is in use`);
    expect(said).not.toMatch(/^\s+at /m);
  });

  it("a database that does not answer", async () => {
    const { code, said } = await refuse({ DATABASE_URL: "postgres://somebody:hunter2@127.0.0.1:1/flywheel" });
    expect(code).toBe(1);
    expect(said).toMatch(/cannot start/);
    expect(said).toMatch(/DATABASE_URL|database/i);
    expect(said).not.toContain("hunter2");
    expect(said).not.toMatch(/^\s+at /m);
  });

  it.each([
    [{ PORT: "seventy" }, "PORT must be"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL must be"],
    [{ FLYWHEEL_SECRET: "short" }, "FLYWHEEL_SECRET must be"],
  ])("a setting that cannot be right: %j", async (settings, advice) => {
    const { code, said } = await refuse(settings);
    expect(code).toBe(1);
    expect(said).toContain(advice);
    expect(said).not.toContain(Object.values(settings)[0]);
  });
});
