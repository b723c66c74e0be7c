import type { Consent } from "./consent.ts";

/**
 * What a page is told before its app starts, by one blocking script (`/api/bootstrap.js`) that sets
 * `window.__flywheel`. Types only: it costs a page nothing.
 */
export type Bootstrap = {
  readonly visitorId: string;
  readonly consent: Consent;
  /** The browser sends Do Not Track or Global Privacy Control: analytics stay off whatever was said. */
  readonly privacySignal: boolean;
  /** The features payload in GrowthBook's format; only definitions, never results. */
  readonly features: Readonly<Record<string, unknown>>;
  /** Credits that can be spent now, an unclaimed allowance included. */
  readonly spendableCredits: number;
  readonly serverMs: number;
};
