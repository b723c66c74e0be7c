import type { Catalogue, EventFilter, EventName } from "@flywheel/vocabulary";

/** What visitors did, after "visitors who" or "how often visitors"; with the values that the event's fields must have. */
export function sayDeed({ name, where = {} }: EventFilter): string {
  const fields = Object.entries(where).map(([field, value]) => `${field} is ${value}`);
  const known = oftenAsked[`${name}: ${fields.join(", ")}`];
  if (known) return known;
  const deed = isVisitors(name) ? deeds[name] : `had “${name}” happen`;
  return fields.length > 0 ? `${deed} (${fields.join(", ")})` : deed;
}

/** Values of fields that metrics of the vocabulary ask for, in plain words. */
const oftenAsked: Readonly<Record<string, string>> = {
  "payment.settled: funding is purchased": "paid for a request with purchased credits",
  "trust.rated: rating is trusted": "said that they trust the network",
};

const isVisitors = (name: EventName): name is keyof typeof deeds => Object.hasOwn(deeds, name);

type OfVisitors = {
  [Name in EventName]: Catalogue[Name]["writer"] extends "network" ? never : Name;
}[EventName];

/** A record, so that a new event of visitors fails to compile here. What the network does has no visitor. */
const deeds = {
  "session.started": "began a session",
  "app.opened": "opened an app",
  "surface.viewed": "saw a page or panel",
  "feature.used": "used a feature beyond asking",
  "app.failed": "saw a page break",
  "consent.changed": "said yes or no to analytics",
  "prompt.started": "began to write a prompt",
  "prompt.submitted": "sent a prompt",
  "model.picked": "chose another model than the one preselected",
  "models.compared": "sent one prompt to several models",
  "comparison.decided": "preferred one of several outputs",
  "quote.accepted": "agreed to a price",
  "quote.declined": "turned down a price",
  "answer.awaited": "gave up before an answer was complete",
  "search.missed": "searched and found nothing",
  "experiment.exposed": "saw the place where variants differ",
  "variant.failed": "were shown control because their variant did not load",
  "inference.requested": "sent a request that reached the network",
  "inference.quoted": "were told the most that a request can cost",
  "inference.routed": "had a request given to a node",
  "inference.refused": "were refused by the network or for lack of credits",
  "inference.completed": "got a whole answer",
  "inference.stopped": "stopped an answer",
  "inference.failed": "had a request break",
  "model.missed": "asked for a model that nobody hosts",
  "receipt.issued": "got an answer with a signed receipt",
  "model.preferred": "made a model their default",
  "output.shown": "saw a complete output",
  "output.kept": "saved, downloaded, copied, shared or went on from an output",
  "output.discarded": "threw an output away",
  "output.rated": "rated an output",
  "output.complained": "said what was wrong with an output",
  "share.created": "made a public link to an output",
  "share.visited": "came by a shared link",
  "share.revoked": "took a public link back",
  "credits.granted": "were given credits",
  "checkout.opened": "looked at what credits cost",
  "checkout.started": "chose a pack of credits",
  "checkout.abandoned": "left a checkout that they had started",
  "credits.purchased": "bought credits",
  "credits.held": "had credits set aside for a request",
  "credits.released": "got credits back that were set aside",
  "credits.spent": "spent credits",
  "credits.exhausted": "asked for more than their credits cover",
  "payment.verified": "sent a request that the app promised to pay for",
  "payment.settled": "paid for a request with credits",
  "payment.failed": "had a request that could not be settled",
  "proof.shown": "saw a badge that leads to a proof",
  "proof.opened": "opened a proof",
  "proof.verified": "checked a receipt in their browser",
  "proof.copied": "took a proof along with an output",
  "trust.rated": "said whether they trust the network",
  "proof.required": "chose to be served only with proof, or gave that up",
  "probe.shown": "saw an offer of something that does not exist yet",
  "probe.committed": "wanted something that does not exist yet",
  "probe.prepaid": "paid ahead for something that does not exist yet",
  "probe.declined": "closed an offer of something that does not exist yet",
  "survey.shown": "were shown a survey",
  "survey.answered": "said how disappointed they would be without the app",
  "survey.dismissed": "closed a survey without an answer",
} as const satisfies Record<OfVisitors, string>;
