import type { WorldInput } from "./world.ts";

/** Most try it and are gone, some come most days of a week, a few live in it. Farmers come for grants only. */
export const everydayHabits: WorldInput["habits"] = {
  curious: {
    weight: 0.62,
    returns: { unit: "day", hazard: [0.1, 0.06, 0.04, 0.03, 0.03, 0.03, 0.04], later: 0.004 },
    asks: 0.6,
    buys: 0.04,
    buysAhead: 0.001,
    pays: 0.8,
    brings: { newcomer: 0.02, established: 0.02 },
    disappointed: { very: 0.12, somewhat: 0.38, not: 0.4, notApplicable: 0.1 },
  },
  regular: {
    weight: 0.28,
    returns: { unit: "day", hazard: [0.35, 0.3, 0.25, 0.2, 0.2, 0.2, 0.25], later: 0.01 },
    asks: 1,
    buys: 0.25,
    buysAhead: 0.006,
    pays: 0.86,
    brings: { newcomer: 0.05, established: 0.06 },
    disappointed: { very: 0.35, somewhat: 0.42, not: 0.18, notApplicable: 0.05 },
  },
  devoted: {
    weight: 0.1,
    returns: { unit: "day", hazard: [0.55, 0.5, 0.45, 0.4, 0.35, 0.35, 0.4], later: 0.02 },
    asks: 1.7,
    buys: 0.7,
    buysAhead: 0.02,
    pays: 0.92,
    brings: { newcomer: 0.1, established: 0.12 },
    disappointed: { very: 0.68, somewhat: 0.25, not: 0.05, notApplicable: 0.02 },
  },
  farmer: {
    weight: 0,
    returns: { unit: "day", hazard: [0.7, 0.6, 0.5], later: 0.2 },
    asks: 1.5,
    buys: 0,
    buysAhead: 0,
    pays: 0,
    brings: { newcomer: 0, established: 0 },
    disappointed: { very: 0.05, somewhat: 0.2, not: 0.65, notApplicable: 0.1 },
  },
};
