import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import type { TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { inventEvent, sentAgain } from "../invented-days.ts";
import { readLinks } from "./links.ts";
import { linksSlowly } from "./links.twin.ts";
import { VisitorWeeks } from "./visitor-weeks.ts";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 8, 7);
const question = (seed: number) =>
  VisitorWeeks.parse({
    app: seed % 2 === 0 ? "chat" : null,
    fromMs: startMs + (seed % 3) * dayMs,
    toMs: startMs + 26 * dayMs,
    traffic: seed % 4 === 0 ? "simulated" : "real",
    timeZone: ["UTC", "Europe/Berlin"][seed % 2],
  });

/**
 * Few links and many who claim them, so that some are claimed by their own makers and some by two. Every fifth event is sent
 * again, changed.
 */
function inventLinks(seed: number, busiest = 0): TakenEvent[] {
  const random = seededRandom(seed);
  const roll = (below: number) => Math.floor(random() * below);
  const events = Array.from({ length: 60 }, (_, visitor) => {
    const isBusy = visitor === 0 && busiest > 0;
    const traits = { bot: !isBusy && roll(9) === 0, simulated: !isBusy && roll(3) === 0 };
    return Array.from({ length: isBusy ? busiest : 1 + roll(4) }, () => {
      // Who is busy makes so many links that others are still the first to make some of theirs.
      const shareId = `shr_${roll(isBusy ? busiest / 2 : 12)}`;
      const session = { entry: roll(4) === 0 ? "direct" : "share", first: roll(5) !== 0, shareId };
      const shares = roll(3) === 0;
      const atMs = startMs + roll(28 * 4) * (dayMs / 4);
      return inventEvent(`visitor ${seed} ${visitor}`, {
        ...traits,
        name: shares ? "share.created" : "session.started",
        atMs,
        fields: shares ? { shareId } : session,
      });
    });
  }).flat();
  return [...events, ...sentAgain(events, dayMs).map((it, place) => ({ ...it, fields: events[place]?.fields ?? {} }))];
}

describe.each(openTestStores())("links on $engine", (backend) => {
  it("[DE70] say who was brought by whom, as their slow twin does", async () => {
    for (let seed = 1; seed <= 9; seed += 1) {
      const events = inventLinks(seed, seed === 9 ? 10_000 : 0);
      const store = await backend.open();
      await store.events.append(events);
      const sorted = (of: readonly unknown[]) => of.map((it) => JSON.stringify(it)).sort();
      const asOfMs = startMs + 24 * dayMs;
      const expected = linksSlowly(question(seed), asOfMs, events);
      expect(expected.length).toBeGreaterThan(1);
      expect(sorted(await readLinks(store.questions, question(seed), asOfMs))).toEqual(sorted(expected));
    }
  });
});
