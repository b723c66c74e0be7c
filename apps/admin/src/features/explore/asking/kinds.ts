/** What can be asked here, in the words of the page. */
export const kinds = {
  trend: { title: "Trend", lead: "How much of it there was, from one interval to the next." },
  funnel: { title: "Funnel", lead: "Of those who did the first step, how many went on to each later one." },
  retention: { title: "Retention", lead: "Of those who started in an interval, how many came back later." },
  lifecycle: { title: "Lifecycle", lead: "Who is new, who stayed, who came back, and who went." },
  stickiness: { title: "Stickiness", lead: "On how many of 28 days a visitor was active." },
  paths: { title: "Paths", lead: "What visitors did next, or just before, within a session." },
  values: { title: "Per visitor", lead: "Whether a few have much or many have some." },
  unmet: { title: "Unmet demand", lead: "What visitors wanted and did not get, by what they gave for it." },
} as const;

export type AskedKind = keyof typeof kinds;
export const askedKinds = Object.keys(kinds) as AskedKind[];
