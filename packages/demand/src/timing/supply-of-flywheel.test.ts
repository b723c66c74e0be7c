import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import type { EventId, FieldValue, ModelId, NetworkEvent, RequestId, TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { answerFlywheel } from "../flywheel/ask-flywheel.ts";
import { capacitySlowly } from "../flywheel/capacity.twin.ts";
import { closedWeeks } from "../flywheel/closed-weeks.ts";
import { targetsOf } from "../flywheel/flywheel-question.ts";
import { inventEvent } from "../invented-days.ts";
import type { SupplyEvidence } from "./evidence.ts";
import { readSupplyEvidence } from "./supply-of-flywheel.ts";
import { TimingQuestion } from "./timing-question.ts";

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;
/** A Monday. */
const startMs = Date.UTC(2026, 5, 1);
const lastWeek = 9;
const asOfMs = startMs + (lastWeek + 1) * weekMs;
const model = "house/small" as ModelId;
/** Nobody fails anything but compute, where four in five should be served. */
const targets = { compute: 0.8, users: 0.9, payments: 0.9, verification: 0, trust: 0, usage: 0.5 };
const question = TimingQuestion.parse({ app: null, traffic: "real", fromMs: startMs, toMs: asOfMs, targets });

/** Comes with the same chance in each week; in the evening there is too little capacity, which costs half of the next. */
function person(place: number, refusedShare: number, random: () => number): readonly TakenEvent[] {
  const name = `visitor ${place}`;
  const events: TakenEvent[] = [];
  let chance = 1;
  for (let week = place % 3; week <= lastWeek; week += 1) {
    if (random() >= chance) continue;
    const isEvening = random() < refusedShare;
    const on = (what: TakenEvent["name"], fields: Readonly<Record<string, FieldValue>>, later: number): TakenEvent => ({
      ...inventEvent(name, {
        name: what,
        atMs: startMs + week * weekMs + (isEvening ? 20 : 9) * hourMs + later,
        fields,
      }),
      requestId: what === "app.opened" ? null : (`req_${place}_${week}` as RequestId),
      model,
    });
    events.push(on("app.opened", {}, 0), on("prompt.submitted", {}, 1), on("inference.requested", { hosted: true }, 2));
    if (isEvening) events.push(on("inference.refused", { reason: "no-capacity" }, 3));
    else {
      events.push(on("inference.completed", { funding: "purchased" }, 3), on("output.kept", {}, 4));
      events.push(on("payment.settled", { funding: "purchased", credits: 3 }, 5));
    }
    chance = isEvening ? 0.3 : 0.6;
  }
  return events;
}
const people = (size: number, refusedShare: number, random = seededRandom(152)) =>
  Array.from({ length: size }, (_, place) => person(place, refusedShare, random)).flat();

/** One node, measured once an hour of every Monday; in the evenings it is full. */
const facts: readonly NetworkEvent[] = Array.from({ length: (lastWeek + 1) * 24 }, (_, hour) => ({
  id: `evt_${String(hour).padStart(20, "f")}` as EventId,
  ...{ name: "node.measured", layer: "compute", node: "a", model, simulated: false },
  atMs: startMs + Math.floor(hour / 24) * weekMs + (hour % 24) * hourMs,
  value: hour % 24 >= 18 ? 60_000 : 10_000,
  fields: { served: hour % 24 >= 18 ? 6 : 1, refused: hour % 24 >= 18 ? 2 : 0, activeMs: 60_000 },
}));

const mean = (evidence: SupplyEvidence | null, of: "supply" | "all") => {
  const draws = evidence?.opportunity ?? [];
  return draws.reduce((sum, it) => sum + it[of], 0) / draws.length;
};

describe.each(openTestStores())("supply, as the flywheel tells the timing, on $engine", (backend) => {
  const events = people(400, 0.35);
  async function filled() {
    const store = await backend.open();
    await store.events.append([...events]);
    await store.events.appendNetwork([...facts]);
    const supply = (of: Partial<TimingQuestion> = {}, atMs = asOfMs) =>
      readSupplyEvidence(store.questions, { ...question, ...of }, atMs, { random: seededRandom(5) });
    return { store, supply };
  }

  it("[DE152] is of the flywheel's own weeks, by the targets that are stated", async () => {
    const { store, supply } = await filled();
    const weeks = closedWeeks(question, asOfMs);
    if (weeks === null) throw new Error("ten weeks are over");
    const found = await supply();
    const { survey: _, declared: __, incentives: ___, ...scope } = question;
    const flywheel = await answerFlywheel(
      store.questions,
      { ...scope, targets: targetsOf(targets), experiments: [], draws: 500, leaveOutDays: false },
      asOfMs,
      { random: seededRandom(9) },
    );
    const compute = flywheel.said?.judgement.layers.find(({ layer }) => layer === "compute")?.opportunity?.gain ?? 0;
    expect(compute).toBeGreaterThan(20);
    expect(mean(found, "supply") / compute).toBeCloseTo(1, 1);
    expect(found?.opportunity).toHaveLength(500);
    // What nobody could know before: the facts of the same weeks, and no others.
    const [capacity] = capacitySlowly({ traffic: "real", fromMs: weeks.fromMs, toMs: weeks.toMs }, asOfMs, facts);
    expect(weeks.toMs - weeks.fromMs).toBe(8 * weekMs);
    expect(found?.minutes).toEqual({ busy: capacity?.tightMinutes, all: capacity?.minutes });
    expect(found?.minutes).toEqual({ busy: 8 * 6, all: 8 * 24 });

    const reached = await supply({ targets: { ...targets, compute: 0.5 } });
    expect(mean(reached, "supply")).toBe(0);
    const keeping = await supply({ targets: { ...targets, users: 1, payments: 1 } });
    expect(mean(keeping, "all")).toBeGreaterThanOrEqual(mean(found, "all"));
  });

  it("[DE152] is not told before a week is over, and holds no fact of other traffic", async () => {
    const { supply } = await filled();
    expect(await supply({}, startMs + 6 * 24 * hourMs)).toBeNull();
    expect((await supply({ traffic: "simulated" }))?.minutes).toEqual({ busy: 0, all: 0 });
  });
});
