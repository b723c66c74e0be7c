import type { AppId, DeviceClass, VisitorId } from "@flywheel/vocabulary";
import bowser from "bowser";
import { isbot } from "isbot";

/** Who brings a batch, as the server has established it: by a signed cookie, or by a write key. */
export type Sender =
  | {
      readonly kind: "browser";
      readonly visitorId: VisitorId;
      /** The visitor agreed to analytics, and the browser sends no privacy signal. */
      readonly consented: boolean;
      readonly userAgent: string;
      /** A keyed hash of the range that the address lies in: only limits look at it, and nothing keeps it. */
      readonly range: string;
    }
  | {
      readonly kind: "server";
      /** The only app that the write key may speak for; null: any. */
      readonly app: AppId | null;
      readonly simulated: boolean;
    };

/** The header in which a server shows its write key; it takes the place of a visitor's cookie. */
export const writeKeyHeader = "x-flywheel-write-key";

export type Surroundings = { readonly device: DeviceClass; readonly browser: string; readonly bot: boolean };

/** A user agent reduced to a device class and a family of browsers: too coarse to recognise anybody by. */
export function surroundingsOf(sender: Sender): Surroundings {
  if (sender.kind === "server") return { device: "server", browser: "none", bot: false };
  return readUserAgent(sender.userAgent);
}

/** What was read lately, because millions of requests share a few hundred user agents and reading one takes long. */
const readLately = new Map<string, Surroundings>();
const mostRead = 1_000;

export function readUserAgent(userAgent: string): Surroundings {
  const known = readLately.get(userAgent);
  if (known) return known;
  const surroundings = reduce(userAgent);
  if (readLately.size >= mostRead) readLately.clear();
  readLately.set(userAgent, surroundings);
  return surroundings;
}

function reduce(userAgent: string): Surroundings {
  if (userAgent === "") return { device: "unknown", browser: "other", bot: false };
  const { platform, browser } = bowser.parse(userAgent.slice(0, 1_024));
  return {
    device: deviceOf[platform.type ?? ""] ?? "unknown",
    // The parser makes up a family from what an unknown agent calls itself; only names from this list are kept.
    browser: families.find((family) => family === browser.name) ?? "other",
    bot: isbot(userAgent),
  };
}

const deviceOf: Readonly<Record<string, DeviceClass>> = { desktop: "desktop", mobile: "phone", tablet: "tablet" };

const families = [
  "Chrome",
  "Chromium",
  "Firefox",
  "Internet Explorer",
  "Microsoft Edge",
  "Opera",
  "Safari",
  "Samsung Internet for Android",
  "Vivaldi",
  "Android Browser",
] as const;
