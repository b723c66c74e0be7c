import { seededRandom } from "@flywheel/statistics";
import { describe, expect, it } from "vitest";
import type { Link } from "./links.ts";
import { activeWeeksAmong, offspringOf, offspringValues, offspringWidth, type Population } from "./offspring.ts";
import type { Trajectory } from "./visitor-weeks.ts";
import { decodeWeek } from "./week-code.ts";
import { collapseRows, sumRows } from "./weighted-bootstrap.ts";

const nothing = { ...decodeWeek(0), credits: 0 };
const seen = { first: 5, lastClosed: 14 };

function invent(seed: number): { readonly trajectories: readonly Trajectory[]; readonly links: readonly Link[] } {
  const random = seededRandom(seed);
  const roll = (below: number) => Math.floor(random() * below);
  const begins = Array.from({ length: 200 }, () => roll(14));
  const trajectories = begins.map((begin, visitor) => ({
    visitor: String(visitor),
    visitors: 1,
    drawnIn: roll(3) === 0 ? roll(22) - 2 : null,
    weeks: Array.from({ length: 18 }, (_, week) => week)
      .filter((week) => roll(3) > 0 && (visitor < 20 || week >= begin))
      .map((week) => ({
        ...nothing,
        week,
        served: roll(3),
        purchased: roll(2),
      })),
  }));
  const links = trajectories.slice(20).map(({ visitor }) => ({ visitor, sharer: String(roll(20)), week: roll(18) }));
  return { trajectories, links };
}

const isDrawnBy = (whose: Trajectory | undefined, week: number) => (whose?.drawnIn ?? 99) <= week;

/** Every pair of weeks is looked at, by the words of the rules. */
function slowly({ trajectories, links }: ReturnType<typeof invent>, population: Population) {
  const byName = new Map(trajectories.map((it) => [it.visitor, it]));
  const isActive = (visitor: string, week: number): boolean => {
    const whose = byName.get(visitor);
    const own = whose?.weeks.find((it) => it.week === week);
    if (own === undefined) return false;
    if (population === "everybody") return own.served > 0;
    return own.purchased > 0 && !isDrawnBy(whose, week);
  };
  /** Who is drawn by something else can from then on not be told to be organic, whatever they buy. */
  const isSeen = (visitor: string, week: number): boolean =>
    week <= seen.lastClosed && (population === "everybody" || !isDrawnBy(byName.get(visitor), week));
  const all = Array.from({ length: 18 }, (_, week) => week);
  const firstOf = (visitor: string) => all.find((week) => isActive(visitor, week));
  const kinds = ["newcomer", "established"] as const;
  const counts = kinds.map((kind) => {
    const parents = trajectories.flatMap(({ visitor }) =>
      all
        .filter((week) => isActive(String(visitor), week) && week >= seen.first && week <= seen.lastClosed)
        .filter((week) => (firstOf(String(visitor)) === week) === (kind === "newcomer"))
        .map((week) => ({ visitor: String(visitor), week })),
    );
    const awayFor = (gap: number) =>
      parents.filter(
        ({ visitor, week }) =>
          isSeen(visitor, week + gap) && all.every((it) => it <= week || it >= week + gap || !isActive(visitor, it)),
      );
    const gaps = [1, 2, 3, 4];
    const ripe = parents.filter(({ visitor, week }) => isSeen(visitor, week + 4));
    const referred = ripe.flatMap(({ visitor, week }) =>
      links.filter((link) => {
        const between = all.some((it) => it > week && it <= link.week && isActive(visitor, it));
        const first = firstOf(link.visitor) ?? Number.POSITIVE_INFINITY;
        return link.sharer === visitor && link.week >= week && !between && first >= week && first <= week + 4;
      }),
    );
    const returned = (gap: number) => awayFor(gap).filter(({ visitor, week }) => isActive(visitor, week + gap)).length;
    return {
      atRisk: gaps.map((gap) => awayFor(gap).length),
      returned: gaps.map(returned),
      activeWeeks: ripe.length,
      referred: referred.length,
    };
  });
  return { newcomer: counts[0], established: counts[1] };
}

describe("[DE71] offspring", () => {
  it.each(["everybody", "organic-purchasers"] as const)(
    "of %s are those that a look at every pair finds",
    (population) => {
      let referred = 0;
      for (let seed = 1; seed <= 12; seed += 1) {
        const world = invent(seed);
        const rows = world.trajectories
          .map(activeWeeksAmong(world.trajectories, world.links, population))
          .map((it) => ({
            count: it.visitors,
            values: offspringValues(it, seen),
          }));
        const expected = slowly(world, population);
        referred += expected.established?.referred ?? 0;
        expect(offspringOf(sumRows(collapseRows(rows, offspringWidth)))).toEqual(expected);
      }
      expect(referred).toBeGreaterThan(12);
    },
  );

  it("[DE163] of who buys every week are certain, also when all of them are granted credits in the fifth", () => {
    const weeks = Array.from({ length: 8 }, (_, place) => place + 1);
    const buyers = [
      {
        ...{ visitor: null, visitors: 40, drawnIn: 5 },
        weeks: weeks.map((week) => ({ ...nothing, week, served: 1, purchased: 1 })),
      },
    ];
    const whole = { first: 1, lastClosed: 8 };
    const found = (population: Population) => {
      const rows = buyers.map(activeWeeksAmong(buyers, [], population)).map((it) => ({
        ...{ count: it.visitors, values: offspringValues(it, whole) },
      }));
      return offspringOf(sumRows(collapseRows(rows, offspringWidth)));
    };
    const { newcomer, established } = found("organic-purchasers");
    // Of the second and third week it is seen that they bought again, of the fourth it is not seen what came after.
    expect(established).toEqual({ atRisk: [80, 0, 0, 0], returned: [80, 0, 0, 0], activeWeeks: 0, referred: 0 });
    expect(newcomer).toEqual({ atRisk: [40, 0, 0, 0], returned: [40, 0, 0, 0], activeWeeks: 0, referred: 0 });
    expect(found("everybody").established).toMatchObject({ atRisk: [240, 0, 0, 0], returned: [240, 0, 0, 0] });
  });
});
