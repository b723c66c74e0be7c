import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestPostgres } from "@flywheel/store/testing";
import { type EventId, mint, type SessionId, type VisitorId } from "@flywheel/vocabulary";
import { afterAll, describe, expect, it } from "vitest";
import { configure } from "./environment.ts";
import { signDealt } from "./http/dealt-cookie.ts";
import { openProduct } from "./product.ts";
import { randomBytes } from "./random.ts";

const postgres = await startTestPostgres();
const engines = [
  { engine: "pglite", settings: {} },
  { engine: "postgres", settings: { DATABASE_URL: postgres.databaseUrl } },
];
const running = await Promise.all(engines.map(open));
afterAll(async () => {
  await Promise.all(running.map(({ close }) => close()));
  await postgres.stop();
});

async function open({ engine, settings }: (typeof engines)[number]) {
  const dataDir = await mkdtemp(join(tmpdir(), "flywheel-server-"));
  const product = await openProduct(
    configure({
      ...settings,
      FLYWHEEL_MODE: "development",
      PORT: "0",
      FLYWHEEL_DATA_DIR: dataDir,
      FLYWHEEL_PUBLIC_ORIGIN: "http://127.0.0.1:3024",
    }),
  );
  const close = async () => {
    await product.close();
    await rm(dataDir, { recursive: true });
  };
  return { engine, dataDir, product, close };
}

