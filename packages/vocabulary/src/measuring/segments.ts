import { journey } from "../journey.ts";
import type { Segment, VisitorCondition } from "./segment.ts";

const device = (...classes: string[]): VisitorCondition => ({ kind: "property", property: "device", in: classes });
const paidBefore = (did: boolean): VisitorCondition => ({
  kind: "behaviour",
  of: journey.paid,
  did,
  atLeast: 1,
  withinMs: null,
});

/** Segments that are always there; people add their own. */
export const segments: readonly Segment[] = [
  { key: "new-visitors", name: "New visitors", all: [{ kind: "tenure", is: "new" }] },
  { key: "returning-visitors", name: "Returning visitors", all: [{ kind: "tenure", is: "returning" }] },
  { key: "payers", name: "Paid before", all: [paidBefore(true)] },
  { key: "never-paid", name: "Never paid before", all: [paidBefore(false)] },
  { key: "phones", name: "On a phone", all: [device("phone")] },
  { key: "desktops", name: "On a desktop", all: [device("desktop")] },
];

export const segmentOf = (key: string): Segment | null => segments.find((segment) => segment.key === key) ?? null;
