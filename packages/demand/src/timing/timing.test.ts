import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import { type FieldValue, type RequestId, type TakenEvent, visitorKeyOf } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { targetsOf } from "../flywheel/flywheel-question.ts";
import { inventEvent } from "../invented-days.ts";
import { timingThresholds } from "./thresholds.ts";
import { answerTiming } from "./timing.ts";
import { TimingQuestion } from "./timing-question.ts";

const weekMs = 7 * 86_400_000;
/** A Monday. */
const startMs = Date.UTC(2026, 5, 1);
const asOfMs = startMs + 16 * weekMs;
const question = TimingQuestion.parse({ app: null, traffic: "real", fromMs: startMs, toMs: asOfMs });
/** As strict in what must hold, with fewer visitors to show it. */
const thresholds = { ...timingThresholds, visitors: 300, quickRatio: { weeks: 4, above: 0.5 } };

/** What one visitor does in a week in which they come: asks once on some funding, pays if it is their own. */
type Habit = { readonly funding: "free" | "granted" | "purchased"; readonly comes: (week: number) => boolean };

function visitor(name: string, firstWeek: number, { funding, comes }: Habit): readonly TakenEvent[] {
  return Array.from({ length: 16 - firstWeek }, (_, place) => firstWeek + place).flatMap((week) => {
    if (week > firstWeek && !comes(week)) return [];
    const atMs = startMs + week * weekMs + 3_600_000;
    const requestId = `req_${name}_${week}` as RequestId;
    const on = (what: TakenEvent["name"], fields: Readonly<Record<string, FieldValue>>, laterMs: number) => ({
      ...inventEvent(name, { name: what, atMs: atMs + laterMs, fields }),
      requestId: what === "credits.granted" ? null : requestId,
    });
    const grant = { funding: "granted", campaign: "welcome", credits: 9 };
    return [
      ...(funding === "granted" ? [on("credits.granted", grant, 0)] : []),
      on("inference.requested", { hosted: true }, 0),
      on("inference.completed", { funding }, 1),
      ...(funding === "purchased" ? [on("payment.settled", { funding }, 2)] : []),
    ];
  });
}

/** Cohorts of the first ten weeks. */
const world = (size: number, habit: (random: () => number) => Habit, random = seededRandom(148)) =>
  Array.from({ length: size }, (_, place) => visitor(`visitor-${place}`, place % 10, habit(random))).flat();

const staying = (funding: Habit["funding"]) => (random: () => number) => ({ funding, comes: () => random() < 0.75 });

describe.each(openTestStores())("timing on $engine", (backend) => {
  async function answer(events: readonly TakenEvent[], asked = question) {
    const store = await backend.open();
    await store.events.append([...events]);
    const given = { thresholds, supply: null, random: seededRandom(5) };
    return answerTiming(store.questions, asked, given, asOfMs);
  }

  it("[DE148] says here of purchasers who stay, with its signals beside it", async () => {
    const { verdict, signals, weeks, basis } = await answer(world(800, staying("purchased")));
    expect(verdict.is).toBe("here");
    expect(weeks.lastClosed - weeks.firstWeek).toBe(15);
    expect(basis.visitors).toBe(800);
    expect(signals.organicShare).toMatchObject({ is: "measured", estimate: 1 });
    expect(signals.purchasedShare).toMatchObject({ is: "measured", estimate: 1 });
    expect(signals.rebased).toMatchObject({ is: "measured", passes: true });
    expect(signals.subsidy.share).toMatchObject({ is: "withheld", because: "not-matured" });
    expect(signals.seanEllis).toBeNull();
  });

  it("[DE148] says by which targets supply is judged: stated ones, and the usual ones for the rest", async () => {
    const { targets } = await answer([], { ...question, targets: { compute: 0.5 } });
    expect(targets).toEqual(targetsOf({ compute: 0.5 }));
    expect([targets.compute.origin, targets.users.origin]).toEqual(["stated", "default"]);
  });

  it("[DE148] says early of the same without a purchase, because breadth is missing", async () => {
    expect((await answer(world(800, staying("free")))).verdict.is).toBe("early");
  });

  it("[DE149] says that use is farmed, and never that it is here, when it ends with its grants", async () => {
    const random = seededRandom(149);
    // Granted in every week to the tenth, and then no more; those who came for it go.
    const farmers = world(800, () => ({ funding: "granted", comes: (week) => week < 10 && random() < 0.9 }));
    const { verdict } = await answer(farmers);
    expect(verdict).toMatchObject({ is: "insufficient", saysFarmed: true });
    expect(verdict.farmed.grantedShare).toBe(1);
    expect(verdict.sufficient[0]).toMatchObject({ check: "matured-visitors", found: 0, met: false });
  });

  it("[DE149] judges a declared segment by what came after", async () => {
    const key = (place: number) => visitorKeyOf(`visitor-${place}`);
    const onPhones = new Set(Array.from({ length: 800 }, (_, place) => key(place)).filter((_, place) => place % 4 < 2));
    const half = world(800, staying("free")).map(
      (it): TakenEvent => ({ ...it, device: onPhones.has(it.visitorKey) ? "phone" : "desktop" }),
    );
    const phones = { name: "Phones", all: [{ kind: "property", property: "device", in: ["phone"] }] };
    const declared = [
      { segment: { ...phones, key: "early" }, declaredAtMs: startMs },
      { segment: { ...phones, key: "late" }, declaredAtMs: asOfMs - weekMs },
    ];
    const { verdict } = await answer(half, TimingQuestion.parse({ ...question, declared }));
    // Cohorts of the first five weeks have reached the panel's last age, each with half of its visitors on a phone.
    expect(verdict.curves.segments.map(({ key, plain }) => [key, plain?.n, plain?.lastAge])).toEqual([
      ["everyone", 400, 11],
      ["early", 200, 11],
      ["late", undefined, undefined],
    ]);
  });
});
