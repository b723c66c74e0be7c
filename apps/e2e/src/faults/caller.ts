import { type EventId, mint } from "@flywheel/vocabulary";

/** A browser as the server sees it: a cookie, and requests that carry it. */
export type Caller = {
  readonly cookie: string;
  ask(procedure: string, input?: unknown): Promise<Answer>;
  tell(procedure: string, input: unknown): Promise<Answer>;
};

export type Answer = { readonly status: number; readonly data: unknown; readonly message: string | null };

const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));
/** The bot list knows Node's own name. */
const userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/** A new visitor, or after a restart the same one by their cookie. */
export async function visit(origin: string, cookie?: string): Promise<Caller> {
  const headers = { "user-agent": userAgent, ...(cookie ? { cookie } : {}) };
  const bootstrap = await fetch(`${origin}/api/bootstrap.js`, { headers });
  const given = bootstrap.headers.getSetCookie()[0]?.split(";")[0];
  const own = { ...headers, cookie: given ?? cookie ?? "" };
  return {
    cookie: own.cookie,
    ask: async (procedure, input) => {
      const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return read(await fetch(`${origin}/api/trpc/${procedure}${query}`, { headers: own }));
    },
    tell: async (procedure, input) =>
      read(
        await fetch(`${origin}/api/trpc/${procedure}`, {
          method: "POST",
          headers: { ...own, "content-type": "application/json" },
          body: JSON.stringify(input),
        }),
      ),
  };
}

/** tRPC's envelope, as it is on the wire. */
async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const body: { result?: { data?: unknown }; error?: { message?: string } | string } = JSON.parse(text);
  const message = typeof body.error === "string" ? body.error : (body.error?.message ?? null);
  return { status: response.status, data: body.result?.data ?? null, message };
}

/** An event as a recorder sends it, of a session of its own. */
export function opened(atMs: number): { readonly id: EventId } & Readonly<Record<string, unknown>> {
  return {
    id: mint<EventId>("evt", randomBytes),
    name: "app.opened",
    app: "home",
    sessionId: mint("ses", randomBytes),
    atMs,
    seq: 0,
    fields: {},
  };
}
