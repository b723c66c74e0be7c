import { inspect } from "node:util";
import { memoryAdapter } from "better-auth/adapters/memory";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createStaffAuth, type StaffAuthParts } from "./auth.ts";

const origin = "http://127.0.0.1:3024";
const olive = { email: "Olive@example.com", name: "Olive" };
const victor = { email: "victor@example.com", name: "Victor", role: "viewer" } as const;

type Rows = { user: Record<string, unknown>[]; session: object[]; account: object[]; verification: object[] };

function open(given: Partial<StaffAuthParts> = {}) {
  const rows: Rows = { user: [], session: [], account: [], verification: [] };
  const auth = createStaffAuth({
    database: memoryAdapter(rows),
    secret: "an example secret of at least 32 characters",
    origin,
    trustedOrigins: [origin],
    ...given,
  });
  /** Every call comes from an address of its own, unless told: the rate limit has a test of its own. */
  const ask = (path: string, init: RequestInit = {}, address?: string) => {
    addresses += 1;
    const url = path.startsWith("http") ? path : `${origin}/api/auth${path}`;
    return auth.handler(new Request(url, init), address ?? `2001:db8:${addresses.toString(16)}::1`);
  };
  const follow = async (link: string) => signedInBy(await ask(link, { redirect: "manual" }));
  const postJson = (path: string, body: unknown, headers: Headers | Record<string, string> = {}) => {
    const all = new Headers(headers);
    all.set("content-type", "application/json");
    all.set("origin", origin);
    return ask(path, { method: "POST", headers: all, body: JSON.stringify(body) });
  };
  return { auth, rows, ask, follow, postJson };
}
let addresses = 0;

/** What a browser would send next. */
function signedInBy(response: Response): Headers {
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  return new Headers(cookies.length > 0 ? { cookie: cookies.join("; ") } : {});
}

afterEach(() => void vi.useRealTimers());

describe("links", () => {
  it("[AC40] sign somebody in once: the same link does nothing the second time", async () => {
    const { auth, ask } = open();
    const { link } = await auth.ensureOwner(olive);
    const first = await ask(link);
    expect(first.status).toBe(302);
    expect(first.headers.get("location")).toBe(`${origin}/admin/`);
    expect(await auth.whoIs(signedInBy(first))).toMatchObject({
      email: "olive@example.com",
      name: "Olive",
      role: "owner",
    });

    const second = await ask(link);
    expect(second.headers.get("location")).toBe(`${origin}/admin/?error=INVALID_TOKEN`);
    expect(await auth.whoIs(signedInBy(second))).toBeNull();
  });

  it("[AC40] sign somebody in once, also when two open it at the same time", async () => {
    const { auth, follow } = open();
    const { link } = await auth.ensureOwner(olive);
    const people = await Promise.all(
      [follow(link), follow(link), follow(link)].map(async (it) => auth.whoIs(await it)),
    );
    expect(people.filter((person) => person !== null)).toHaveLength(1);
  });

  it("[AC41] live for 15 minutes", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 1_700_000_000_000 });
    const { auth, follow } = open();
    const [early, late] = [await auth.ensureOwner(olive), await auth.ensureOwner(olive)];
    vi.setSystemTime(1_700_000_000_000 + 15 * 60_000 - 1_000);
    expect(await auth.whoIs(await follow(early.link))).not.toBeNull();
    vi.setSystemTime(1_700_000_000_000 + 15 * 60_000 + 1_000);
    expect(await auth.whoIs(await follow(late.link))).toBeNull();
  });

  it("[AC42] are not in the store in a form that could be opened", async () => {
    const { auth, rows } = open();
    const token = new URL((await auth.ensureOwner(olive)).link).searchParams.get("token") ?? "";
    expect(token.length).toBeGreaterThanOrEqual(32);
    expect(rows.verification).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("[AC43] are made only for people who are here", async () => {
    const { auth } = open();
    await auth.ensureOwner(olive);
    expect(await auth.link("olive@EXAMPLE.com")).not.toBeNull();
    expect(await auth.link("stranger@example.com")).toBeNull();
  });

  it("[AC43] cannot be asked for on the page unless somebody brings them", async () => {
    const { auth, postJson, rows } = open();
    await auth.ensureOwner(olive);
    expect((await postJson("/sign-in/magic-link", { email: olive.email })).status).toBe(404);
    expect(rows.verification).toHaveLength(1);
  });

  it("[AC43] are brought to people who ask, and the answer does not tell who is here", async () => {
    const sent: { to: string; link: string }[] = [];
    const { auth, postJson, follow } = open({
      sendLink: async ({ email }, link) => void sent.push({ to: email, link }),
    });
    await auth.ensureOwner(olive);
    const ask = async (email: string) => {
      const response = await postJson("/sign-in/magic-link", { email, callbackURL: "/admin/" });
      return { status: response.status, body: await response.json() };
    };
    expect(await ask("stranger@example.com")).toEqual(await ask("olive@example.com"));
    expect(sent.map(({ to }) => to)).toEqual(["olive@example.com"]);
    expect(await auth.whoIs(await follow(sent[0]?.link ?? ""))).toMatchObject({ role: "owner" });
  });
});

