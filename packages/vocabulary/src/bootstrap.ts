import type { AppId } from "./apps.ts";
import type { Consent } from "./consent.ts";
import type { DeviceClass } from "./event.ts";

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
  /** What targeting may look at. As the server saw it: a page that looked for itself could disagree. */
  readonly attributes: {
    readonly app: AppId;
    readonly device: DeviceClass;
    /** New: first met less than a day ago, or not yet. */
    readonly tenure: "new" | "returning";
    /** Has bought credits at least once. */
    readonly payer: boolean;
  };
  /** Which variants the visitor was dealt, by experiment and phase; they stay in them although they no longer match. */
  readonly sticky: Readonly<Record<string, string>>;
  /** Credits that can be spent now, an unclaimed allowance included. */
  readonly spendableCredits: number;
  readonly serverMs: number;
};
