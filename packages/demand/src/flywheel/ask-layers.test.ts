import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import { type EventId, layers } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { answerLayers } from "./ask-layers.ts";
import { growthOf } from "./growth.ts";
import { asOfMs, startMs, weekMs, world } from "./invented-world.ts";
import { LayersQuestion } from "./layers-question.ts";
import { readLinks } from "./links.ts";
import type { Population } from "./offspring.ts";
import { readVisitorWeeks } from "./visitor-weeks.ts";

const scope = { app: null, traffic: "real", fromMs: startMs, toMs: asOfMs } as const;
const question = LayersQuestion.parse({ ...scope, weeks: 5, breakdown: { by: "cohort" }, draws: 200 });

describe.each(openTestStores())("the layers asked as a whole on $engine", (backend) => {
  const { people, events } = world(160, 500);
  async function filled() {
    const store = await backend.open();
    await store.events.append([...events]);
    const ask = (of: Partial<LayersQuestion> = {}, at = asOfMs) =>
      answerLayers(store.questions, { ...question, ...of }, at, { random: seededRandom(9) });
    return { store, ask };
  }
  /** In weeks [from, to) of the world, of some of its people. */
  const counted = (name: string, from: number, to: number, those: ReadonlySet<string> | null = null) =>
    new Set(
      people
        .filter((it) => those === null || those.has(it.name))
        .flatMap((it) => it.events)
        .filter((it) => it.name === name && it.atMs >= startMs + from * weekMs && it.atMs < startMs + to * weekMs)
        .map(({ visitorKey }) => visitorKey),
    ).size;

  /** Served in weeks [from, to) of the world. */
  const active = (from: number, to: number) =>
    new Set(people.filter(({ weeks }) => weeks.some((week) => week >= from && week < to)).map(({ name }) => name));

  it("[DE160] have for the whole and each group what was counted in the period, and the change from the one before", async () => {
    const { ask } = await filled();
    const { said, weeks, before } = await ask();
    expect([before?.first, before?.last]).toEqual([(weeks?.first ?? 0) - 5, (weeks?.first ?? 0) - 1]);
    expect(said?.whole.layers.map(({ layer }) => layer).sort()).toEqual([...layers].sort());
    const of = (figures: typeof said extends null ? never : NonNullable<typeof said>["whole"], layer: string) =>
      figures.layers.find((it) => it.layer === layer);

    const share = (from: number, to: number, those: ReadonlySet<string> | null = null) =>
      counted("output.kept", from, to, those) / counted("app.opened", from, to, those);
    const users = said && of(said.whole, "users");
    expect(users?.health).toMatchObject({
      numerator: counted("output.kept", 5, 10),
      denominator: counted("app.opened", 5, 10),
    });
    expect(users?.change?.difference).toBeCloseTo(share(5, 10) - share(0, 5), 12);

    // Each cohort is those who began in its week, of the whole range and not of the period alone.
    const first = (weeks?.lastClosed ?? 0) - 9;
    const begun = new Map(
      people.map(({ name, events }) => [name, Math.floor(((events[0]?.atMs ?? 0) - startMs) / weekMs)]),
    );
    const ofWeek = (week: number) =>
      new Set([...begun].filter(([, own]) => own + first === week).map(([name]) => name));
    const cohorts = [...new Set(begun.values())].map((week) => week + first);
    expect(new Set(said?.groups.map(({ group }) => Number(group)))).toEqual(
      new Set(cohorts.filter((week) => counted("app.opened", 5, 10, ofWeek(week)) > 0)),
    );
    expect(said?.groupsLeft).toBe(0);
    for (const figures of said?.groups ?? []) {
      const own = ofWeek(Number(figures.group));
      expect(figures.visitors, String(figures.group)).toBe(counted("app.opened", 5, 10, own));
      expect(of(figures, "users")?.health?.numerator).toBe(counted("output.kept", 5, 10, own));
      expect(of(figures, "incentives")).toMatchObject({ supplied: null, pulled: null, health: null, change: null });
    }
    const sizes = (said?.groups ?? []).map(({ visitors }) => visitors);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  it("[DE160] attribute the change of purchased requests without a rest", async () => {
    const { ask } = await filled();
    const { said } = await ask();
    const paid = (from: number, to: number) =>
      events.filter(({ name, atMs }) => {
        const week = (atMs - startMs) / weekMs;
        return name === "payment.settled" && week >= from && week < to;
      }).length;
    expect([said?.change?.before, said?.change?.after]).toEqual([paid(0, 5), paid(5, 10)]);
    const { visitors = 0, mix = 0, gates = [], perBuyer = 0 } = said?.change ?? {};
    expect([visitors, mix, ...gates, perBuyer].reduce((a, b) => a + b)).toBeCloseTo(paid(5, 10) - paid(0, 5), 6);
  });

  it("[DE160] give a group the growth of its parents, and those they brought count whatever their group is", async () => {
    const { store, ask } = await filled();
    const { said, weeks } = await ask();
    const all = await readVisitorWeeks(store.questions, question, asOfMs);
    const links = await readLinks(store.questions, question, asOfMs);
    if (weeks === null) throw new Error("no week is over");
    const whole = (population: Population) =>
      growthOf(all, links, { population, seen: weeks, draws: 200 }, seededRandom(9));
    const [everybody, purchasers] = [await whole("everybody"), await whole("organic-purchasers")];
    const paying = (said?.groups ?? []).map(({ organicPurchasers }) => organicPurchasers.activeWeeks);
    expect(paying.reduce((a, b) => a + b)).toBe(purchasers.activeWeeks);
    expect(paying.filter((count) => count > 0).length).toBeGreaterThan(2);
    const brought = (said?.groups ?? []).map(({ growth }) => growth.referrals.referred);
    expect(brought.reduce((a, b) => a + b)).toBe(everybody.referrals.referred);
    const active = (said?.groups ?? []).map(({ growth }) => growth.activeWeeks);
    expect(active.reduce((a, b) => a + b)).toBe(everybody.activeWeeks);
    expect(brought.filter((count) => count > 0).length).toBeGreaterThan(2);
  });

  it("[DE160] leave unsaid what the network has not told, until it has", async () => {
    const { store, ask } = await filled();
    const supply = async () => {
      const { said } = await ask();
      const of = (layer: string) => said?.whole.layers.find((it) => it.layer === layer);
      return [
        of("compute")?.supplied,
        of("models")?.supplied,
        of("models")?.health?.denominator,
        of("incentives")?.health,
      ];
    };
    expect(await supply()).toEqual([null, null, undefined, null]);
    const told = { layer: "incentives", node: null, model: null, value: null, simulated: false } as const;
    const fields = { feesMicroUsd: 30, rewardsMicroUsd: 10 };
    await store.events.appendNetwork([
      { ...told, id: "evt_payoutpayoutpayout00" as EventId, name: "payout.made", atMs: asOfMs - weekMs, fields },
    ]);
    const [slots, models, hosted, paid] = await supply();
    expect([slots, models, hosted]).toEqual([{ value: 0, unit: "slot-hours" }, { value: 0, unit: "models" }, 0]);
    expect(paid).toMatchObject({ numerator: 30, denominator: 40, ratio: 0.75 });
  });

  it("[DE160] say that nothing has changed where the range does not reach back, and nothing before a week is over", async () => {
    const { ask } = await filled();
    const { before, said } = await ask({ weeks: 6, breakdown: { by: "nothing" } });
    expect([before, said?.change, said?.groups.length]).toEqual([null, null, 0]);
    expect(said?.whole.layers.every(({ change }) => change === null)).toBe(true);
    // Four of the six weeks before would give a ratio, and a wrong one.
    expect(said?.whole.layers.find(({ layer }) => layer === "usage")?.health).toMatchObject({
      denominator: 0,
      ratio: null,
    });
    const whole = (await ask()).said?.whole.layers.find(({ layer }) => layer === "usage");
    expect(whole?.health?.denominator).toBe(active(0, 5).size);
    expect(whole?.health?.numerator).toBe([...active(0, 5)].filter((name) => active(5, 10).has(name)).length);
    expect(whole?.change).toBeNull();
    expect(await ask({}, startMs + 6 * 86_400_000)).toMatchObject({ weeks: null, said: null });
  });
});
