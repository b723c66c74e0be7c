import type { FieldsOf } from "@flywheel/vocabulary";

/** From where somebody came to a proof: a badge in one of our apps, a shared link, or an address that was passed on. */
export function placeOf(
  { origin, search }: Pick<Location, "origin" | "search">,
  referrer: string,
): FieldsOf<"proof.opened">["place"] {
  if (new URLSearchParams(search).has("share")) return "share";
  return referrer === origin || referrer.startsWith(`${origin}/`) ? "app" : "copy";
}
