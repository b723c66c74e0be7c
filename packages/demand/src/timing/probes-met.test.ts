import { openTestStores } from "@flywheel/store/testing";
import type { EventFilter, TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { inventWeeks, weeksFromMs, weeksToMs } from "../asking/invented-weeks.ts";
import { Scope } from "../asking/scope.ts";
import { inventEvent } from "../invented-days.ts";
import { answerUnmetDemand, UnmetDemand } from "../questions/unmet-demand.ts";
import { unmetDemandSlowly } from "../questions/unmet-demand.twin.ts";
import { readProbeCounts } from "./probe-counts.ts";
import { probeCountsSlowly } from "./told.twin.ts";

const dayMs = 86_400_000;
const probed: readonly EventFilter[] = ["video", "voice"].flatMap((probe): EventFilter[] => [
  { name: "probe.shown", where: { probe } },
  { name: "probe.declined", where: { probe } },
  { name: "probe.committed", where: { probe, commitment: "click" } },
  { name: "probe.committed", where: { probe, commitment: "contact" } },
  { name: "probe.prepaid", where: { probe } },
]);

describe.each(openTestStores())("who met a probe, on $engine", (backend) => {
  const ask = async (events: readonly TakenEvent[], scope: Scope, asOfMs = weeksToMs) => {
    const store = await backend.open();
    await store.events.append([...events]);
    const unmet = await answerUnmetDemand(store.questions, UnmetDemand.parse(scope), asOfMs);
    return { wants: unmet.wants, counts: await readProbeCounts(store.questions, scope, asOfMs) };
  };

  it.each(Array.from({ length: 8 }, (_, index) => index + 1))(
    "[DE210] is the same in the unmet demand and in the timing (seed %i)",
    async (seed) => {
      // Fields go missing in invented weeks; a probe's name never does.
      const events = inventWeeks(seed, probed).filter(({ fields }) => fields.probe !== undefined);
      const scope = Scope.parse({
        app: seed % 3 === 0 ? "image-studio" : null,
        traffic: seed % 5 === 0 ? "simulated" : "real",
        fromMs: weeksFromMs + (seed % 4) * 9 * dayMs,
        toMs: weeksToMs - (seed % 3) * 6 * dayMs,
      });
      const asOfMs = weeksToMs - 5 * dayMs;
      const { wants, counts } = await ask(events, scope, asOfMs);
      const met = (of: typeof wants) => new Map(of.map(({ subject, shown }) => [subject, shown]));
      expect(met(wants)).toEqual(new Map(counts.map(({ probe, shown }) => [probe, shown])));
      expect(counts).toEqual(probeCountsSlowly(scope, asOfMs, events));
      expect(wants).toEqual(unmetDemandSlowly(UnmetDemand.parse(scope), asOfMs, events));
      for (const { committed, shown, declined } of wants) {
        const committing = committed.click + committed.contact + committed.prepaid;
        expect(committing).toBeLessThanOrEqual(shown);
        expect(declined).toBeLessThanOrEqual(shown);
      }
    },
  );

  it("[DE210] are also those to whom it was shown before the range", async () => {
    const at = (visitor: string, name: TakenEvent["name"], day: number, fields: TakenEvent["fields"] = {}) =>
      inventEvent(visitor, { name, atMs: weeksFromMs + day * dayMs, fields: { probe: "video", ...fields } });
    const events = [
      ...["ada", "bob", "cyd", "dan"].map((visitor) => at(visitor, "probe.shown", 1)),
      at("ada", "probe.committed", 8, { commitment: "click" }),
      at("bob", "probe.prepaid", 8),
      at("cyd", "probe.declined", 8),
      at("eve", "probe.shown", 8),
    ];
    const range = { fromMs: weeksFromMs + 7 * dayMs, toMs: weeksToMs };
    const { wants, counts } = await ask(events, Scope.parse({ app: null, traffic: "real", ...range }));
    expect(wants).toMatchObject([{ shown: 4, declined: 1, committed: { prepaid: 1, contact: 0, click: 1, ask: 0 } }]);
    expect(counts).toEqual([{ probe: "video", shown: 4, click: 1, contact: 0, prepaid: 1 }]);
  });
});
