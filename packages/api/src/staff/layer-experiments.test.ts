import { answerTrend, Trend } from "@flywheel/demand";
import { definitionOf, type EventId, type EventName, type TakenEvent, visitorKeyOf } from "@flywheel/vocabulary";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { dayMs, openDesk } from "../testing/desk.ts";
import { contextOf, openProduct, personOf } from "../testing/product.ts";

const product = await openProduct();
afterAll(() => product.close());
const { router, running } = openDesk(product);
const { demand } = router.createCaller(contextOf({ person: personOf("viewer") }));
const nowMs = Date.now();
const scope = { app: null, traffic: "real" as const, fromMs: nowMs - 28 * dayMs, toMs: nowMs + dayMs };

let minted = 0;
function happened(who: string, name: EventName, atMs: number, given: Partial<TakenEvent> = {}): TakenEvent {
  minted += 1;
  const { layer, writer } = definitionOf(name);
  return {
    visitorKey: visitorKeyOf(who),
    id: `evt_${String(minted).padStart(20, "0")}` as EventId,
    ...{ atMs, seq: minted, receivedAtMs: atMs, name, layer, app: "image-studio" },
    ...{ writer: writer === "browser" ? "browser" : "server", device: "desktop", browser: "Firefox", fields: {} },
    ...{ build: null, sessionId: null, requestId: null, model: null, funding: null, experiment: null, variant: null },
    ...{ value: null, simulated: false, bot: false },
    ...given,
  };
}

/** Arms of so many, who saw their variant `ago` days ago; of every ten, so many keep an output. */
const trial = (
  experiment: string,
  arms: Readonly<Record<"control" | "changed", { readonly size: number; readonly keepers: number }>>,
  ago = 12,
) =>
  Object.entries(arms).flatMap(([variant, { size, keepers }]) =>
    Array.from({ length: size }, (_, place) => {
      const who = `${experiment} ${variant} ${place}`;
      const atMs = nowMs - ago * dayMs;
      const saw = { experiment, variant, fields: { experiment, variant, phase: 1 } };
      const exposed = happened(who, "experiment.exposed", atMs, saw);
      return place % 10 < keepers ? [exposed, happened(who, "output.kept", atMs + 60_000)] : [exposed];
    }).flat(),
  );

beforeAll(async () => {
  const startedMs = nowMs - 20 * dayMs;
  const even = { control: { size: 600, keepers: 3 }, changed: { size: 600, keepers: 6 } };
  await running("bigger-save", { layer: "users" }, startedMs);
  await running("odd-split", { layer: "payments", feature: "odd" }, startedMs);
  await running("no-matter", { layer: "trust", feature: "no" }, startedMs);
  await running("beside", { layer: "users", feature: "beside", app: "chat" }, startedMs);
  await running("too-young", { layer: "applications", feature: "young" }, startedMs);
  await product.events.append([
    ...trial("bigger-save", even),
    ...trial("too-young", even, 6),
    // Two to one where even was planned: the result is withheld.
    ...trial("odd-split", { control: { size: 800, keepers: 3 }, changed: { size: 400, keepers: 6 } }),
    ...trial("no-matter", { control: { size: 600, keepers: 5 }, changed: { size: 600, keepers: 5 } }),
  ]);
  const of = [{ name: "experiment.exposed" as const }, { name: "output.kept" as const }];
  const all = Trend.parse({ ...scope, of, interval: "day", breakdown: null, percentiles: [] });
  const seen = async () => (await answerTrend(product.questions, all, nowMs)).basis.events;
  await vi.waitFor(async () => expect(await seen()).toBe(minted), { timeout: 30_000 });
});

const layersOf = async (asked: Partial<Parameters<typeof demand.flywheel>[0]> = {}) => {
  const { said } = await demand.flywheel({ ...scope, ...asked });
  return Object.fromEntries((said?.judgement.layers ?? []).map((it) => [it.layer, it]));
};

it("[AP83] the flywheel is handed what an experiment did, for its layer", async () => {
  const { users, payments, trust } = await layersOf();
  expect(users?.experiments).toMatchObject([
    { experiment: "bigger-save", variant: "changed", metric: "Kept an output", better: "more" },
  ]);
  const [effect] = users?.experiments.map((it) => it.effect) ?? [];
  // From 3 in 10 to 6 in 10 is as much again.
  expect(effect?.low).toBeGreaterThan(0.4);
  expect(effect?.low).toBeLessThan(1);
  expect(effect?.high).toBeGreaterThan(1);
  expect(users?.evidence).toBe("experiment");
  // What did nothing is shown and proves nothing; what is withheld is not shown.
  expect(trust?.experiments).toMatchObject([{ experiment: "no-matter" }]);
  expect(trust?.evidence).toBe("observed");
  expect(payments?.experiments).toEqual([]);
});

it("[AP90] but nothing of one whose own readout says nothing yet, however large the difference is", async () => {
  const { applications } = await layersOf();
  expect(applications?.experiments).toEqual([]);
  expect(applications?.evidence).not.toBe("experiment");
});

it("[AP83] but not one of another app, of other traffic or of another time", async () => {
  expect((await layersOf({ app: "chat" })).users?.experiments).toEqual([]);
  expect((await layersOf({ app: "image-studio" })).users?.experiments).toHaveLength(1);
  expect((await layersOf({ traffic: "simulated" })).users?.experiments).toEqual([]);
  const before = { fromMs: nowMs - 60 * dayMs, toMs: nowMs - 21 * dayMs };
  expect((await layersOf(before)).users?.experiments).toEqual([]);
});

it("[AP87] nor any with a segment, though all who were exposed are in it: a result is of everybody", async () => {
  const desktops = { kind: "property" as const, property: "device" as const, in: ["desktop"] };
  const { users } = await layersOf({ segment: { key: "desktops", name: "Desktops", all: [desktops] } });
  expect(users?.experiments).toEqual([]);
  expect(users?.evidence).not.toBe("experiment");
});
