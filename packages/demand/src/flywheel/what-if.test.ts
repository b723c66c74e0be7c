import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import { describe, expect, it } from "vitest";
import { answerFlywheel } from "./ask-flywheel.ts";
import { FlywheelQuestion, targetsOf } from "./flywheel-question.ts";
import { asOfMs, dayMs, planted, startMs, weekMs, world } from "./invented-world.ts";
import { answerWhatIf } from "./what-if.ts";
import { WhatIfQuestion } from "./what-if-question.ts";

const scope = { app: null, traffic: "real", fromMs: startMs - 4 * weekMs, toMs: asOfMs } as const;
const asked = WhatIfQuestion.parse({ ...scope, layer: "users", rate: 0.8, draws: 500 });

describe.each(openTestStores())("what if, on $engine", (backend) => {
  const { events } = world(161, 900);
  async function filled() {
    const store = await backend.open();
    await store.events.append([...events]);
    const ask = (of: Partial<WhatIfQuestion> = {}, at = asOfMs) =>
      answerWhatIf(store.questions, { ...asked, ...of }, at, { random: seededRandom(9) });
    return { store, ask };
  }

  it("[DE161] is the opportunity of the flywheel when the rate is the target", async () => {
    const { store, ask } = await filled();
    const question = FlywheelQuestion.parse({ ...scope, targets: { users: 0.8 } });
    const parts = { random: seededRandom(9) };
    const stated = { ...question, targets: targetsOf(question.targets), experiments: [] };
    const { said } = await answerFlywheel(store.questions, stated, asOfMs, parts);
    const own = said?.judgement.layers.find(({ layer }) => layer === "users");
    const found = await ask();
    expect(found.said?.outcome).toBe(said?.judgement.outcome);
    expect(found.said?.judged.opportunity).toEqual(own?.opportunity);
    expect(found.said?.judged.opportunity?.gain).toBeGreaterThan(0);
    expect(found.said?.judged.target).toEqual({ rate: 0.8, origin: "stated" });
  });

  it("[DE161] moves growth as was planted, with an interval of the difference, and not at all at the rate there is", async () => {
    const { ask } = await filled();
    const found = (await ask({ rate: 0.6 })).said;
    const { opportunity } = found?.judged ?? {};
    const rate = (opportunity?.passed ?? 0) / (opportunity?.entered ?? 1);
    // A week that kept something comes again by so much more; the refused weeks between make it a little less.
    const more = (0.6 - rate) * (planted.back.kept - planted.back.not);
    const difference = (found?.growth?.atRate?.g ?? 0) - (found?.growth?.asItIs?.g ?? 0);
    expect(difference).toBeGreaterThan(0.8 * more);
    expect(difference).toBeLessThan(1.1 * more);
    expect(found?.growth?.difference?.low).toBeLessThan(difference);
    expect(found?.growth?.difference?.high).toBeGreaterThan(difference);
    expect(found?.growth?.difference?.low).toBeGreaterThan(0);

    const same = (await ask({ rate })).said;
    expect(same?.judged.opportunity?.gain).toBeCloseTo(0, 6);
    const before = (await ask({ rate: 0.1 })).said;
    expect(before?.judged.opportunity?.gain).toBeLessThan(0);
    expect(before?.growth?.difference?.high).toBeLessThan(0);
  });

  it("[DE161] says nothing of growth for what is before an answer, and nothing at all before a week is over", async () => {
    const { ask } = await filled();
    const early = (await ask({ layer: "compute", rate: 1 })).said;
    expect(early?.growth).toBeNull();
    expect(early?.judged.opportunity?.gain).toBeGreaterThan(0);
    expect(await ask({ fromMs: startMs }, startMs + 6 * dayMs)).toMatchObject({ weeks: null, said: null });
  });

  /** As if so many had made all the links by which anybody came, and no more than so many had come by them. */
  function madeBy(sharers: number, most = Number.POSITIVE_INFINITY) {
    const shares = events.filter(({ name }) => name === "share.created");
    const kept = new Set(shares.slice(0, sharers).map(({ id }) => id));
    const ids = shares.slice(0, sharers).map(({ fields }) => String(fields.shareId));
    let came = 0;
    return events.flatMap((it) => {
      if (it.name === "share.created") return kept.has(it.id) ? it : [];
      if (it.fields.shareId === undefined) return it;
      came += 1;
      if (came > most) return [];
      return { ...it, fields: { ...it.fields, shareId: ids[came % sharers] ?? "" } };
    });
  }

  it.each([
    { withheld: "too-few-sharers", of: { sharers: 5 } },
    { withheld: "past-not-read", of: { fromMs: startMs - weekMs } },
  ] as const)("[DE165] tells no growth that the flywheel withholds: $withheld", async ({ withheld, of }) => {
    const { sharers = null, ...asking } = { sharers: undefined, ...of };
    const store = await backend.open();
    await store.events.append(sharers === null ? [...events] : madeBy(sharers));
    const question = { ...FlywheelQuestion.parse({ ...scope, ...asking }), targets: targetsOf({}), experiments: [] };
    const parts = { random: seededRandom(9) };
    const { said } = await answerFlywheel(store.questions, question, asOfMs, parts);
    const found = await answerWhatIf(store.questions, { ...asked, ...asking }, asOfMs, parts);
    expect(said?.growth.withheld).toBe(withheld);
    expect(found.said?.growth).toEqual({
      ...{ withheld, referrals: said?.growth.referrals, activeWeeks: said?.growth.activeWeeks },
      ...{ asItIs: null, atRate: null, difference: null },
    });
    expect(found.said?.judged.opportunity?.gain).toBeGreaterThan(0);
  });

  it("[DE165] tells none that would be withheld at the rate, where referrals would make more of it", async () => {
    const store = await backend.open();
    await store.events.append(madeBy(5, 7));
    const growthAt = async (rate: number) => {
      const parts = { random: seededRandom(9) };
      return (await answerWhatIf(store.questions, { ...asked, rate }, asOfMs, parts)).said?.growth;
    };
    const now = await growthAt(0.3);
    expect(now?.withheld).toBeNull();
    expect(now?.asItIs?.shareOfReferrals).toBeGreaterThan(0.02);
    expect(await growthAt(0)).toMatchObject({ withheld: "too-few-sharers", asItIs: null, atRate: null });
  });

  it("[DE165] tells of other growth the G that the flywheel tells", async () => {
    const { store, ask } = await filled();
    const question = { ...FlywheelQuestion.parse(scope), targets: targetsOf({}), experiments: [] };
    const { said } = await answerFlywheel(store.questions, question, asOfMs, { random: seededRandom(9) });
    const found = (await ask()).said?.growth;
    expect(found?.withheld).toBeNull();
    expect(found?.asItIs?.g).toBeCloseTo(said?.growth.reproduction?.g ?? -1, 12);
    expect(found?.activeWeeks).toBe(said?.growth.activeWeeks);
  });
});
