import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { StoreUnavailableError } from "../errors.ts";
import { openStore } from "../open-store.ts";
import { startTestPostgres, type TestPostgres } from "../testing/index.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

async function refusalOf(databaseUrl: string): Promise<StoreUnavailableError> {
  const refusal = await openStore({ databaseUrl, dataDir: "memory:", now: Date.now }).catch((error: unknown) => error);
  if (!(refusal instanceof StoreUnavailableError)) throw new Error(`expected a refusal, got ${String(refusal)}`);
  return refusal;
}

const withPart = (part: "username" | "pathname", value: string) => {
  const url = new URL(postgres.databaseUrl);
  url[part] = value;
  return url.href;
};

describe("a server named by DATABASE_URL", () => {
  it("[ST9] is named by host, port and database when nobody listens there, never by user or password", async () => {
    const { message } = await refusalOf("postgres://secretuser:secretword@127.0.0.1:1/things");
    expect(message).toContain("PostgreSQL at 127.0.0.1:1, database things does not answer (ECONNREFUSED)");
    expect(message).toContain("DATABASE_URL");
    expect(message).not.toMatch(/secret/);
  });

  it("[ST9] is given up after ten seconds when it takes the connection and says nothing", async () => {
    const silent = await listening();
    const startedMs = Date.now();
    const { message } = await refusalOf(`postgres://secretuser:secretword@127.0.0.1:${portOf(silent)}/things`);
    silent.close();
    expect(Date.now() - startedMs).toBeLessThan(10_000);
    expect(message).toContain(`127.0.0.1:${portOf(silent) ?? ""}`);
    expect(message).not.toMatch(/secret/);
  });

  it.each([
    ["the user is wrong", "username", "secretuser", "it refused the user or the password"],
    ["there is no such database", "pathname", "/nowhere", "it has no such database"],
  ] as const)("[ST9] says so when %s", async (_, part, value, reason) => {
    const { message } = await refusalOf(withPart(part, value));
    expect(message).toContain(reason);
    expect(message).not.toMatch(/secret/);
  });

  it("[ST9] says so when the URL is none, without repeating it", async () => {
    const { message } = await refusalOf("postgres://secretuser:secret@word@host:port/things");
    expect(message).toContain("DATABASE_URL");
    expect(message).not.toMatch(/secret/);
  });

  it("[ST10] lets three servers start at once on an empty database", async () => {
    const { databaseUrl } = postgres;
    const stores = await Promise.all(
      [1, 2, 3].map(() => openStore({ databaseUrl, dataDir: "memory:", now: Date.now })),
    );
    for (const store of stores) expect(await store.experiments.list()).toEqual([]);
    await Promise.all(stores.map((store) => store.close()));
  });
});

function listening(): Promise<Server> {
  const server = createServer((socket) => socket.on("error", () => {}));
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

function portOf(server: Server): number | null {
  const address = server.address();
  return typeof address === "object" ? (address?.port ?? null) : null;
}
