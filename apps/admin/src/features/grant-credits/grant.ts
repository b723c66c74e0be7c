export type GrantForm = { readonly visitorId: string; readonly credits: string | number; readonly campaign: string };
export type Grant = { readonly visitorId: string; readonly credits: number; readonly campaign: string };
export type ReadGrant =
  | { readonly outcome: "ready"; readonly grant: Grant }
  | { readonly outcome: "refused"; readonly errors: Partial<Record<keyof GrantForm, string>> };

const largestGrant = 1_000_000;

/** What was typed, as a grant, or what to mend in each field. The server looks again. */
export function readGrant(form: GrantForm): ReadGrant {
  const grant = { visitorId: form.visitorId.trim(), credits: Number(form.credits), campaign: form.campaign.trim() };
  const errors = {
    ...(/^vis_[a-z0-9]{20}$/.test(grant.visitorId)
      ? {}
      : { visitorId: "A visitor's id is vis_ and 20 small letters and digits." }),
    ...(form.credits !== "" && Number.isInteger(grant.credits) && grant.credits >= 1 && grant.credits <= largestGrant
      ? {}
      : { credits: "A whole number from 1 to 1,000,000." }),
    ...(grant.campaign.length <= 64 && /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(grant.campaign)
      ? {}
      : { campaign: "Small letters and digits, joined by - or ., 64 at most." }),
  };
  return Object.keys(errors).length === 0 ? { outcome: "ready", grant } : { outcome: "refused", errors };
}
