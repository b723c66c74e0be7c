import { farmerAsks, type Knobs, type TimingClass, timingWeeks } from "./timing-knobs.ts";
import { type Group, gapsOf, groupOf, mixed, sometimeFrom, thereAt, twiceAt, weeklyRatioOf } from "./timing-returns.ts";
import { plantedSupply } from "./timing-supply.ts";

/** What a population comes to in expectation, in the words of the verdict. All of it follows from the knobs. */
export type PlantedTiming = {
  readonly is: TimingClass | "insufficient";
  /** Organic visitors who have four weeks behind them. */
  readonly matured: number;
  /** Weeks after the first, whose retention is judged. */
  readonly ages: readonly number[];
  /** Of the retention of organic visitors over them. */
  readonly weeklyRatio: number;
  readonly level: number;
  /** The same of the segment that was declared, people of the image studio; null where both apps are alike. */
  readonly segmentRatio: number | null;
  readonly purchasers: number;
  readonly organicShare: number;
  readonly quickRatio: number;
  /** Of served requests. */
  readonly grantedShare: number;
  /** Of those who were fully served until the judged weeks; of all opportunity, that of supply; of minutes, the busy ones. */
  readonly supply: { readonly servedRatio: number; readonly share: number; readonly busy: number } | null;
};

/** What the verdict asks for (measures.md), written down again: a bound that moves there must not move what is planted. */
const asked = {
  ...{ visitors: 2_000, ratio: 0.93, level: 0.02, purchasers: 100, organic: 0.6, quick: 1 },
  ...{ supply: 0.5, busy: 0.2, points: 4, lately: 4 },
};

export function plantedTiming(knobs: Knobs): PlantedTiming {
  const arrivals = arrivalsOf(knobs);
  const groups = groupsOf(knobs);
  const matured = reachedBy(arrivals.organic, asked.points);
  const ages = judgedAges(arrivals.organic);
  const judged = ages.map((age) => thereAt(groups, age));
  const [studio] = groups;
  const planted = {
    ...{ matured, ages },
    weeklyRatio: weeklyRatioOf(judged),
    level: judged.reduce((sum, it) => sum + it, 0) / judged.length,
    segmentRatio: knobs.chat && studio ? weeklyRatioOf(ages.map((age) => studio.there[age] ?? 0)) : null,
    purchasers: matured * knobs.payers * keptOf(knobs),
    organicShare: organicShareOf(knobs, arrivals, groups),
    quickRatio: quickRatioOf(arrivals.organic, groups),
    grantedShare: grantedShareOf(knobs, arrivals, groups),
    supply: knobs.shortage && plantedSupply(knobs, knobs.shortage, arrivals.all, ages),
  };
  return { is: classOf(planted), ...planted };
}

/** The first that holds, as measures.md has it. */
function classOf(it: Omit<PlantedTiming, "is">): PlantedTiming["is"] {
  const holds = (ratio: number) => ratio > asked.ratio && it.level > asked.level;
  if (it.matured < asked.visitors) return "insufficient";
  const { supply } = it;
  if (supply && supply.share >= asked.supply && supply.busy >= asked.busy && holds(supply.servedRatio)) {
    return "supply-limited";
  }
  const many = it.purchasers >= asked.purchasers && it.organicShare > asked.organic && it.quickRatio > asked.quick;
  if (many && holds(it.weeklyRatio)) return "here";
  if (holds(it.weeklyRatio) || (it.segmentRatio !== null && holds(it.segmentRatio))) return "early";
  return Math.max(it.weeklyRatio, it.segmentRatio ?? 0) < asked.ratio ? "absent" : "insufficient";
}

type Arrivals = Readonly<Record<"all" | "organic" | "given", readonly number[]>>;

/** Of each week. */
export function arrivalsOf({ visitors, growth, arrivingWeeks, campaign }: Knobs): Arrivals {
  const weights = Array.from({ length: timingWeeks }, (_, week) => (week < arrivingWeeks ? growth ** week : 0));
  const whole = weights.reduce((sum, it) => sum + it, 0);
  const all = weights.map((it) => (visitors * it) / whole);
  const given = all.map((it, week) => (campaign && week < campaign.weeks ? it * campaign.share : 0));
  return { all, given, organic: all.map((it, week) => it - (given[week] ?? 0)) };
}

