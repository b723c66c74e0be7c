import { openTestStores } from "@flywheel/store/testing";
import type { TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { answerExposureCounts } from "./exposure-counts.ts";
import { countExposuresSlowly } from "./exposure-counts.twin.ts";
import { dayMs, inventWeeks, sawVariant, startMs, type Traits } from "./testing/invent.ts";
import { panel } from "./testing/panel.ts";

const experiment = panel({ phase: 2 });
const saw = (
  visitor: string,
  minute: number,
  variant: string,
  given: Traits & { phase?: number; experiment?: string } = {},
) => sawVariant(visitor, startMs + minute * 60_000, variant, { phase: 2, ...given });

describe.each(openTestStores())("exposure counts on $engine", (backend) => {
  const ask = async (events: readonly TakenEvent[]) => {
    const store = await backend.open();
    await store.events.append(events);
    return answerExposureCounts(store.questions, experiment, startMs + dayMs);
  };

  it.each([1, 2, 3, 4, 5, 6])("[RO1] agree with their slow twin (seed %i)", async (seed) => {
    const events = inventWeeks(seed, 60);
    const asOfMs = startMs + (seed % 3) * 12 * dayMs;
    const store = await backend.open();
    await store.events.append(events);
    for (const phase of [1, 2]) {
      const of = panel({ phase });
      const counts = await answerExposureCounts(store.questions, of, asOfMs);
      expect(counts).toEqual(countExposuresSlowly(of, asOfMs, events));
    }
  });

  it("[RO2] say how many met it, and nothing of what they did", async () => {
    const counts = await ask([saw("one", 0, "below"), saw("two", 0, "beside"), saw("three", 1, "beside")]);
    expect(counts).toEqual({
      asOfMs: startMs + dayMs,
      experiment: "panel",
      phase: 2,
      excluded: 0,
      variants: [
        { key: "below", name: "Below", exposed: 1 },
        { key: "beside", name: "Beside", exposed: 2 },
      ],
    });
  });

  it("[RO3] leave a visitor who saw two variants out of both, and say so", async () => {
    const counts = await ask([
      saw("torn", 0, "below"),
      saw("torn", 5, "beside"),
      saw("torn, too", 5, "beside"),
      saw("torn, too", 6, "below"),
      saw("sure", 0, "below"),
    ]);
    expect(counts).toMatchObject({ excluded: 2, variants: [{ exposed: 1 }, { exposed: 0 }] });
  });

  it("[RO4] know one phase, one experiment and real visitors only, until now", async () => {
    const counts = await ask([
      saw("before", 0, "below", { phase: 1 }),
      saw("elsewhere", 0, "below", { experiment: "other" }),
      saw("bot", 0, "below", { bot: true }),
      saw("simulated", 0, "below", { simulated: true }),
      saw("tomorrow", 24 * 60 + 1, "below"),
    ]);
    expect(counts.variants.map(({ exposed }) => exposed)).toEqual([0, 0]);
  });

  it("[RO5] count a visitor once, however often they met it", async () => {
    const counts = await ask([saw("eager", 0, "below"), saw("eager", 1, "below"), saw("eager", 2, "below")]);
    expect(counts.variants.map(({ exposed }) => exposed)).toEqual([1, 0]);
  });
});
