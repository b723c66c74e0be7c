import { seeds } from "@flywheel/experiments";
import { everyday } from "../world/everyday.ts";
import type { WorldInput } from "../world/world.ts";

/** Worlds that drive every branch of the generator far more often than everyday does. */
export const wildWorlds: readonly { readonly what: string; readonly world: Partial<WorldInput> }[] = [
  {
    what: "a broken network",
    world: {
      supply: {
        ...everyday.supply,
        noCapacity: 0.2,
        noActiveNode: 0.1,
        unknownModel: 0.1,
        failed: 0.2,
        settlementFailed: 0.2,
        slowness: 12,
        outages: [{ day: 2, fromHour: 6, hours: 30, noCapacity: 1, models: ["northlight/aquarelle-2"] }],
      },
      experience: { ...everyday.experience, patienceMs: { least: 0, most: 20_000 } },
    },
  },
  {
    what: "little money, many grants, many guests",
    world: {
      habits: Object.fromEntries(
        Object.entries(everyday.habits).map(([name, habit]) => [
          name,
          { ...habit, buys: 0.5, buysAhead: 0.2, pays: 0.5, brings: { newcomer: 0.4, established: 1.2 } },
        ]),
      ),
      funding: { ...everyday.funding, allowanceCredits: 40, quotedAboveCredits: 10, declines: 0.5 },
      campaigns: everyday.campaigns.map((campaign) => ({
        ...campaign,
        share: 0.8,
        farmers: 0.5,
        everyDays: 1,
        credits: 33,
        lastDay: 6,
      })),
    },
  },
  {
    what: "everything is proved, probed and tried",
    world: {
      proof: { ...everyday.proof, opens: 1, verifies: 0.9, fails: 0.3, copies: 0.5, rates: 0.8, requires: 0.5 },
      opinion: { rates: 0.9, discards: 0.5, complains: 0.5 },
      survey: { survey: "sean-ellis", fromVisit: 1, answers: 0.5 },
      probes: everyday.probes.map((probe) => ({
        ...probe,
        ...{ fromVisit: 1, shown: 1, clicks: 0.9, leavesContact: 0.9, prepays: 0.9, prepaidCredits: 5 },
      })),
      experiments: seeds.map((definition) => {
        const another = definition.variants.at(-1)?.key ?? "";
        return {
          definition,
          firstDay: 3,
          lastDay: 9,
          effects: { [another]: { asks: 2, keeps: 3, buys: 2, brings: 2, opensProof: 0.1, returns: 1.5 } },
          failsToLoad: { [another]: 0.3 },
        };
      }),
    },
  },
];
