import {
  closedWeeks,
  type Growth,
  growthOf,
  readLinks,
  readVisitorWeeks,
  seededRandom,
  VisitorWeeks,
} from "@flywheel/demand";
import { habitsFor, shapes, worldOf } from "./growth-worlds.ts";
import type { Part, Planted } from "./part.ts";
import { asked, expectedOfEach, weeks } from "./planted-growth.ts";

type PlantedGrowth = Planted & { readonly planted: { readonly growth: number; readonly habits: string } };
type Found = Pick<Growth, "withheld"> & {
  readonly growth: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly covers: boolean;
};

const dayMs = 86_400_000;
/** A Monday. */
const startMs = Date.UTC(2026, 0, 5);
const seeds = 25;
/** Expected in the weeks that are asked about. */
const activeWeeks = 2_000;

/** The 90 % interval of the reproduction number covers what was planted about nine times in ten: neither less nor always. */
export const growth: Part<PlantedGrowth, Found> = {
  name: "growth",
  populations: [0.6, 0.9, 1, 1.2].flatMap((planted, of) =>
    Array.from({ length: seeds }, (_, place) => {
      const { name } = shapes[place % shapes.length] ?? { name: "" };
      return { label: `G = ${planted}`, planted: { growth: planted, habits: name }, seed: 1 + seeds * of + place };
    }),
  ),

  async run({ planted, seed }, open) {
    const shape = shapes.find(({ name }) => name === planted.habits);
    if (shape === undefined) throw new TypeError(`there are no habits called ${planted.habits}`);
    const habits = habitsFor(shape, planted.growth);
    const days = 7 * weeks;
    const visitors = Math.round(activeWeeks / expectedOfEach(habits));
    const population = await open({ world: worldOf(habits), visitors, days, seed, startMs });
    try {
      const asOfMs = startMs + days * dayMs;
      const question = VisitorWeeks.parse({
        app: null,
        traffic: "simulated",
        fromMs: startMs,
        toMs: asOfMs,
        segment: null,
      });
      const seen = closedWeeks(question, asOfMs, asked);
      if (seen === null) throw new Error("no week is over");
      const trajectories = await readVisitorWeeks(population.questions, question, asOfMs);
      const links = await readLinks(population.questions, question, asOfMs);
      const how = { population: "everybody", seen, draws: 500 } as const;
      const { reproduction, interval, withheld } = await growthOf(trajectories, links, how, seededRandom(seed));
      const [low, high] = [interval?.low ?? null, interval?.high ?? null];
      const covers =
        withheld === null && low !== null && high !== null && low <= planted.growth && planted.growth <= high;
      return { growth: reproduction?.g ?? null, low, high, covers, withheld };
    } finally {
      await population.close();
    }
  },

  sum: (runs) => ({ populations: runs.length, gCovered: runs.filter(({ found }) => found.covers).length }),

  /** 82 to 97 of all hundred; of fewer, no less than that share. */
  sound: ({ populations = 0, gCovered = 0 }) =>
    gCovered >= 0.82 * populations && (populations < 4 * seeds || gCovered <= 97),
};
