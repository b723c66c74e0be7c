import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import { describe, expect, it } from "vitest";
import { answerFlywheel } from "./ask-flywheel.ts";
import { FlywheelQuestion, targetsOf } from "./flywheel-question.ts";
import { asOfMs, dayMs, planted, startMs, world } from "./invented-world.ts";
import { answerWhatIf } from "./what-if.ts";
import { WhatIfQuestion } from "./what-if-question.ts";

const scope = { app: null, traffic: "real", fromMs: startMs, toMs: asOfMs } as const;
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
    expect(await ask({}, startMs + 6 * dayMs)).toMatchObject({ weeks: null, said: null });
  });
});
