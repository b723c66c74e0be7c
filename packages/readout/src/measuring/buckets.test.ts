import { openTestStores } from "@flywheel/store/testing";
import { type EventFilter, metricOf, type Segment, segmentOf, type TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { dayMs, invent, inventWeeks, sawVariant, startMs } from "../testing/invent.ts";
import { panel } from "../testing/panel.ts";
import { type AskedMetric, variablesOf } from "./asked.ts";
import { type Bucket, readBuckets } from "./buckets.ts";
import { readBucketsSlowly } from "./buckets.twin.ts";
import { exposuresOf } from "./entries.ts";

const asked = (key: string, ...caps: number[]): AskedMetric => {
  const metric = metricOf(key);
  if (!metric) throw new Error(`no metric ${key}`);
  const variables = variablesOf(metric);
  return { metric, role: "secondary", margin: null, variables, caps: variables.map((_, place) => caps[place] ?? null) };
};
const metrics = [
  asked("kept"),
  asked("paid"),
  asked("revenue", 7_000_000),
  asked("prompts"),
  asked("keeps-per-answer", 2, 3),
  asked("wait-p90"),
];
const cohort = (of: EventFilter | null, fromMs: number, toMs: number): Segment => ({
  key: "cohort",
  name: "Cohort",
  all: [{ kind: "cohort", of, fromMs, toMs }],
});
const segments = [
  ...["phones", "new-visitors", "payers", "never-paid"].flatMap((key) => segmentOf(key) ?? []),
  cohort(null, startMs - 20 * dayMs, startMs),
  cohort({ name: "payment.settled", where: { funding: "purchased" } }, startMs - 15 * dayMs, startMs + 5 * dayMs),
];
const definition = panel();

type Asked = {
  asOfMs?: number;
  simulated?: boolean;
  metrics?: readonly AskedMetric[];
  segments?: readonly Segment[];
  app?: string | null;
};

describe.each(openTestStores())("buckets of outcomes on $engine", (backend) => {
  async function both(
    events: readonly TakenEvent[],
    { asOfMs = startMs + 40 * dayMs, simulated = false, ...rest }: Asked = {},
  ) {
    const store = await backend.open();
    await store.events.append(events);
    const period = { simulated, asOfMs };
    const question = { metrics, segments, app: "image-studio", experiment: "panel", ...rest };
    const found = await readBuckets(store.questions, {
      ...question,
      entries: exposuresOf(definition, 1, period),
      period,
    });
    const isEntry = ({ name, experiment, fields }: TakenEvent) =>
      name === "experiment.exposed" && experiment === "panel" && fields.phase === 1;
    return { found, expected: readBucketsSlowly({ ...question, ...period, isEntry }, events) };
  }

  it.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    "[RO10] agree with their slow twin (seed %i)",
    async (seed) => {
      const { found, expected } = await both(inventWeeks(seed), {
        asOfMs: startMs + (seed % 4) * 10 * dayMs,
        simulated: seed % 5 === 0,
      });
      expect(sorted(found).map(shape)).toEqual(sorted(expected).map(shape));
      for (const [place, bucket] of sorted(found).entries()) {
        for (const [at, { moments }] of bucket.metrics.entries()) {
          const twin = sorted(expected)[place]?.metrics[at]?.moments;
          expectClose(moments.means, twin?.means ?? []);
          expectClose(moments.comoments.flat(), twin?.comoments.flat() ?? []);
        }
      }
    },
  );

  it("[RO11] count from the first exposure on, for the window and no longer", async () => {
    const kept = (visitor: string, afterMs: number) => invent(visitor, startMs + afterMs, "output.kept");
    const weekMs = 7 * dayMs;
    const { found } = await both(
      [
        ...["at once", "before", "last moment", "too late", "elsewhere"].map((it) => sawVariant(it, startMs, "below")),
        kept("at once", 0),
        kept("before", -1),
        kept("last moment", weekMs - 1),
        kept("too late", weekMs),
        invent("elsewhere", startMs + 1, "output.kept", {}, { app: "chat" }),
        sawVariant("at once", startMs + 3 * dayMs, "below"),
      ],
      { metrics: [asked("kept")] },
    );
    const visitors = found.reduce((sum, bucket) => sum + bucket.visitors, 0);
    expect([visitors, found.reduce((sum, { metrics: [own] }) => sum + (own?.nonZero ?? 0), 0)]).toEqual([5, 2]);
  });

  it("[RO12] cut amounts to what was fixed before the start", async () => {
    const bought = (visitor: string, priceMicroUsd: number) =>
      invent(visitor, startMs, "credits.purchased", { priceMicroUsd });
    const { found } = await both(
      [sawVariant("whale", startMs, "below"), bought("whale", 5_000_000), bought("whale", 9_000_000)],
      { metrics: [asked("revenue", 7_000_000)] },
    );
    expect(found[0]?.metrics[0]?.moments.means[0]).toBe(7_000_000);
  });

  it("[RO13] put a visitor who met two arms under the one they met first, and mark them", async () => {
    const { found } = await both([
      sawVariant("torn", startMs + 5, "below"),
      sawVariant("torn", startMs + 9, "beside"),
      sawVariant("sure", startMs, "beside"),
    ]);
    expect(
      found
        .map(({ arm, single, visitors }) => ({ arm, single, visitors }))
        .toSorted((a, b) => Number(a.single) - Number(b.single)),
    ).toEqual([
      { arm: "below", single: false, visitors: 1 },
      { arm: "beside", single: true, visitors: 1 },
    ]);
  });

  it("[RO15] put into a cohort by what came until the exposure only", async () => {
    const paid = (visitor: string, afterMs: number) =>
      invent(visitor, startMs + afterMs, "payment.settled", { funding: "purchased" });
    const whoPaid: EventFilter = { name: "payment.settled", where: { funding: "purchased" } };
    const { found } = await both(
      [
        ...["before", "after", "never"].map((it) => sawVariant(it, startMs, "below")),
        paid("before", -dayMs),
        paid("after", 1),
        invent("never", startMs - dayMs, "app.opened"),
      ],
      { segments: [cohort(whoPaid, startMs - 2 * dayMs, startMs + dayMs), cohort(null, startMs, startMs + 1)] },
    );
    expect(found.map(({ flags, visitors }) => [flags, visitors]).toSorted()).toEqual([
      ["00", 1],
      ["01", 1],
      ["10", 1],
    ]);
  });

  it("[RO14] of nobody are none", async () => {
    expect((await both([invent("somebody", startMs, "output.kept")])).found).toEqual([]);
  });
});

const nameOf = ({ arm, single, hourMs, flags }: Bucket) => JSON.stringify([arm, single, hourMs, flags]);
const sorted = (buckets: readonly Bucket[]) => [...buckets].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
const shape = ({ metrics: own, ...bucket }: Bucket) => ({ ...bucket, nonZero: own.map(({ nonZero }) => nonZero) });

/** Sums of squares lose the last digits; the twin takes two passes. */
function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  const largest = Math.max(1, ...expected.map(Math.abs));
  for (const [place, value] of found.entries()) {
    expect(Math.abs(value - (expected[place] ?? Number.NaN))).toBeLessThanOrEqual(1e-9 * largest);
  }
}
