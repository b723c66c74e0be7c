import type { FieldsOf } from "@flywheel/vocabulary";
import type { RecorderPage } from "./page.ts";

export type Entry = Pick<FieldsOf<"session.started">, "entry" | "campaign" | "shareId">;

const searchEngines = /(^|\.)(google|bing|duckduckgo|yahoo|yandex|baidu|ecosia|startpage|qwant|brave|kagi)\.[a-z.]+$/;

/** By which door a visitor came. The address and the referrer stay here; only what the catalogue names goes on. */
export function entryOf({ location, document }: RecorderPage): Entry {
  const url = new URL(location.href);
  const shareId = url.searchParams.get("share");
  if (shareId !== null && /^shr_[a-z0-9]{20}$/.test(shareId)) return { entry: "share", shareId };

  const campaign = url.searchParams.get("utm_campaign");
  if (campaign !== null) return isSlug(campaign) ? { entry: "campaign", campaign } : { entry: "campaign" };

  const referrer = hostOf(document.referrer);
  if (referrer === null || referrer === url.hostname) return { entry: "direct" };
  return { entry: searchEngines.test(referrer) ? "search" : "site" };
}

const isSlug = (text: string): boolean => text.length <= 64 && /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(text);

function hostOf(address: string): string | null {
  try {
    return new URL(address).hostname;
  } catch {
    return null;
  }
}
