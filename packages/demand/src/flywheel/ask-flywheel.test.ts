import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import type { EventId, ModelId, NetworkEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { answerFlywheel, type FlywheelQuestion } from "./ask-flywheel.ts";
import { evidenceNames } from "./evidence.ts";
import { gatedLayers } from "./gates.ts";
import { asOfMs, dayMs, lastWeek, planted, startMs, weekMs, world } from "./invented-world.ts";
import type { Targets } from "./judge.ts";
import { VisitorWeeks } from "./visitor-weeks.ts";

const targets = Object.fromEntries(
  gatedLayers.map((layer) => [layer, { rate: layer === "usage" ? 0.4 : 0.8, origin: "stated" }]),
) as Targets;
const question: FlywheelQuestion = {
  ...VisitorWeeks.parse({ app: null, traffic: "real", fromMs: startMs - 4 * weekMs, toMs: asOfMs }),
  ...{ targets, experiments: [], draws: 200, leaveOutDays: false },
};

/** One node, measured for a minute in week 5: ten seconds for one answer, which leaves time for five more. */
const facts: readonly NetworkEvent[] = (["node.registered", "node.measured"] as const).map((name, place) => ({
  id: `evt_${String(place).padStart(20, "f")}` as EventId,
  ...{ name, atMs: startMs + 5 * weekMs + place, layer: "compute", node: "a", model: "house/small" as ModelId },
  ...{ value: name === "node.measured" ? 10_000 : null, simulated: false },
  fields: name === "node.measured" ? { served: 1, refused: 0, activeMs: 60_000 } : { maxConcurrent: 1 },
}));

describe.each(openTestStores())("the flywheel on $engine", (backend) => {
  const { people, events, brought } = world(94, 700);
  async function filled(supply: readonly NetworkEvent[] = []) {
    const store = await backend.open();
    await store.events.append([...events]);
    await store.events.appendNetwork([...supply]);
    const ask = (of: Partial<FlywheelQuestion> = {}, at = asOfMs) =>
      answerFlywheel(store.questions, { ...question, ...of }, at, { random: seededRandom(9) });
    return { store, ask };
  }

  it("[DE94] says of its closed weeks what was planted: growth, its identity, what was lost and the bottleneck", async () => {
    const { ask } = await filled();
    const { said, weeks, basis } = await ask();
    const [first, last] = [weeks?.first ?? 0, weeks?.lastClosed ?? 0];
    const zero = last - lastWeek;
    expect(last - first).toBe(7);
    const telling = events.filter(({ name }) => evidenceNames.includes(name));
    expect(basis).toMatchObject({ visitors: 700, events: telling.length, botEvents: 0 });

    const active = (week: number) => people.filter((it) => it.weeks.includes(week - zero));
    const all = Array.from({ length: 8 }, (_, place) => first + place);
    expect(said?.growth.activeWeeks).toBe(all.reduce((sum, week) => sum + active(week).length, 0));
    const back = planted.keeps * planted.back.kept + (1 - planted.keeps) * planted.back.not;
    // Who is refused is not active, and may come in a week after.
    const stays =
      back *
      (1 - planted.refused) *
      [0, 1, 2, 3].reduce((sum, k) => sum + (planted.refused * planted.back.not) ** k, 0);
    const ripe = all.filter((week) => week + 4 <= last).reduce((sum, week) => sum + active(week).length, 0);
    const g = stays + (said?.growth.referrals.referred ?? 0) / ripe;
    expect(said?.growth).toMatchObject({ withheld: null, verdict: "does-not-sustain-itself" });
    expect(said?.growth.interval?.low).toBeLessThan(g);
    expect(said?.growth.interval?.high).toBeGreaterThan(g);

    expect(said?.identity.map(({ week }) => week)).toEqual(all);
    const came = (of: "referred" | "arrived") => said?.identity.reduce((sum, it) => sum + it.visitors[of], 0) ?? 0;
    const began = people.filter((it) => (it.weeks[0] ?? 0) >= first - zero).length;
    expect(came("referred") + came("arrived")).toBe(began);
    expect(came("referred")).toBeGreaterThan(0.5 * brought);

    const refused = (week: number) =>
      events.filter(({ name, atMs }) => name === "inference.refused" && (atMs - startMs) / weekMs >= week);
    expect(said?.lost.compute.supply).toBe(
      refused(first - zero).length - refused(lastWeek).length, // the last week is unjudged: its next one is not over
    );
    expect(said?.judgement.bottleneck).toMatchObject({ is: "named", layer: "users" });
    expect(said?.judgement.daysLeftOut).toBe(0);

    // Each day in turn, when that is asked.
    const without = await ask({ leaveOutDays: true, weeks: 4 });
    expect(without.said?.judgement.daysLeftOut).toBe(28);
    expect(without.said?.judgement.bottleneck).toMatchObject({ is: "named", layer: "users" });
  });

  it("[DE164] withholds growth where the range begins less than four whole weeks before, and identifies later weeks only", async () => {
    const { ask } = await filled();
    const whole = await ask();
    const cut = await ask({ fromMs: startMs - 2 * weekMs + 1 });
    expect(cut.weeks?.first).toBe(whole.weeks?.first);
    for (const growth of [cut.said?.growth, cut.said?.organicPurchasers]) {
      expect(growth).toMatchObject({ withheld: "past-not-read", verdict: "withheld", reproduction: null });
    }
    // Nobody was there before, so that what is said of a week is the same.
    expect(cut.said?.identity).toEqual(whole.said?.identity.slice(1));
    expect(cut.said?.lost).toEqual(whole.said?.lost);
    expect(cut.said?.judgement).toEqual(whole.said?.judgement);
    const reached = await ask({ fromMs: startMs - 2 * weekMs });
    expect(reached.said).toEqual(whole.said);
  });

  it("[DE94] caps what more demand would bring by the spare capacity of the same weeks", async () => {
    const { ask } = await filled(facts);
    const users = async (weeks: number) => {
      const { said } = await ask({ weeks });
      return said?.judgement.layers.find(({ layer }) => layer === "users");
    };
    expect((await users(8))?.opportunity?.gain).toBe(5);
    // The minute lies before them, so that nothing is known of what could be served.
    const later = await users(4);
    expect(later?.cut).toBe(0);
    expect(later?.opportunity?.gain).toBeGreaterThan(5);
  });

  it("[DE218] caps by the weeks in which outcomes are paid: the first week of gates has none", async () => {
    const { ask } = await filled(facts);
    const gain = async (weeks: number) => {
      const { said } = await ask({ weeks });
      return said?.judgement.layers.find(({ layer }) => layer === "users")?.opportunity?.gain;
    };
    // The minute is of week 5, which is the first of five and the second of six.
    expect(await gain(6)).toBe(5);
    expect(await gain(5)).toBeGreaterThan(5);
  });

  it("[DE94] says nothing before a week is over, and never counts bots or the other traffic", async () => {
    const { store, ask } = await filled();
    expect(await ask({ fromMs: startMs }, startMs + 6 * dayMs)).toMatchObject({ weeks: null, said: null });
    const alone = await ask();
    const some = events.filter(({ visitorKey }) => visitorKey % 4n === 0n);
    expect(some.length).toBeGreaterThan(100);
    await store.events.append([
      ...some.map((it) => ({ ...it, visitorKey: it.visitorKey + 1n, bot: true })),
      ...some.map((it) => ({ ...it, visitorKey: it.visitorKey + 2n, simulated: true })),
    ]);
    const among = await ask();
    expect(among.said).toEqual(alone.said);
    expect(among.basis).toEqual({
      ...alone.basis,
      botEvents: some.filter(({ name }) => evidenceNames.includes(name)).length,
    });
  });
});