describe.each(running)("the product on $engine", ({ engine, dataDir, product }) => {
  const origin = `http://127.0.0.1:${product.port}`;
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(origin + path, { headers, redirect: "manual" });
  const record = async (events: readonly unknown[], headers: Record<string, string>) => {
    const body = JSON.stringify({ sentAtMs: Date.now(), lost: 0, events });
    const response = await fetch(`${origin}/api/trpc/telemetry.record`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
    return { status: response.status, answer: await response.json() };
  };
  const bootstrapOf = async (response: Response) =>
    JSON.parse((await response.text()).replace(/^window\.__flywheel=Object\.freeze\((.*)\);$/s, "$1"));
  const cookieOf = (response: Response) => response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const opened = (visitorId?: VisitorId) => ({
    id: mint<EventId>("evt", randomBytes),
    name: "app.opened",
    app: "image-studio",
    sessionId: mint<SessionId>("ses", randomBytes),
    atMs: Date.now(),
    seq: 1,
    ...(visitorId ? { visitorId } : {}),
    fields: {},
  });

  describe("the bootstrap", () => {
    it("[SV6] mints a visitor whose cookie proves them on the next visit", async () => {
      const first = await get("/api/bootstrap.js");
      const cookie = first.headers.getSetCookie()[0] ?? "";
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Lax/);
      const told = await bootstrapOf(first);
      expect(told).toMatchObject({
        visitorId: expect.stringMatching(/^vis_/),
        consent: "unknown",
        spendableCredits: 300,
      });

      const second = await get("/api/bootstrap.js", { cookie: cookieOf(first) });
      expect(second.headers.getSetCookie()).toEqual([]);
      expect((await bootstrapOf(second)).visitorId).toBe(told.visitorId);
    });

    it("[SV6] a forged cookie proves nobody", async () => {
      const first = await get("/api/bootstrap.js");
      const { visitorId } = await bootstrapOf(first);
      const forged = cookieOf(first).replace(/.$/, (last) => (last === "A" ? "B" : "A"));
      expect((await bootstrapOf(await get("/api/bootstrap.js", { cookie: forged }))).visitorId).not.toBe(visitorId);
      expect((await get("/api/trpc/account.me", { cookie: forged })).status).toBe(401);
    });

    it("[SV6] is not for other sites, which could read who their reader is here", async () => {
      expect((await get("/api/bootstrap.js", { "sec-fetch-site": "cross-site" })).status).toBe(403);
    });

    it("[SV80] deals what its app may show, and has the browser keep it, signed and with news only", async () => {
      const page = (cookies: readonly string[] = []) =>
        get("/api/bootstrap.js?app=image-studio", cookies.length > 0 ? { cookie: cookies.join("; ") } : {});
      const first = await page();
      const [visitor = "", kept = ""] = first.headers.getSetCookie();
      expect(kept).toMatch(/^flywheel_dealt=v1~studio-prompt-panel__1!\w+~[\w-]{43}; .*HttpOnly; SameSite=Lax$/);
      const told = await bootstrapOf(first);
      expect(told.attributes).toEqual({ app: "image-studio", device: "unknown", tenure: "new", payer: false });
      expect(kept).toContain(`studio-prompt-panel__1!${told.sticky["studio-prompt-panel__1"]}~`);

      const cookies = [visitor, kept].map((line) => line.split(";")[0] ?? "");
      const second = await page(cookies);
      expect(second.headers.getSetCookie()).toEqual([]);
      expect((await bootstrapOf(second)).sticky).toEqual(told.sticky);
      const elsewhere = await get("/api/bootstrap.js?app=chat", { cookie: cookies.join("; ") });
      expect((await bootstrapOf(elsewhere)).sticky).toEqual({
        ...told.sticky,
        "chat-beginning__1": expect.any(String),
      });
      const anybody = await bootstrapOf(await get("/api/bootstrap.js?app=chat"));
      expect(Object.keys(anybody.sticky)).toEqual(["chat-beginning__1"]);
      expect((await bootstrapOf(await get("/api/bootstrap.js?app=home"))).sticky).toEqual({});
    });

    it("[SV80] believes what it signed, for that visitor only", async () => {
      const first = await get("/api/bootstrap.js?app=image-studio");
      const { visitorId, sticky } = await bootstrapOf(first);
      const variant = sticky["studio-prompt-panel__1"] === "below" ? "beside" : "below";
      const other = { "studio-prompt-panel__1": variant };
      const secret = (await readFile(join(dataDir, "secret"), "utf8")).trim();
      const stickyWith = async (id: VisitorId) => {
        const cookie = `${cookieOf(first)}; flywheel_dealt=${signDealt(id, other, secret)}`;
        return (await bootstrapOf(await get("/api/bootstrap.js?app=image-studio", { cookie }))).sticky;
      };
      expect(await stickyWith(visitorId)).toEqual(other);
      expect(await stickyWith(mint<VisitorId>("vis", randomBytes))).toEqual(sticky);
    });

    it("[SV82] erasing a visitor forgets what they were dealt", async () => {
      const first = await get("/api/bootstrap.js?app=image-studio");
      const cookie = first.headers
        .getSetCookie()
        .map((line) => line.split(";")[0])
        .join("; ");
      const erased = await fetch(`${origin}/api/trpc/account.erase`, {
        method: "POST",
        headers: { cookie, "content-type": "application/json" },
      });
      expect(erased.status).toBe(200);
      const gone = erased.headers.getSetCookie().filter((line) => line.includes("Max-Age=0"));
      expect(gone.map((line) => line.split("=")[0]).toSorted()).toEqual(["flywheel_dealt", "flywheel_visitor"]);
    });

    it("[SV6] carries the payload of experiments and no result", async () => {
      const { features } = await bootstrapOf(await get("/api/bootstrap.js"));
      expect(JSON.stringify(features)).toContain("studio-prompt-panel");
      expect(features).toEqual((await (await get("/api/features/any")).json()).features);
    });
  });

  describe("bad requests", () => {
    it("[SV8] an unknown path, an unknown procedure and wrong types get a clear no", async () => {
      expect((await get("/api/nothing")).status).toBe(404);
      expect(await (await get("/api/nothing")).json()).toEqual({
        error: expect.stringContaining("nothing at this path"),
      });
      expect((await get("/api/trpc/no.such")).status).toBe(404);
      const cookie = cookieOf(await get("/api/bootstrap.js"));
      const wrong = await get(`/api/trpc/chat.conversation?input=${encodeURIComponent('{"id":"mine"}')}`, { cookie });
      expect(wrong.status).toBe(400);
    });

    it("[SV3] another site cannot make a browser change something", async () => {
      const cookie = cookieOf(await get("/api/bootstrap.js"));
      const { status } = await record([opened()], { cookie, "sec-fetch-site": "cross-site" });
      expect(status).toBe(403);
    });
  });

  describe("telemetry", () => {
    it("a batch keeps its good events beside a malformed and an unknown one, and a resend counts once", async () => {
      const cookie = cookieOf(await get("/api/bootstrap.js"));
      await fetch(`${origin}/api/trpc/account.setConsent`, {
        method: "POST",
        headers: { cookie, "content-type": "application/json" },
        body: '{"analytics":"granted"}',
      });
      const good = opened();
      const batch = [
        good,
        { ...opened(), name: "no.such" },
        "nonsense",
        { ...opened(), fields: { prompt: "my secret" } },
      ];
      const { answer } = await record(batch, {
        cookie,
        "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0",
      });
      expect(answer.result.data).toMatchObject({ accepted: 1, repeated: 0 });
      expect(
        answer.result.data.refused.map(({ index, reason }: { index: number; reason: string }) => [index, reason]),
      ).toEqual([
        [1, "unknown-event"],
        [2, "malformed"],
        [3, "unknown-field"],
      ]);
      expect(JSON.stringify(answer)).not.toContain("secret");
      expect((await record([good], { cookie })).answer.result.data).toMatchObject({ accepted: 0, repeated: 1 });
    });

    it("[SV9] a write key speaks for many visitors, a wrong one for nobody", async () => {
      const key = (await readFile(join(dataDir, "simulator-key"), "utf8")).trim();
      const two = [1, 2].map(() => opened(mint<VisitorId>("vis", randomBytes)));
      expect((await record(two, { "x-flywheel-write-key": key })).answer.result.data).toMatchObject({ accepted: 2 });
      expect((await record(two, { "x-flywheel-write-key": `${key}x` })).status).toBe(401);
      expect((await get("/api/trpc/account.me", { "x-flywheel-write-key": key })).status).toBe(401);
    });
  });

  describe("people", () => {
    it("a one-time link signs the local owner in, once", async () => {
      const link = (await readFile(join(dataDir, "sign-in-link"), "utf8")).trim();
      expect((await stat(join(dataDir, "sign-in-link"))).mode & 0o777).toBe(0o600);
      const path = link.replace(/^https?:\/\/[^/]+/, "");
      const signedIn = await get(path);
      expect(signedIn.status).toBe(302);
      const cookie = signedIn.headers
        .getSetCookie()
        .map((line) => line.split(";")[0])
        .join("; ");
      const me = await (await get("/api/trpc/people.me", { cookie })).json();
      expect(me.result.data).toMatchObject({ role: "owner" });

      const again = await get(path);
      expect(again.headers.get("location")).toContain("error=");
      expect((await get("/api/trpc/people.me")).status).toBe(401);
    });
  });

  it("health tells of every part, and metrics are Prometheus text", async () => {
    expect(await (await get("/api/health")).json()).toMatchObject({
      ok: true,
      store: { engine, ok: true },
      network: { ok: true },
    });
    const metrics = await (await get("/api/metrics")).text();
    expect(metrics).toMatch(/flywheel_network_active_nodes \d+/);
    expect(metrics).toContain('route="/api/health"');
    expect(metrics).toContain("flywheel_feature_streams 0");
  });

  // Last: the server ends the connection on which it refused a body, and fetch might use it again.
  it("[SV8] a body that is too large is refused before it is read", async () => {
    const body = "x".repeat(2 * 1024 * 1024);
    const response = await fetch(`${origin}/api/chat`, { method: "POST", body });
    expect(response.status).toBe(413);
  });
});
