import { mkdtemp, readFile, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestPostgres } from "@flywheel/store/testing";
import { type AppId, type EventId, mint, type SessionId, type VisitorId } from "@flywheel/vocabulary";
import { afterAll, describe, expect, it } from "vitest";
import { now } from "../clock.ts";
import { configure } from "../environment.ts";
import { openProduct } from "../product.ts";
import { randomBytes } from "../random.ts";

const batchesPerMinute = 12;
const chatKey = "a key of the servers of chat";
const key = chatKey.replaceAll(" ", "-");
const postgres = await startTestPostgres();
const dataDir = await mkdtemp(join(tmpdir(), "flywheel-intake-"));
const product = await openProduct(
  configure({
    DATABASE_URL: postgres.databaseUrl,
    FLYWHEEL_MODE: "development",
    PORT: "0",
    FLYWHEEL_DATA_DIR: dataDir,
    FLYWHEEL_WRITE_KEYS: `chat:${key}`,
    FLYWHEEL_INTAKE_BATCHES_PER_MINUTE: String(batchesPerMinute),
  }),
);
afterAll(async () => {
  await product.close().catch(() => {}); // its database may be gone
  await rm(dataDir, { recursive: true, force: true });
});

const origin = `http://127.0.0.1:${product.port}`;
const userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