describe("the door", () => {
  it("[AC44] knows nobody without a session of ours", async () => {
    const { auth, follow } = open();
    const headers = await follow((await auth.ensureOwner(olive)).link);
    expect(await auth.whoIs(new Headers())).toBeNull();
    expect(await auth.whoIs(new Headers({ cookie: "flywheel-staff.session_token=made.up" }))).toBeNull();
    const forged = (headers.get("cookie") ?? "").replace(/.(?=;|$)/, (last) => (last === "A" ? "B" : "A"));
    expect(await auth.whoIs(new Headers({ cookie: forged }))).toBeNull();
    expect(await auth.whoIs(headers)).not.toBeNull();
  });

  it("[AC45] refuses to sign anybody up", async () => {
    const { auth, postJson, rows } = open();
    await auth.ensureOwner(olive);
    const response = await postJson("/sign-up/email", {
      email: "stranger@example.com",
      name: "Stranger",
      password: "correct horse battery",
      role: "owner",
    });
    expect(response.status).toBe(404);
    expect(rows.user).toHaveLength(1);
  });

  it("[AC46] lets nobody choose their own role", async () => {
    const { auth, follow, postJson, rows } = open();
    await auth.ensureOwner(olive);
    const headers = await follow((await auth.invite(victor)).link);
    const refused = await postJson("/update-user", { role: "owner" }, headers);
    expect(refused.status).toBe(400);
    await postJson("/update-user", { name: "Vic", role: "owner" }, headers);
    expect((await auth.whoIs(headers))?.role).toBe("viewer");
    expect(rows.user.map(({ role }) => role)).toEqual(["owner", "viewer"]);
  });

  it("[AC47] refuses an answer to a form of another site", async () => {
    const { auth, follow, ask } = open();
    const headers = await follow((await auth.ensureOwner(olive)).link);
    headers.set("origin", "https://elsewhere.example");
    headers.set("content-type", "application/json");
    expect((await ask("/sign-out", { method: "POST", headers, body: "{}" })).status).toBe(403);
    expect(await auth.whoIs(headers)).not.toBeNull();
  });

  it("[AC48] slows down whoever tries passwords, by the address the server knows and not by what a browser claims", async () => {
    const { auth } = open();
    const attempt = (address: string | undefined, claimed: string) => {
      const headers = {
        "content-type": "application/json",
        origin,
        "x-forwarded-for": claimed,
        "x-flywheel-address": claimed,
      };
      const body = JSON.stringify({ email: "olive@example.com", password: "a wrong password" });
      return auth.handler(new Request(`${origin}/api/auth/sign-in/email`, { method: "POST", headers, body }), address);
    };
    const statuses: number[] = [];
    for (let turn = 1; turn <= 5; turn += 1) statuses.push((await attempt("192.0.2.7", `198.51.100.${turn}`)).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    expect((await attempt("192.0.2.8", "192.0.2.7")).status).toBe(401);

    const unknown: number[] = [];
    for (let turn = 1; turn <= 5; turn += 1) unknown.push((await attempt(undefined, `198.51.100.${turn}`)).status);
    expect(unknown.slice(3)).toEqual([429, 429]);
  });

  it.each([
    ["https://flywheel.example", true],
    ["http://127.0.0.1:3024", false],
  ])("[AC49] at %s sets cookies that are secure: %s, and never readable by a page", async (at, secure) => {
    const { auth, ask } = open({ origin: at, trustedOrigins: [at] });
    const { link } = await auth.ensureOwner(olive);
    expect(link.startsWith(`${at}/api/auth/magic-link/verify?token=`)).toBe(true);
    const [cookie = ""] = (await ask(link)).headers.getSetCookie();
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Lax");
    expect(cookie.includes("Secure")).toBe(secure);
  });

  it("[AC50] keeps no address and writes no log", async () => {
    const written: unknown[] = [];
    for (const method of ["log", "info", "warn", "error", "debug"] as const) {
      vi.spyOn(console, method).mockImplementation((...line) => void written.push(line));
    }
    const { auth, ask, postJson, rows } = open();
    const { link } = await auth.ensureOwner(olive);
    await ask(link, {}, "203.0.113.77");
    await ask(link, {}, "203.0.113.77");
    await postJson("/sign-in/email", { email: "stranger@example.com", password: "a wrong password" });
    vi.restoreAllMocks();
    expect(rows.session).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain("203.0.113.77");
    expect(written).toEqual([]);
  });

  it("[AC50] tells of a broken store by the name of its error only", async () => {
    const { auth, ask, rows } = open();
    const { link } = await auth.ensureOwner(olive);
    for (const table of ["user", "verification"] as const) {
      Object.defineProperty(rows, table, {
        get: () => {
          throw new RangeError("olive@example.com could not be read");
        },
      });
    }
    for (const broken of [() => ask(link), () => auth.link(olive.email), () => auth.people()]) {
      const error: unknown = await broken().catch((cause: unknown) => cause);
      expect(error).toMatchObject({ name: "SignInBrokenError", facts: { because: "RangeError" } });
      expect(inspect(error, { depth: 9 })).not.toContain("olive");
    }
  });
});

describe("passwords", () => {
  it("[AC51] are set once by whoever is signed in, and sign them in from then on", async () => {
    const { auth, follow, postJson } = open();
    const headers = await follow((await auth.ensureOwner(olive)).link);
    expect(await auth.setPassword(new Headers(), "correct horse battery")).toEqual({
      outcome: "refused",
      code: "signed-out",
    });
    expect(await auth.setPassword(headers, "too short")).toEqual({ outcome: "refused", code: "too-short" });
    expect(await auth.setPassword(headers, "x".repeat(129))).toEqual({ outcome: "refused", code: "too-long" });
    expect(await auth.setPassword(headers, "correct horse battery")).toEqual({ outcome: "changed" });
    expect(await auth.setPassword(headers, "another long password")).toEqual({
      outcome: "refused",
      code: "already-set",
    });

    const signIn = (password: string) => postJson("/sign-in/email", { email: "olive@example.com", password });
    expect((await signIn("another long password")).status).toBe(401);
    const signedIn = await signIn("correct horse battery");
    expect(signedIn.status).toBe(200);
    expect(await auth.whoIs(signedInBy(signedIn))).toMatchObject({ name: "Olive", role: "owner" });
  });
});

describe("people", () => {
  it("[AC52] come in with the role they were invited to, and keep it when they are invited again", async () => {
    const { auth, follow } = open();
    await auth.ensureOwner(olive);
    const first = await auth.invite({ email: "eve@example.com", name: "Eve", role: "editor" });
    const again = await auth.invite({ email: " EVE@example.com", name: "Somebody", role: "owner" });
    expect(again.link).not.toBe(first.link);
    expect(await auth.whoIs(await follow(again.link))).toMatchObject({ name: "Eve", role: "editor" });
    expect((await auth.people()).map(({ name, role }) => [name, role])).toEqual([
      ["Olive", "owner"],
      ["Eve", "editor"],
    ]);
  });

  it("[AC53] become owners by the command, new or not", async () => {
    const { auth, follow } = open();
    await auth.invite(victor);
    const { link } = await auth.ensureOwner({ email: victor.email, name: "Ignored" });
    expect(await auth.whoIs(await follow(link))).toMatchObject({ name: "Victor", role: "owner" });
    expect(await auth.people()).toHaveLength(1);
  });

  it("[AC54] feel a change of role at their next request, and removal too", async () => {
    const { auth, follow, rows } = open();
    await auth.ensureOwner(olive);
    const invited = await auth.invite(victor);
    const headers = await follow(invited.link);
    const pending = await auth.link(victor.email);
    const { id } = (await auth.whoIs(headers)) ?? { id: "" };
    expect(await auth.setRole(id, "editor")).toEqual({ outcome: "changed" });
    expect((await auth.whoIs(headers))?.role).toBe("editor");

    await auth.setPassword(headers, "correct horse battery");
    expect(await auth.remove(id)).toEqual({ outcome: "changed" });
    expect(await auth.whoIs(headers)).toBeNull();
    expect(await auth.whoIs(await follow(pending?.link ?? ""))).toBeNull();
    expect(rows).toMatchObject({ session: [], account: [] });
    expect(await auth.remove(id)).toEqual({ outcome: "refused", code: "unknown" });
    expect(await auth.setRole(id, "viewer")).toEqual({ outcome: "refused", code: "unknown" });
  });

  it("[AC55] always include an owner: the last one can be neither removed nor made less", async () => {
    const { auth } = open();
    await auth.ensureOwner(olive);
    await auth.invite(victor);
    const [owner] = await auth.people();
    const id = owner?.id ?? "";
    expect(await auth.remove(id)).toEqual({ outcome: "refused", code: "last-owner" });
    expect(await auth.setRole(id, "editor")).toEqual({ outcome: "refused", code: "last-owner" });
    expect(await auth.setRole(id, "owner")).toEqual({ outcome: "changed" });
    expect((await auth.people()).map(({ role }) => role)).toEqual(["owner", "viewer"]);
  });

  it("[AC55] always include an owner, also when two owners step down or remove each other at once", async () => {
    const { auth } = open();
    await auth.ensureOwner(olive);
    await auth.ensureOwner({ email: victor.email, name: "Victor" });
    const [first, second] = (await auth.people()).map(({ id }) => id) as [string, string];
    await Promise.all([auth.setRole(first, "viewer"), auth.remove(second)]);
    expect((await auth.people()).filter(({ role }) => role === "owner")).not.toHaveLength(0);
  });

  it("[AC56] whose role we do not know are a broken world, told without their address", async () => {
    const { auth, rows } = open();
    await auth.ensureOwner(olive);
    Object.assign(rows.user[0] ?? {}, { role: "emperor" });
    await expect(auth.people()).rejects.toThrow("see role");
    await expect(auth.people()).rejects.not.toThrow("olive");
  });
});
