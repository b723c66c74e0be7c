import { type EventId, mint, type SessionId } from "@flywheel/vocabulary";
import { z } from "zod";
import { now } from "../clock.ts";
import { randomBytes } from "../random.ts";

/** A visitor as the built server sees one: a cookie, and calls over HTTP. */
export type Guest = {
  readonly visitorId: string;
  /** The events that the server acknowledged to this guest, newest last. */
  readonly acknowledged: readonly EventId[];
  query<T>(path: string, answer: z.ZodType<T>): Promise<T>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  get(path: string): Promise<Response>;
  /** Sends one event; true once the server has said that it has it. */
  record(id?: EventId): Promise<{ readonly accepted: number; readonly repeated: number }>;
  /** The same visitor at another address, such as the server after its restart. */
  at(origin: string): Guest;
};

export async function meetGuest(origin: string): Promise<Guest> {
  const response = await fetch(`${origin}/api/bootstrap.js`);
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const visitorId = /vis_[a-z0-9]{20}/.exec(await response.text())?.[0] ?? "";
  const guest = guestAt(origin, { cookie, visitorId, acknowledged: [] });
  await guest.post("/api/trpc/account.setConsent", { analytics: "granted" });
  return guest;
}

const Answer = z.object({ result: z.object({ data: z.unknown() }) });
const Counts = z.object({ accepted: z.number(), repeated: z.number() });

type Known = { readonly cookie: string; readonly visitorId: string; readonly acknowledged: EventId[] };

function guestAt(origin: string, known: Known): Guest {
  const { cookie, visitorId, acknowledged } = known;
  const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    fetch(origin + path, {
      method: "POST",
      headers: {
        cookie,
        "content-type": "application/json",
        "user-agent": "Mozilla/5.0 (X11) Firefox/140.0",
        ...headers,
      },
      body: JSON.stringify(body),
    });
  return {
    visitorId,
    acknowledged,
    post,
    get: (path) => fetch(origin + path, { headers: { cookie } }),
    async query(path, answer) {
      const response = await fetch(`${origin}/api/trpc/${path}`, { headers: { cookie } });
      return answer.parse(Answer.parse(await response.json()).result.data);
    },
    async record(id = mint<EventId>("evt", randomBytes)) {
      const sessionId = mint<SessionId>("ses", randomBytes);
      const event = { id, name: "app.opened", app: "chat", sessionId, atMs: now(), seq: 0, fields: {} };
      const response = await post("/api/trpc/telemetry.record", { sentAtMs: now(), lost: 0, events: [event] });
      if (!response.ok) return { accepted: 0, repeated: 0 };
      const { accepted, repeated } = Counts.parse(Answer.parse(await response.json()).result.data);
      if (accepted > 0) acknowledged.push(id);
      return { accepted, repeated };
    },
    at: (elsewhere) => guestAt(elsewhere, known),
  };
}