async function post(procedure: string, body: unknown, headers: Record<string, string>) {
  const response = await fetch(`${origin}/api/trpc/${procedure}`, {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": userAgent, ...headers },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  const { status } = response;
  return { status, retryAfter: response.headers.get("retry-after"), data: answer.result?.data, error: answer.error };
}
const record = (events: readonly unknown[], headers: Record<string, string>) =>
  post("telemetry.record", { sentAtMs: now(), lost: 0, events }, headers);

async function visitor(): Promise<{ cookie: string }> {
  const response = await fetch(`${origin}/api/bootstrap.js`);
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  await post("account.setConsent", { analytics: "granted" }, { cookie });
  return { cookie };
}

const opened = (changes: Readonly<Record<string, unknown>> & { readonly app?: AppId } = {}) => ({
  id: mint<EventId>("evt", randomBytes),
  name: "app.opened",
  app: "chat",
  sessionId: mint<SessionId>("ses", randomBytes),
  atMs: now(),
  seq: 1,
  fields: {},
  ...changes,
});
const ofSomebody = (changes = {}) => opened({ visitorId: mint<VisitorId>("vis", randomBytes), ...changes });

describe("the lane of telemetry", () => {
  /** The same call twice: by the lane, and by tRPC's adapter, which a query string leads to. */
  async function bothWays(body: string, headers: Record<string, string>) {
    const ways = ["", "?way=long"].map(async (query) => {
      const response = await fetch(`${origin}/api/trpc/telemetry.record${query}`, {
        method: "POST",
        headers: { "content-type": "application/json", "user-agent": userAgent, ...headers },
        body,
      });
      return { status: response.status, answer: await response.json() };
    });
    return Promise.all(ways);
  }
  const batch = (events: readonly unknown[]) => JSON.stringify({ sentAtMs: now(), lost: 0, events });
  const withKey = { "x-flywheel-write-key": key };

  it.each([
    ["a refused event", batch([{ name: "nothing.known" }]), withKey],
    ["an empty batch", batch([]), withKey],
    ["a batch of the wrong form", JSON.stringify({ events: 7 }), withKey],
    ["a batch that is too large", batch(Array.from({ length: 501 }, () => 0)), withKey],
    ["a key that is not known", batch([]), { "x-flywheel-write-key": "a-key-that-nobody-was-given" }],
    ["nobody", batch([]), {}],
  ])("[SV26] answers %s as the adapter does", async (_, body, headers) => {
    const [short, long] = await bothWays(body, headers);
    expect(short).toEqual(long);
  });

  it("[SV26] says of a body that is no JSON that it is none", async () => {
    const [short, long] = await bothWays("{", withKey);
    expect([short?.status, long?.status]).toEqual([400, 400]);
    expect(short?.answer.error.data.code).toBe(long?.answer.error.data.code);
  });
});

describe("write keys", () => {
  it("[SV20] speak for their own app, for any visitor, with events of browsers and of servers", async () => {
    const headers = { "x-flywheel-write-key": key };
    const fact = ofSomebody({ name: "consent.changed", fields: { analytics: "granted" } });
    const { data } = await record([ofSomebody(), fact, ofSomebody({ app: "home" }), opened()], headers);
    expect(data).toMatchObject({
      accepted: 2,
      refused: [
        { index: 2, reason: "not-yours" },
        { index: 3, reason: "malformed" },
      ],
    });
  });

  it("[SV20] that are not known are refused, also beside the cookie of a visitor, and are not repeated", async () => {
    const { cookie } = await visitor();
    const { status, error } = await record([opened()], { cookie, "x-flywheel-write-key": `${key}x` });
    expect(status).toBe(401);
    expect(error.message).toContain("FLYWHEEL_WRITE_KEYS");
    expect(JSON.stringify(error)).not.toContain(key);
    expect((await record([opened()], { cookie, "x-flywheel-write-key": "" })).status).toBe(401);
  });

  it("[SV20] open nothing but intake", async () => {
    expect((await post("account.erase", {}, { "x-flywheel-write-key": key })).status).toBe(401);
  });
});

describe("limits", () => {
  it("[SV21] tell a visitor who sends too much when to come again, and count what they turned away", async () => {
    const { cookie } = await visitor();
    const answers = [];
    for (let batch = 0; batch < batchesPerMinute + 2; batch += 1) answers.push(await record([opened()], { cookie }));
    expect(answers.map(({ status }) => status)).toEqual([...Array(batchesPerMinute).fill(200), 429, 429]);
    const { error, retryAfter } = answers.at(-1) ?? {};
    expect(Number(retryAfter)).toBeGreaterThan(0);
    expect(Number(retryAfter)).toBeLessThanOrEqual(60);
    expect(error.message).toContain("again in");

    expect((await record([opened()], await visitor())).status).toBe(200);
    const metrics = await (await fetch(`${origin}/api/metrics`)).text();
    expect(metrics).toMatch(/flywheel_telemetry_events_total\{outcome="limited"\} 2/);
  });

  it("[SV21] do not hold up a server with a write key", async () => {
    const simulatorKey = (await readFile(join(dataDir, "simulator-key"), "utf8")).trim();
    for (const shown of [key, simulatorKey]) {
      for (let batch = 0; batch < batchesPerMinute * 2; batch += 1) {
        expect((await record([ofSomebody()], { "x-flywheel-write-key": shown })).status).toBe(200);
      }
    }
  });
});

describe("a body of 50 MB", () => {
  const megabyte = 1024 * 1024;

  /** Sends as much as is taken; tells the answer, and what the process came to hold meanwhile. */
  async function flood(headers: Record<string, string | number>) {
    const chunk = Buffer.alloc(64 * 1024, "x");
    const heldBefore = held();
    let most = 0;
    let sent = 0;
    const status = await new Promise<number>((resolve, reject) => {
      const sending = request(`${origin}/api/trpc/telemetry.record`, { method: "POST", headers });
      sending.on("response", (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sending.on("error", reject);
      const more = () => {
        while (sent < 50 * megabyte && !sending.destroyed) {
          sent += chunk.length;
          most = Math.max(most, held() - heldBefore);
          if (!sending.write(chunk)) return void sending.once("drain", more);
        }
        sending.end();
      };
      more();
    });
    return { status, sent, most };
  }
  const held = () => process.memoryUsage().arrayBuffers;

  it.each([
    ["says its length", { "content-length": 50 * megabyte }],
    ["does not say it", { "transfer-encoding": "chunked" }],
  ])("[SV22] that %s is turned away without being held", async (_, length) => {
    const { cookie } = await visitor();
    const { status, sent, most } = await flood({ cookie, "content-type": "application/json", ...length });
    expect(status).toBe(413);
    expect(sent, "the rest is not even read").toBeLessThan(20 * megabyte);
    expect(most).toBeLessThan(10 * megabyte);
    expect((await fetch(`${origin}/api/health`)).status).toBe(200);
  });
});

// Last: the database does not come back.
describe("without its database", () => {
  it("[SV24] [SV25] intake goes on for whom it knows; who is not known, and whoever needs it, is told to come again", async () => {
    const ada = await visitor();
    expect((await record([opened()], ada)).status).toBe(200);
    const unknown = (await fetch(`${origin}/api/bootstrap.js`)).headers.getSetCookie()[0]?.split(";")[0] ?? "";
    await postgres.stop();

    expect(await record([opened()], ada)).toMatchObject({ status: 200, data: { accepted: 1 } });
    const stranger = await record([opened()], { cookie: unknown });
    const page = await fetch(`${origin}/api/trpc/account.me`, { headers: ada });
    const script = await fetch(`${origin}/api/bootstrap.js`, { headers: ada });
    expect([stranger.status, page.status, script.status]).toEqual([503, 503, 503]);
    expect([stranger.retryAfter, page.headers.get("retry-after"), script.headers.get("retry-after")]).toEqual([
      "5",
      "5",
      "5",
    ]);
    const said = JSON.stringify([stranger.error, await page.json(), await script.json()]);
    expect(said).toContain("does not answer just now");
    expect(said).not.toMatch(/127\.0\.0\.1|postgres/);
  });
});
