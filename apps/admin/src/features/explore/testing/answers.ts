import { journey } from "@flywheel/vocabulary";
import type { Answer } from "../asking/questions.ts";

type Told =
  | "trend"
  | "funnel"
  | "retention"
  | "lifecycle"
  | "stickiness"
  | "powerCurve"
  | "paths"
  | "valueDistribution"
  | "unmetDemand";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 4, 11);
const scope = {
  app: null,
  traffic: "real" as const,
  fromMs: startMs,
  toMs: startMs + 3 * dayMs,
  timeZone: "UTC",
  weekStart: 1,
  segment: null,
};
const answered = {
  asOfMs: startMs + 2.5 * dayMs,
  basis: { visitors: 600, events: 1_234, botEvents: 5, simulated: false },
};
const days = [0, 1, 2].map((at) => ({
  number: 100 + at,
  startMs: startMs + at * dayMs,
  endMs: startMs + (at + 1) * dayMs,
  open: at === 2,
  cut: false,
}));

const trend: Answer<"trend"> = {
  ...answered,
  question: { ...scope, of: [journey.visited], interval: "day", breakdown: null, percentiles: [] },
  intervals: days,
  points: [
    { interval: 100, group: null, events: 300, visitors: 200, valued: 0, sum: 0, percentiles: [] },
    { interval: 102, group: null, events: 12, visitors: 10, valued: 0, sum: 0, percentiles: [] },
  ],
};

const stepOf = (at: number, reached: number, before: number): Answer<"funnel">["steps"][number] => ({
  step: [journey.visited, journey.asked, journey.kept][at] ?? journey.visited,
  ...{ reached, open: at === 0 ? 12 : 3, medianMsFromFirst: at * 60_000 || null, medianMsFromPrevious: 60_000 },
  intervalFromFirst: at === 0 ? null : { low: reached / 400, high: reached / 300 },
  intervalFromPrevious: at === 0 ? null : { low: (0.9 * reached) / before, high: (1.1 * reached) / before },
});

const funnel: Answer<"funnel"> = {
  ...answered,
  ...{ events: 1_234, botEvents: 5 },
  question: {
    ...scope,
    ...{ steps: [journey.visited, journey.asked, journey.kept], windowMs: dayMs, order: "ordered" },
    ...{ exclusions: [], breakdown: null },
  },
  steps: [stepOf(0, 400, 0), stepOf(1, 200, 400), stepOf(2, 50, 200)],
  groups: [],
};

const retention: Answer<"retention"> = {
  ...answered,
  question: {
    ...scope,
    start: journey.visited,
    return: journey.visited,
    type: "first_ever",
    mode: "exact",
    interval: "day",
    clock: "calendar",
    periods: 2,
  },
  cohorts: days.map((day, at) => ({
    ...day,
    size: [100, 40, 0][at] ?? 0,
    returned: at === 0 ? [25, null] : [null, null],
    intervals: at === 0 ? [{ low: 0.175, high: 0.343 }, null] : [null, null],
  })),
  average: [
    { size: 100, returned: 25, interval: { low: 0.175, high: 0.343 } },
    { size: 0, returned: 0, interval: null },
  ],
};

const lifecycle: Answer<"lifecycle"> = {
  ...answered,
  question: { ...scope, of: [journey.visited], interval: "day" },
  activeBefore: 50,
  points: days.map((day, at) => ({
    ...day,
    active: [60, 55, 8][at] ?? 0,
    fresh: [20, 10, 2][at] ?? 0,
    returning: [35, 40, 5][at] ?? 0,
    resurrected: [5, 5, 1][at] ?? 0,
    dormant: [15, 20, 50][at] ?? 0,
  })),
};

const stickiness: Answer<"stickiness"> = {
  ...answered,
  question: { ...scope, of: [journey.visited], everyDays: 7 },
  points: [
    { lastDay: 90, startMs: startMs - 28 * dayMs, endMs: startMs, visitors: 40, visitorDays: 168, possibleDays: 1_120 },
    { lastDay: 97, startMs, endMs: startMs + 28 * dayMs, visitors: 50, visitorDays: 280, possibleDays: 1_400 },
  ],
};

const powerCurve: Answer<"powerCurve"> = {
  ...answered,
  question: { ...scope, of: [journey.visited] },
  curve: {
    lastDay: 97,
    startMs,
    endMs: startMs + 28 * dayMs,
    visitors: Array.from({ length: 28 }, (_, at) => (at === 0 ? 30 : at === 27 ? 10 : 0)),
  },
  intervals: {
    exactly: Array.from({ length: 28 }, (_, at) =>
      at === 0 ? { low: 0.598, high: 0.858 } : { low: 0.142, high: 0.402 },
    ),
    orMore: Array.from({ length: 28 }, (_, at) => (at === 0 ? null : { low: 0.142, high: 0.402 })),
  },
};

const paths: Answer<"paths"> = {
  ...answered,
  question: { ...scope, from: journey.visited, direction: "next", places: null, repeats: "merged", steps: 2 },
  sessions: 40,
  open: 3,
  links: [
    { step: 1, origin: null, target: "prompt.submitted", sessions: 25, visitors: 24 },
    { step: 1, origin: null, target: null, sessions: 10, visitors: 10 },
    { step: 1, origin: null, target: "model.picked", sessions: 5, visitors: 5 },
    { step: 2, origin: "prompt.submitted", target: "output.shown", sessions: 18, visitors: 17 },
    { step: 2, origin: "prompt.submitted", target: null, sessions: 7, visitors: 7 },
    { step: 2, origin: "model.picked", target: null, sessions: 5, visitors: 5 },
  ],
};

const values: Answer<"valueDistribution"> = {
  ...answered,
  question: {
    ...scope,
    amount: { of: journey.asked, take: "count" },
    among: null,
    percentiles: [0.5],
    bounds: [1, 2, 5],
    topPerMille: [100],
  },
  visitors: 80,
  above: 80,
  sum: 400,
  most: 90,
  percentiles: [2],
  buckets: [0, 30, 40, 10],
  bucketIntervals: [null, { low: 0.277, high: 0.485 }, { low: 0.393, high: 0.607 }, { low: 0.069, high: 0.215 }],
  open: true,
  top: [{ visitors: 8, sum: 300 }],
};

const unmet: Answer<"unmetDemand"> = {
  ...answered,
  question: { ...scope, statedWaitMs: 30_000 },
  committedIntervals: [{ low: 0.055, high: 0.174 }, null],
  open: true,
  wants: [
    {
      kind: "probe",
      subject: "video",
      cause: null,
      committed: { prepaid: 2, contact: 3, click: 5, ask: 0 },
      times: 14,
      credits: 200,
      shown: 100,
      declined: 20,
    },
    {
      kind: "ask",
      subject: "quillworks/quill-3",
      cause: "no-capacity",
      committed: { prepaid: 0, contact: 0, click: 0, ask: 7 },
      times: 9,
      credits: 0,
      shown: 0,
      declined: 0,
    },
  ],
};

/** Answers as the server gives them, invented by hand, by the names of the wire. */
export const answers: { readonly [Name in Told]: Answer<Name> } = {
  trend,
  funnel,
  retention,
  lifecycle,
  stickiness,
  powerCurve,
  paths,
  valueDistribution: values,
  unmetDemand: unmet,
};