/** Visitors of cohorts that have so many weeks behind them. */
const reachedBy = (arrivals: readonly number[], age: number): number =>
  arrivals.slice(0, timingWeeks - age).reduce((sum, it) => sum + it, 0);

/** The last four ages that enough visitors, and half of the most, have reached. */
function judgedAges(arrivals: readonly number[]): readonly number[] {
  const enough = Math.max(asked.visitors, reachedBy(arrivals, asked.points) / 2);
  let last = timingWeeks - 1;
  while (last > asked.points && reachedBy(arrivals, last) < enough) last -= 1;
  return Array.from({ length: asked.points }, (_, place) => last - asked.points + 1 + place);
}

/** One, or people of the studio and people of chat, whose visits may each leave less of the wish to come again. */
function groupsOf({ firstReturns, returns, chat }: Knobs): readonly Group[] {
  const usual = [firstReturns, returns].map((own) => gapsOf(own, timingWeeks));
  const [first = [], later = []] = usual;
  if (chat === null) return [groupOf(1, first, later)];
  const [chatFirst = [], chatLater = []] = [firstReturns, returns].map((own, place) =>
    mixed([
      { share: chat.keeps, gaps: usual[place] ?? [] },
      { share: 1 - chat.keeps, gaps: gapsOf(own, timingWeeks, chat.keptNothing) },
    ]),
  );
  return [groupOf(1 - chat.share, first, later), groupOf(chat.share, chatFirst, chatLater)];
}

/** Share of first outputs that are kept. */
const keptOf = ({ keeps, chat }: Knobs): number => (chat === null ? keeps : 1 - chat.share * (1 - chat.keeps));

/** Comings by goings of the last four weeks. */
function quickRatioOf(arrivals: readonly number[], groups: readonly Group[]): number {
  let [came, went] = [0, 0];
  for (const [cohort, visitors] of arrivals.entries()) {
    for (let age = Math.max(0, timingWeeks - asked.lately - cohort); age < timingWeeks - cohort; age += 1) {
      const both = age === 0 ? 0 : twiceAt(groups, age);
      came += visitors * (thereAt(groups, age) - both);
      if (age > 0) went += visitors * (thereAt(groups, age - 1) - both);
    }
  }
  return came / went;
}

/** Of all who are there in one of the last four weeks. Whoever was given credits comes as everybody does, unless they farm. */
function organicShareOf({ campaign }: Knobs, arrivals: Arrivals, groups: readonly Group[]): number {
  if (campaign === null) return 1;
  const first = timingWeeks - asked.lately;
  const lately = (counts: readonly number[], chance: (age: number) => number) =>
    counts.reduce((sum, count, cohort) => sum + count * (cohort >= first ? 1 : chance(first - cohort)), 0);
  const usual = (age: number) => sometimeFrom(groups, age, asked.lately);
  const farming = 1 - (1 - campaign.farmerHazard) ** Math.max(0, campaign.weeks - first);
  const organic = lately(arrivals.organic, usual);
  const given = lately(arrivals.given, (age) => campaign.farmers * farming + (1 - campaign.farmers) * usual(age));
  return organic / (organic + given);
}

/** Of a farmer's requests all but the first of a visit are granted; they come with one chance each week until it ends. */
function grantedShareOf({ campaign }: Knobs, arrivals: Arrivals, groups: readonly Group[]): number {
  if (campaign === null) return 0;
  const visits = (counts: readonly number[], until: (age: number) => number) =>
    counts.reduce((sum, count, cohort) => sum + count * until(timingWeeks - 1 - cohort), 0);
  const usual = (ages: number) => Array.from({ length: ages + 1 }, (_, age) => thereAt(groups, age)).reduce(add, 0);
  const gone = timingWeeks - campaign.weeks;
  const farming = visits(arrivals.given, (ages) => 1 + Math.max(0, ages - gone) * campaign.farmerHazard);
  const others = visits(arrivals.organic, usual) + (1 - campaign.farmers) * visits(arrivals.given, usual);
  const farmed = campaign.farmers * farming;
  return ((farmerAsks - 1) * farmed) / (farmerAsks * farmed + others);
}

const add = (a: number, b: number) => a + b;
