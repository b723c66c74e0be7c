import { generate } from "@flywheel/simulator";
import { describe, expect, it } from "vitest";
import { farmed, timing } from "./timing.ts";
import { farmedKnobsOf, type Knobs, knobsOf, timingWeeks } from "./timing-knobs.ts";
import { arrivalsOf, plantedTiming } from "./timing-planted.ts";
import { weeklyRatioOf } from "./timing-returns.ts";
import { timingWorldOf } from "./timing-worlds.ts";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 0, 5);

/** Of each visitor, the weeks in which they came and in which they were served; counted from the generator's own events. */
function weeksIn(knobs: Knobs, seed: number) {
  const world = timingWorldOf(knobs, arrivalsOf(knobs).all);
  const came = new Map<string, Set<number>>();
  const served = new Map<string, Set<number>>();
  const given = new Set<string>();
  for (const events of generate({ world, visitors: knobs.visitors, days: 7 * timingWeeks, seed, startMs })) {
    for (const { name, visitorId, atMs, fields } of events) {
      const who = String(visitorId);
      const into = name === "app.opened" ? came : name === "inference.completed" ? served : null;
      if (name === "session.started" || into === null) {
        if (name === "credits.granted" && fields.funding === "granted") given.add(who);
        continue;
      }
      const week = Math.floor((atMs - startMs) / (7 * dayMs));
      into.set(who, (into.get(who) ?? new Set()).add(week));
    }
  }
  return { came, served, given };
}

const shareOf = <T>(all: readonly T[], is: (one: T) => boolean) => all.filter(is).length / all.length;

describe("[SV135] what is planted in the timing", () => {
  it("is of the class that it is called by, by its knobs alone, and clear of what would make it another", () => {
    for (const { label, planted } of timing.populations) {
      expect(planted.is, JSON.stringify(planted)).toBe(label);
      const { weeklyRatio, segmentRatio, supply } = planted;
      for (const ratio of [weeklyRatio, segmentRatio, supply?.servedRatio]) {
        if (typeof ratio === "number") expect(Math.abs(ratio - 0.93)).toBeGreaterThan(0.01);
      }
    }
    expect(timing.populations).toHaveLength(80);
  });

  it("is never demand that is here where it is farmed", () => {
    const found = farmed.populations.map(({ planted }) => planted);
    expect(found).toHaveLength(100);
    expect(found.filter(({ is }) => is === "here" || is === "insufficient")).toEqual([]);
    expect(Math.min(...found.map(({ grantedShare }) => grantedShare))).toBeGreaterThan(0.52);
    // Some would be, but for one thing: the rest stays and pays, and the farmers are most of it.
    expect(found.some(({ weeklyRatio, quickRatio }) => weeklyRatio > 0.95 && quickRatio > 1)).toBe(true);
  });
});

describe("[SV136] what the generator makes is what was planted", { timeout: 300_000 }, () => {
  it.each([
    ["who stays", knobsOf("here", 2)],
    ["who leaves", knobsOf("absent", 3)],
    ["who leaves one app sooner", knobsOf("early", 4)],
    ["who stays, but for a few", knobsOf("early", 2)],
  ] as const)("%s: how many are there at which age, and who came and went", (_, own) => {
    const knobs = { ...own, visitors: 6_000 };
    const planted = plantedTiming(knobs);
    const { came } = weeksIn(knobs, 3);
    const visitors = [...came.values()].map((weeks) => ({ first: Math.min(...weeks), weeks }));
    const at = (age: number) =>
      shareOf(
        visitors.filter(({ first }) => first + age < timingWeeks),
        ({ first, weeks }) => weeks.has(first + age),
      );
    const level = planted.ages.reduce((sum, age) => sum + at(age), 0) / planted.ages.length;
    expect(Math.abs(level - planted.level)).toBeLessThan(0.02);
    expect(weeklyRatioOf(planted.ages.map(at)) / planted.weeklyRatio).toBeCloseTo(1, 1);
    const last = Array.from({ length: 4 }, (_, place) => timingWeeks - 4 + place);
    const turned = (from: boolean) =>
      last.reduce(
        (sum, week) =>
          sum + visitors.filter(({ weeks }) => weeks.has(week - 1) === from && weeks.has(week) !== from).length,
        0,
      );
    expect(turned(false) / turned(true) / planted.quickRatio).toBeCloseTo(1, 1);
  });

  it("who is organic lately, where farmers were most", () => {
    for (const seed of [2, 3]) {
      const knobs = { ...farmedKnobsOf(seed), visitors: 4_000 };
      const { came, given } = weeksIn(knobs, seed);
      const lately = [...came].filter(([, weeks]) => Math.max(...weeks) >= timingWeeks - 4);
      const organic = shareOf(lately, ([who]) => !given.has(who));
      expect(Math.abs(organic - plantedTiming(knobs).organicShare)).toBeLessThan(0.03);
    }
  });

  it("how many asks are lost, and who was served until then", () => {
    for (const seed of [1, 4]) {
      const knobs = { ...knobsOf("supply-limited", seed), visitors: 8_000 };
      const { came, served } = weeksIn(knobs, seed);
      const visits = [...came].flatMap(([who, weeks]) => [...weeks].map((week) => served.get(who)?.has(week) ?? false));
      expect(Math.abs(1 - shareOf(visits, (it) => it) - (knobs.shortage?.share ?? 0))).toBeLessThan(0.015);
      // Of those who were served in every visit until the judged weeks, who is served in them.
      const planted = plantedTiming(knobs);
      const [begin = 0] = planted.ages;
      const end = planted.ages.at(-1) ?? 0;
      const full = [...came].flatMap(([who, weeks]) => {
        const first = Math.min(...weeks);
        const answered = served.get(who) ?? new Set<number>();
        const isFull = [...weeks].every((week) => week >= first + begin || answered.has(week));
        return isFull && first + end < timingWeeks ? [{ first, answered }] : [];
      });
      const at = (age: number) => shareOf(full, ({ first, answered }) => answered.has(first + age));
      expect(weeklyRatioOf(planted.ages.map(at)) / (planted.supply?.servedRatio ?? 0)).toBeCloseTo(1, 1);
    }
  });
});
