import { seededRandom } from "@flywheel/statistics";
import { describe, expect, it } from "vitest";
import { growthOf, verdictOf, withheldFor } from "./growth.ts";
import { identityOf } from "./identity.ts";
import type { Link } from "./links.ts";
import type { Trajectory } from "./visitor-weeks.ts";
import { decodeWeek } from "./week-code.ts";

const served = { ...decodeWeek(0), served: 1, credits: 0 };
const somebody = { visitor: null, visitors: 1, drawnIn: null };
const seen = { firstWhole: 1, first: 5, lastClosed: 12 };

/** Each comes back after exactly `gap` weeks with the chance `stays`, from a first week spread over the range. */
function regulars(seed: number, count: number, { stays, gap }: { stays: number; gap: number }): Trajectory[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const weeks = [Math.floor(random() * 13)];
    while ((weeks.at(-1) ?? 99) + gap <= 16 && random() < stays) weeks.push((weeks.at(-1) ?? 0) + gap);
    return { ...somebody, weeks: weeks.map((week) => ({ ...served, week })) };
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
      ...{ ...somebody, visitor },
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

describe("[DE163] a later grant", () => {
  const weeks = Array.from({ length: 12 }, (_, place) => place + 1);
  const buyer = (name: string | null, visitors: number): Trajectory => ({
    ...{ visitor: name, visitors, drawnIn: 9 },
    weeks: weeks.map((week) => ({ ...served, week, purchased: 1 })),
  });
  const asked = {
    ...({ population: "organic-purchasers", draws: 50 } as const),
    seen: { firstWhole: -3, first: 1, lastClosed: 12 },
  };

  it("is no death of who bought before it and goes on buying", async () => {
    const growth = await growthOf([buyer(null, 60)], [], asked, seededRandom(3));
    expect(growth.reproduction).toMatchObject({ stays: { newcomer: 1, established: 1 }, g: 1 });
    expect(growth).toMatchObject({ withheld: null, verdict: "sustains-itself", activeWeeks: 60 * 8 });
  });

  it("ends what is counted of a visitor's links, as of their return", async () => {
    const guest = (name: string): Trajectory => ({
      ...{ ...somebody, visitor: name },
      weeks: [{ ...served, week: 6, purchased: 1 }],
    });
    // The links of week 4 have had their four weeks before the grant of week 9, those of week 5 have not.
    const links = [4, 5].map((week) => ({ visitor: `guest ${week}`, sharer: "sharer", week }));
    const people = [buyer("sharer", 1), buyer(null, 60), guest("guest 4"), guest("guest 5")];
    const { referrals } = await growthOf(people, links, asked, seededRandom(3));
    expect(referrals).toEqual({ referred: 1, sharers: 1, largestSharer: 1 });
  });
});

/**
 * Established come again in the next week by 0.8, newcomers by 0.2, and both bring 0.3: so
 * G = 1/2 [(0.3 + 0.8) + sqrt((0.3 - 0.8)^2 + 4 x 0.3 x 0.2)] = 0.9.
 */
function sharing(seed: number): { readonly people: readonly Trajectory[]; readonly links: readonly Link[] } {
  const random = seededRandom(seed);
  const people = Array.from({ length: 4_000 }, (_, place) => ({ name: `${place}`, weeks: [0] }));
  const links: Link[] = [];
  for (let week = 0; week < 16; week += 1) {
    for (const { name, weeks } of people.filter((it) => it.weeks.at(-1) === week)) {
      if (random() < (weeks.length > 1 ? 0.8 : 0.2)) weeks.push(week + 1);
      if (random() >= 0.3) continue;
      links.push({ visitor: `${people.length}`, sharer: name, week });
      people.push({ name: `${people.length}`, weeks: [week + 1] });
    }
  }
  return {
    links,
    people: people.map(({ name, weeks }) => ({
      ...{ ...somebody, visitor: name },
      weeks: weeks.map((week) => ({ ...served, week })),
    })),
  };
}

describe("[DE164] who is new", () => {
  const { people, links } = sharing(7);
  const asked = { population: "everybody", draws: 200 } as const;
  /** What a range tells that begins with the week. */
  const readFrom = (firstWhole: number) => ({
    seen: { firstWhole, first: 8, lastClosed: 15 },
    told: people
      .map((it) => ({ ...it, weeks: it.weeks.filter(({ week }) => week >= firstWhole) }))
      .filter(({ weeks }) => weeks.length > 0),
  });

  it("is known with as many weeks before as somebody can be away, and G is what was planted", async () => {
    for (const firstWhole of [0, 4]) {
      const { seen, told } = readFrom(firstWhole);
      const growth = await growthOf(told, links, { ...asked, seen }, seededRandom(5));
      expect(growth.interval?.low).toBeLessThan(0.9);
      expect(growth.interval?.high).toBeGreaterThan(0.9);
      expect(growth).toMatchObject({ withheld: null, verdict: "does-not-sustain-itself" });
    }
  });

  it("is not known with fewer, and G is withheld without a number", async () => {
    for (const firstWhole of [5, 8]) {
      const { seen, told } = readFrom(firstWhole);
      const growth = await growthOf(told, links, { ...asked, seen }, seededRandom(5));
      expect(growth).toMatchObject({ reproduction: null, interval: null });
      expect(growth).toMatchObject({ withheld: "past-not-read", verdict: "withheld" });
      expect(growth.activeWeeks).toBeGreaterThan(0);
    }
  });

  it("is not told of the weeks before: the identity begins with the first whose past is read", async () => {
    const first = async (firstWhole: number) => {
      const { seen, told } = readFrom(firstWhole);
      return (await identityOf(told, links, seen))[0];
    };
    const [zero, four, eight] = [await first(0), await first(4), await first(8)];
    expect(four?.week).toBe(8);
    expect(four).toEqual(zero);
    expect(four?.visitors.arrived).toBe(0);
    expect(eight?.week).toBe(12);
    expect(eight?.visitors.arrived).toBe(0);
    expect(await first(12)).toBeUndefined();
  });
});

describe("[DE75] active visitors", () => {
  const allPast = { firstWhole: -4, first: 0 };
  const visitor = (name: string | null, weeks: readonly number[], visitors = 1): Trajectory => ({
    ...{ visitor: name, visitors, drawnIn: null },
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

  it("are kept, resurrected, referred or arrived; whoever was brought too late has arrived", async () => {
    const weeks = await identityOf(trajectories, links, { ...allPast, lastClosed: 9 });
    const of = (week: number) => weeks.find((it) => it.week === week);
    expect(of(2)?.visitors).toEqual({ active: 5, kept: 1, resurrected: 3, referred: 1, arrived: 0 });
    expect(of(2)?.credits).toEqual({ active: 60, kept: 12, resurrected: 36, referred: 12, arrived: 0 });
    expect(weeks.every(({ creditsOfInactive }) => creditsOfInactive === 0)).toBe(true);
    expect(of(9)?.visitors).toEqual({ active: 1, kept: 0, resurrected: 0, referred: 0, arrived: 1 });
    expect(of(5)?.visitors.active).toBe(0);
  });

  it("are none of those who paid for an answer that they gave up, whose credits are told apart", async () => {
    const stopped = { ...visitor(null, [3], 2), weeks: [{ ...served, week: 3, served: 0, credits: 7 }] };
    const [week] = await identityOf([stopped], [], { ...allPast, first: 3, lastClosed: 3 });
    expect(week).toMatchObject({ visitors: { active: 0 }, credits: { active: 0 }, creditsOfInactive: 14 });
  });

  it("are the sum of the four in every week, in visitors and in credits", async () => {
    const some = regulars(7, 400, { stays: 0.7, gap: 2 });
    const both = await identityOf([...trajectories, ...some], links, { ...allPast, lastClosed: 16 });
    for (const { visitors, credits } of both) {
      for (const it of [visitors, credits]) {
        expect(it.kept + it.resurrected + it.referred + it.arrived).toBe(it.active);
      }
    }
    const alone = await identityOf(some, [], { ...allPast, lastClosed: 20 });
    const total = alone.reduce((sum, it) => sum + it.visitors.active, 0);
    expect(total).toBe(some.reduce((sum, { weeks }) => sum + weeks.length, 0));
  });
});
