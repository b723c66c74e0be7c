import { seededRandom } from "@flywheel/statistics";
import { describe, expect, it } from "vitest";
import { growthOf, verdictOf, withheldFor } from "./growth.ts";
import { identityOf } from "./identity.ts";
import type { Link } from "./links.ts";
import type { Trajectory } from "./visitor-weeks.ts";
import { decodeWeek } from "./week-code.ts";

const served = { ...decodeWeek(0), served: 1, credits: 0 };
const seen = { first: 5, lastClosed: 12 };

/** Each comes back after exactly `gap` weeks with the chance `stays`, from a first week spread over the range. */
function regulars(seed: number, count: number, { stays, gap }: { stays: number; gap: number }): Trajectory[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const weeks = [Math.floor(random() * 13)];
    while ((weeks.at(-1) ?? 99) + gap <= 16 && random() < stays) weeks.push((weeks.at(-1) ?? 0) + gap);
    return { visitor: null, visitors: 1, weeks: weeks.map((week) => ({ ...served, week })) };
  });
}

describe("[DE73] the growth of demand", () => {
  it("is about what was planted, also when everybody comes every third week only", async () => {
    const asked = { population: "everybody" as const, seen, draws: 500 };
    const growth = await growthOf(regulars(1, 3_000, { stays: 0.6, gap: 3 }), [], asked, seededRandom(2));
    expect(growth.interval?.low).toBeLessThan(0.6);
    expect(growth.interval?.high).toBeGreaterThan(0.6);
    expect((growth.interval?.high ?? 9) - (growth.interval?.low ?? 0)).toBeLessThan(0.15);
    expect(growth).toMatchObject({ withheld: null, verdict: "does-not-sustain-itself" });
  });

  it("[DE74] is withheld where it rests on few sharers or on one, unless referrals hardly matter", async () => {
    expect(withheldFor({ shareOfReferrals: 0.04 }, { sharers: 3, largestSharer: 0.5 })).toBeNull();
    expect(withheldFor({ shareOfReferrals: 0.05 }, { sharers: 29, largestSharer: 0.05 })).toBe("too-few-sharers");
    expect(withheldFor({ shareOfReferrals: 0.5 }, { sharers: 30, largestSharer: 0.11 })).toBe("one-sharer");
    expect(withheldFor({ shareOfReferrals: 0.5 }, { sharers: 30, largestSharer: 0.1 })).toBeNull();
    const young = regulars(3, 50, { stays: 0, gap: 1 }).map((it) => ({ ...it, weeks: [{ ...served, week: 11 }] }));
    const asked = { population: "everybody" as const, seen, draws: 20 };
    expect(await growthOf(young, [], asked, seededRandom(4))).toMatchObject({
      withheld: "gap-not-seen",
      verdict: "withheld",
    });
  });

  it("[DE74] rests on referrals of the period that have had their time", async () => {
    const of = (visitor: string, weeks: readonly number[]): Trajectory => ({
      visitor,
      visitors: 1,
      weeks: weeks.map((week) => ({ ...served, week })),
    });
    // The period is of weeks 5 to 12; a link has had its time four weeks after its maker's week.
    const made = [4, 5, 8, 9].map((week) => ({ sharer: `sharer ${week}`, visitor: `guest ${week}`, week }));
    const people = made.flatMap(({ sharer, visitor, week }) => [of(sharer, [week]), of(visitor, [week])]);
    const asked = { population: "everybody" as const, seen, draws: 20 };
    expect((await growthOf(people, made, asked, seededRandom(4))).referrals).toEqual({
      ...{ referred: 2, sharers: 2, largestSharer: 0.5 },
    });
  });

  it("[DE74] is said to sustain itself only when its interval does", () => {
    expect(verdictOf({ low: 1, high: 1.2 })).toBe("sustains-itself");
    expect(verdictOf({ low: 0.99, high: 1.2 })).toBe("undecided");
    expect(verdictOf({ low: 0.8, high: 0.99 })).toBe("does-not-sustain-itself");
    expect(verdictOf({ low: 0.8, high: 1 })).toBe("undecided");
  });
});

describe("[DE75] active visitors", () => {
  const visitor = (name: string | null, weeks: readonly number[], visitors = 1): Trajectory => ({
    visitor: name,
    visitors,
    weeks: weeks.map((week) => ({ ...served, week, purchased: 1, credits: 10 + week })),
  });
  const trajectories = [
    visitor("sharer", [0, 1, 2]),
    visitor("guest", [2]),
    visitor("late", [9]),
    visitor(null, [0, 2], 3),
  ];
  const links: Link[] = [
    { visitor: "guest", sharer: "sharer", week: 1 },
    { visitor: "late", sharer: "sharer", week: 2 },
  ];

  it("are kept, resurrected, referred or arrived; whoever was brought too late has arrived", () => {
    const weeks = identityOf(trajectories, links, { first: 0, lastClosed: 9 });
    const of = (week: number) => weeks.find((it) => it.week === week);
    expect(of(2)?.visitors).toEqual({ active: 5, kept: 1, resurrected: 3, referred: 1, arrived: 0 });
    expect(of(2)?.credits).toEqual({ active: 60, kept: 12, resurrected: 36, referred: 12, arrived: 0 });
    expect(weeks.every(({ creditsOfInactive }) => creditsOfInactive === 0)).toBe(true);
    expect(of(9)?.visitors).toEqual({ active: 1, kept: 0, resurrected: 0, referred: 0, arrived: 1 });
    expect(of(5)?.visitors.active).toBe(0);
  });

  it("are none of those who paid for an answer that they gave up, whose credits are told apart", () => {
    const stopped = { ...visitor(null, [3], 2), weeks: [{ ...served, week: 3, served: 0, credits: 7 }] };
    const [week] = identityOf([stopped], [], { first: 3, lastClosed: 3 });
    expect(week).toMatchObject({ visitors: { active: 0 }, credits: { active: 0 }, creditsOfInactive: 14 });
  });

  it("are the sum of the four in every week, in visitors and in credits", () => {
    const some = regulars(7, 400, { stays: 0.7, gap: 2 });
    for (const { visitors, credits } of identityOf([...trajectories, ...some], links, { first: 0, lastClosed: 16 })) {
      for (const it of [visitors, credits]) {
        expect(it.kept + it.resurrected + it.referred + it.arrived).toBe(it.active);
      }
    }
    const total = identityOf(some, [], { first: 0, lastClosed: 20 }).reduce((sum, it) => sum + it.visitors.active, 0);
    expect(total).toBe(some.reduce((sum, { weeks }) => sum + weeks.length, 0));
  });
});
