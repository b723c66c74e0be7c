import type { Store } from "@flywheel/store";
import { openTestStores } from "@flywheel/store/testing";
import { type Segment, type TakenEvent, type VisitorCondition, visitorKeyOf } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { countedSlowly, groupedBy } from "../asking/asking.twin.ts";
import { calendarOf, numberAt } from "../asking/calendar.ts";
import { inventEvent } from "../invented-days.ts";
import type { Breakdown } from "./breakdown.ts";
import { inventVisits } from "./invented-visits.ts";
import { sawSeveral, visitorGroupsSql } from "./visitor-groups-sql.ts";
import { VisitorWeeks, visitorWeeksSql } from "./visitor-weeks.ts";
import { visitorWeeksSlowly } from "./visitor-weeks.twin.ts";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 8, 7);
const asOfMs = startMs + 27 * dayMs;
const breakdowns: readonly Breakdown[] = [
  { by: "app" },
  { by: "model" },
  { by: "funding" },
  { by: "cohort" },
  { by: "variant", experiment: "bigger-save" },
];

/** Groups of a visitor, by looking at everything of theirs. */
function groupsSlowly(own: readonly TakenEvent[], question: VisitorWeeks, breakdown: Breakdown): readonly string[] {
  const some = (values: readonly (string | null | undefined)[]) => [...new Set(values.flatMap((it) => it ?? []))];
  switch (breakdown.by) {
    case "nothing":
      return [];
    case "app":
      return some(own.map(({ app }) => app));
    case "model":
      return some(own.map(({ name, model }) => (name === "inference.requested" ? model : null)));
    case "funding":
      return some(own.map(({ name, funding }) => (name === "payment.settled" ? funding : null)));
    case "cohort": {
      const first = numberAt(calendarOf(question), "week", Math.min(...own.map(({ atMs }) => atMs)));
      return [String(first).padStart(6, "0")];
    }
    case "variant": {
      const seen = some(
        own.map((it) =>
          it.name === "experiment.exposed" && it.experiment === breakdown.experiment ? it.variant : null,
        ),
      );
      return seen.length > 1 ? ["*"] : seen;
    }
  }
}

const segment = (one: VisitorCondition): Segment => ({ key: "some", name: "Some", all: [one] });
const segments = [
  null,
  segment({ kind: "property", property: "device", in: ["desktop"] }),
  segment({ kind: "tenure", is: "returning" }),
];

describe.each(openTestStores())("groups of visitors on $engine", (backend) => {
  const compared = async (store: Store, taken: readonly TakenEvent[], question: VisitorWeeks, breakdown: Breakdown) => {
    const all = countedSlowly({ ...question, segment: null }, [], asOfMs, taken);
    const members = new Map<string, Set<bigint>>();
    for (const [visitor, own] of groupedBy(all, ({ visitorKey }) => visitorKey)) {
      const groups = groupsSlowly(own, question, breakdown);
      for (const group of groups.length === 0 ? [""] : groups) {
        members.set(group, (members.get(group) ?? new Set()).add(visitor));
      }
    }
    const expected = [...members].flatMap(([group, those]) => {
      const theirs = taken.filter(({ visitorKey }) => those.has(visitorKey));
      return [...visitorWeeksSlowly(question, asOfMs, theirs)].map(([key, visitors]) => [`${group} ${key}`, visitors]);
    });
    const groups = visitorGroupsSql(question, breakdown, asOfMs) ?? undefined;
    const rows = await store.questions.rows(visitorWeeksSql(question, asOfMs, { groups }));
    const found = rows.map((it) => [
      `${it.grouped ?? ""} ${it.visitor} ${it.drawnin} ${it.signature}`,
      Number(it.visitors),
    ]);
    expect(new Set(rows.map(({ grouped }) => grouped)).size).toBeGreaterThan(1);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  };

  it.each([1, 2, 3, 4, 5, 6])(
    "[DE159] by each breakdown have the weeks of their members, whole, as the slow twin sees them (seed %i)",
    async (seed) => {
      const taken = inventVisits(seed, startMs);
      const store = await backend.open();
      await store.events.append(taken);
      for (const breakdown of breakdowns) {
        const question = VisitorWeeks.parse({
          ...{ app: seed === 2 && breakdown.by !== "app" ? "chat" : null, weekStart: seed },
          ...{ traffic: seed === 4 ? "simulated" : "real", segment: segments[Math.floor(seed / 2) % 3] },
          ...{ timeZone: ["UTC", "Europe/Berlin", "Asia/Kolkata"][seed % 3] },
          ...{ fromMs: startMs + (seed % 4) * dayMs, toMs: startMs + 26 * dayMs },
        });
        await compared(store, taken, question, breakdown);
      }
    },
  );

  it("[DE159] have them with a visitor of 10,000 events as well", async () => {
    const taken = inventVisits(159, startMs, 10_000);
    const store = await backend.open();
    await store.events.append(taken);
    const question = VisitorWeeks.parse({
      ...{ app: null, traffic: "real", timeZone: "America/New_York" },
      ...{ fromMs: startMs + dayMs, toMs: startMs + 26 * dayMs },
    });
    for (const breakdown of breakdowns) await compared(store, taken, question, breakdown);
  });

  it("[DE168] who saw two variants is in the group of neither, and in one of their own", async () => {
    const exposed = (visitor: string, variant: string) =>
      inventEvent(visitor, {
        ...{ name: "experiment.exposed", atMs: startMs + dayMs },
        fields: { experiment: "bigger-save", variant },
      });
    const store = await backend.open();
    await store.events.append([
      ...[exposed("one", "control"), exposed("one", "control"), exposed("two", "bigger")],
      ...[exposed("both", "control"), exposed("both", "bigger")],
    ]);
    const question = VisitorWeeks.parse({ app: null, traffic: "real", fromMs: startMs, toMs: asOfMs });
    const groups = visitorGroupsSql(question, { by: "variant", experiment: "bigger-save" }, asOfMs);
    const rows = groups === null ? [] : await store.questions.rows(groups);
    const found = rows.map(({ visitor, grouped }) => [String(visitor), grouped]);
    expect(Object.fromEntries(found)).toEqual({
      [String(visitorKeyOf("one"))]: "control",
      [String(visitorKeyOf("two"))]: "bigger",
      [String(visitorKeyOf("both"))]: sawSeveral,
    });
  });
});
