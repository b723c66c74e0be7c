import { type EventId, mint, type SessionId } from "@flywheel/vocabulary";
import { expect, type Page } from "@playwright/test";

const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));

/** An event as a recorder would send it, with whatever is wrong with it. */
export const eventOf = (name: string, fields: Readonly<Record<string, unknown>>, more = {}) => ({
  id: mint<EventId>("evt", randomBytes),
  name,
  app: "home",
  sessionId: mint<SessionId>("ses", randomBytes),
  atMs: Date.now(),
  seq: 0,
  fields,
  ...more,
});

/** Brings events from the open page, whose visitor has agreed, or with headers of another sender. */
export async function bring(page: Page, events: readonly unknown[], headers: Readonly<Record<string, string>> = {}) {
  const data = { sentAtMs: Date.now(), lost: 0, events };
  const response = await page.request.post("/api/trpc/telemetry.record", { data, headers });
  expect(response.status()).toBe(200);
}
