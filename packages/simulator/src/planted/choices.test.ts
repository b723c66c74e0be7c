import { createAssigner, type ExperimentDefinition, payloadOf, seeds } from "@flywheel/experiments";
import type { EventName, SentEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import {
  byVisitor,
  dayMs,
  deviations,
  deviationsApart,
  pictureWith,
  plainWith,
  simulated,
  startMs,
  steadyWith,
} from "../testing/populations.ts";
import { plain } from "../world/plain.ts";

const count = (events: readonly SentEvent[], name: EventName, where: Readonly<Record<string, unknown>> = {}) =>
  events.filter(
    (event) => event.name === name && Object.entries(where).every(([key, value]) => event.fields[key] === value),
  ).length;

const [seed] = seeds as [ExperimentDefinition];
const definition: ExperimentDefinition = {
  ...seed,
  key: "planted",
  layer: "users",
  feature: "studio.planted",
  variants: [
    { key: "control", name: "Control", value: 0, weight: 0.3 },
    { key: "treatment", name: "Treatment", value: 1, weight: 0.7 },
  ],
  coverage: 0.8,
};
const experiment = { definition, firstDay: 0, lastDay: 1_000, effects: {} };

/** Kept and shown outputs of those who were exposed to a variant, after they were. */
function keepingOf(events: readonly SentEvent[], variant: string): readonly [number, number] {
  const exposed = new Set<string | undefined>();
  let [kept, shown] = [0, 0];
  for (const { name, visitorId, fields } of events) {
    if (name === "experiment.exposed" && fields.variant === variant) exposed.add(visitorId);
    if (!exposed.has(visitorId)) continue;
    if (name === "output.kept") kept += 1;
    if (name === "output.shown") shown += 1;
  }
  return [kept, shown];
}

describe("a planted experiment", () => {
  it("[SI26] deals variants as the product does, and exposes each visitor once", () => {
    const { events } = simulated({ visitors: 1_000, world: plainWith({ experiments: [experiment] }) });
    const payload = payloadOf([definition]);
    for (const [visitorId, own] of byVisitor(events)) {
      const expected: unknown[] = [];
      createAssigner({ payload, visitorId, onExposure: (exposure) => expected.push(exposure) }).expose(
        "studio.planted",
      );
      expect(own.filter(({ name }) => name === "experiment.exposed").map(({ fields }) => fields)).toEqual(expected);
    }
    const exposed = count(events, "experiment.exposed");
    expect(deviations(exposed, 1_000, 0.8)).toBeLessThan(4);
    expect(deviations(count(events, "experiment.exposed", { variant: "treatment" }), exposed, 0.7)).toBeLessThan(4);
  });

  it("[SI26] has the effect that was planted, and none before it begins", () => {
    const effects = { treatment: { keeps: 1.4 } };
    const world = plainWith({ experiments: [{ ...experiment, firstDay: 10, effects }] });
    const { events } = simulated({ visitors: 1_500, days: 20, world });
    const [control, treatment] = [keepingOf(events, "control"), keepingOf(events, "treatment")];
    expect(deviations(...control, 0.5)).toBeLessThan(4);
    expect(deviations(...treatment, 0.7)).toBeLessThan(4);
    expect(deviationsApart(control, treatment, 0.2)).toBeLessThan(4);
    expect(deviationsApart(control, treatment, 0)).toBeGreaterThan(7);
    const before = events.filter(({ atMs }) => atMs < startMs + 10 * dayMs);
    expect(count(before, "experiment.exposed")).toBe(0);
    expect(deviations(count(before, "output.kept"), count(before, "output.shown"), 0.5)).toBeLessThan(4);
  });

  it("[SI26] has no effect in an A/A world, and not in those whose variant failed to load", () => {
    const failing = { ...experiment, effects: { treatment: { keeps: 1.8 } }, failsToLoad: { treatment: 1 } };
    for (const planted of [experiment, failing]) {
      const { events } = simulated({ visitors: 1_000, world: plainWith({ experiments: [planted] }) });
      expect(deviationsApart(keepingOf(events, "control"), keepingOf(events, "treatment"), 0)).toBeLessThan(4);
      const failed = planted === failing ? count(events, "experiment.exposed", { variant: "treatment" }) : 0;
      expect(count(events, "variant.failed", { variant: "treatment" })).toBe(failed);
    }
  });
});

describe("an experiment for some", () => {
  const habits = steadyWith({ returns: { unit: "day", hazard: [0.6], later: 0.6 }, buys: 0.5, pays: 1 });
  const funding = { ...plain.funding, allowanceCredits: 0 };
  const exposedBy = (targeting: ExperimentDefinition["targeting"]) => {
    const world = plainWith({
      habits,
      funding,
      experiments: [{ ...experiment, definition: { ...definition, targeting } }],
    });
    return [...byVisitor(simulated({ visitors: 400, days: 8, world }).events).values()].map((own) => {
      const exposed = own.filter(({ name }) => name === "experiment.exposed");
      expect(exposed.length, "once at most").toBeLessThan(2);
      const [first] = own;
      const afterMs = exposed[0] && first ? exposed[0].atMs - first.atMs : null;
      const bought = own.find(({ name }) => name === "credits.purchased")?.atMs ?? null;
      const [, , later] = own.filter(({ name }) => name === "app.opened");
      return { afterMs, atMs: exposed[0]?.atMs ?? null, boughtMs: bought, cameAgain: later !== undefined };
    });
  };
  const exposedIn = (all: ReturnType<typeof exposedBy>) => all.filter(({ atMs }) => atMs !== null);

  it("[SI30] exposes new visitors in their first day, and returning ones after it", () => {
    const early = exposedIn(exposedBy({ tenure: "new" }));
    expect(early.length).toBeGreaterThan(250);
    for (const { afterMs } of early) expect(afterMs).toBeLessThan(dayMs);
    const all = exposedBy({ tenure: "returning" });
    const late = exposedIn(all);
    for (const { afterMs } of late) expect(afterMs).toBeGreaterThan(dayMs - 1_000);
    const came = all.filter(({ cameAgain }) => cameAgain).length;
    expect(late.length).toBeGreaterThan(0.5 * came);
  });

  it("[SI30] exposes payers once they bought, and nobody by a device or an app that a simulator has not", () => {
    const payers = exposedIn(exposedBy({ payer: true }));
    expect(payers.length).toBeGreaterThan(30);
    for (const { atMs, boughtMs } of payers) expect(atMs ?? 0).toBeGreaterThan(boughtMs ?? Number.POSITIVE_INFINITY);
    for (const none of [{ devices: ["phone"] }, { apps: ["chat"] }, { attributes: { plan: ["pro"] } }] as const) {
      expect(exposedIn(exposedBy(none as never))).toEqual([]);
    }
  });
});

describe("planted funding", () => {
  it("[SI27] turns as many who ran out into buyers as planted", () => {
    const world = plainWith({
      funding: { ...plain.funding, allowanceCredits: 0, packs: { tiny: { weight: 1, credits: 30 } } },
      habits: steadyWith({ buys: 0.3, pays: 0.6 }),
    });
    const { events, truth } = simulated({ visitors: 1_500, world });
    const ranOut = count(events, "credits.exhausted");
    expect(deviations(count(events, "checkout.started"), ranOut, 0.3)).toBeLessThan(4);
    expect(deviations(truth.purchases.count, ranOut, 0.18)).toBeLessThan(4);
    expect(count(events, "checkout.abandoned")).toBe(count(events, "checkout.started") - truth.purchases.count);
    expect(truth.spent).toMatchObject({ free: 0, granted: 0 });
  });

  it("[SI27] brings farmers who live on grants and are gone when they end", () => {
    const campaigns = [
      {
        ...{ campaign: "rewards", firstDay: 0, lastDay: 13, share: 0.8, credits: 60, everyDays: 1 },
        ...{ farmers: 1, farmerHabit: "farmer", farmersStay: 0 },
      },
    ];
    const farmer = { ...plain.habits.steady, weight: 0, returns: { unit: "day", hazard: [0.6], later: 0.6 } as const };
    const world = plainWith({
      funding: { ...plain.funding, allowanceCredits: 0 },
      arrivals: { ...plain.arrivals, days: [1, 1, 1, 1, 1, 1, 1, 0] },
      habits: { ...steadyWith({ buys: 1 }), farmer },
      campaigns,
    });
    const { events, truth } = simulated({ visitors: 1_000, days: 28, world });
    expect(deviations(truth.visitors.farming, 1_000, 0.8)).toBeLessThan(4);
    const farming = new Set(
      events.filter(({ fields }) => fields.entry === "campaign").map(({ visitorId }) => visitorId),
    );
    expect(farming.size).toBe(truth.visitors.farming);
    const ofFarmers = events.filter(({ visitorId }) => farming.has(visitorId));
    expect(Math.max(...ofFarmers.map(({ atMs }) => atMs))).toBeLessThan(startMs + 14 * dayMs + 3_600_000);
    expect(count(ofFarmers, "credits.purchased")).toBe(0);
    const granted = count(events, "inference.completed", { funding: "granted" });
    expect(granted).toBeGreaterThan(count(events, "inference.completed") / 2);
    const later = events.filter(({ atMs }) => atMs > startMs + 15 * dayMs);
    expect(count(later, "inference.completed", { funding: "purchased" })).toBe(count(later, "inference.completed"));
  });
});

describe("planted supply", () => {
  it("[SI28] refuses as often and for the reasons that are planted", () => {
    const supply = { ...plain.supply, noCapacity: 0.3, noActiveNode: 0.1, failed: 0.2 };
    const { events } = simulated({ visitors: 1_000, world: plainWith({ supply }) });
    const asked = count(events, "inference.requested");
    expect(deviations(count(events, "inference.refused", { reason: "no-capacity" }), asked, 0.3)).toBeLessThan(4);
    expect(deviations(count(events, "inference.refused", { reason: "no-active-node" }), asked, 0.1)).toBeLessThan(4);
    const routed = count(events, "inference.routed");
    expect(deviations(count(events, "inference.failed"), routed, 0.2)).toBeLessThan(4);
    expect(count(events, "inference.completed")).toBe(routed - count(events, "inference.failed"));
  });

  it("[SI28] has its outage when it is planted and at no other time", () => {
    const outage = { day: 3, fromHour: 6, hours: 12, noCapacity: 1, models: [] };
    const world = plainWith({ supply: { ...plain.supply, outages: [outage] } });
    const { events } = simulated({ visitors: 1_000, world });
    const fromMs = startMs + 3 * dayMs + 6 * 3_600_000;
    const isIn = ({ atMs }: SentEvent) => atMs >= fromMs && atMs < fromMs + 12 * 3_600_000;
    const refused = events.filter(({ name }) => name === "inference.refused");
    expect(refused.length).toBeGreaterThan(50);
    expect(refused.every(isIn)).toBe(true);
    expect(count(events.filter(isIn), "inference.routed")).toBe(0);
  });

  it("[SI28] offers models that are chosen and kept as planted", () => {
    const [good] = plain.models;
    const poor = { ...good, id: "saltbox/broadside", quality: 0.4 };
    const world = plainWith({
      models: [good, poor],
      intents: pictureWith({ models: { [good.id]: 3, [poor.id]: 1 } }),
    });
    const { events } = simulated({ visitors: 1_500, world });
    const models = new Map(
      events.flatMap(({ name, fields }) =>
        name === "output.shown" ? [[fields.requestId, fields.model] as const] : [],
      ),
    );
    const of = (model: string) => [...models.values()].filter((it) => it === model).length;
    const kept = (model: string) =>
      events.filter(({ name, fields }) => name === "output.kept" && models.get(fields.requestId) === model).length;
    expect(deviations(of(poor.id), models.size, 0.25)).toBeLessThan(4);
    expect(deviations(kept(good.id), of(good.id), 0.5)).toBeLessThan(4);
    expect(deviations(kept(poor.id), of(poor.id), 0.2)).toBeLessThan(4);
  });
});

describe("what else is planted", () => {
  it("[SI29] doors, days and hours are as often as their weights say", () => {
    const hours = plain.rhythm.hours.map((_, hour) => (hour < 12 ? 1 : 3));
    const world = plainWith({
      arrivals: {
        days: [3, 1],
        doors: { direct: 5, search: 3, site: 2 },
        laterDoors: { direct: 9, search: 1, site: 0 },
      },
      rhythm: { weekdays: [1, 1, 1, 1, 1, 2, 2], hours },
    });
    const { events } = simulated({ visitors: 2_000, days: 7, world });
    const sessions = events.filter(({ name }) => name === "session.started");
    const first = sessions.filter(({ fields }) => fields.first === true);
    const later = sessions.filter(({ fields }) => fields.first === false);
    expect(deviations(count(first, "session.started", { entry: "search" }), first.length, 0.3)).toBeLessThan(4);
    expect(deviations(count(later, "session.started", { entry: "search" }), later.length, 0.1)).toBeLessThan(4);
    const inTheAfternoon = first.filter(({ atMs }) => atMs % dayMs >= dayMs / 2).length;
    expect(deviations(inTheAfternoon, first.length, 0.75)).toBeLessThan(4);
    // Monday has 3, Tuesday to Friday 1 each, Saturday and Sunday 2 each.
    const arrivedOn = (day: number) => first.filter(({ atMs }) => Math.floor((atMs - startMs) / dayMs) === day).length;
    for (const [day, weight] of [3, 1, 1, 1, 1, 2, 2].entries()) {
      expect(deviations(arrivedOn(day), first.length, weight / 11), `day ${day}`).toBeLessThan(4);
    }
  });

  it("[SI29] intents, asks and comparisons are as planted", () => {
    const { picture } = plain.intents;
    const [model] = plain.models;
    const words = { medium: "text", id: "quillworks/quill-3", quality: 1 } as const;
    const price = { inputMicroUsdPerMillion: 600_000, outputMicroUsdPerMillion: 2_400_000 };
    const chat = {
      ...picture,
      weight: 3,
      app: "chat",
      models: { [words.id]: 1 },
      asks: { least: 2, most: 2 },
    } as const;
    const world = plainWith({
      models: [model, { ...words, ...price, firstTokenMs: 300, tokensPerSecond: 70 }],
      intents: { picture: { ...picture, compares: 0.4, comparedModels: 3 }, chat },
      others: 0.2,
    });
    const { events, truth } = simulated({ visitors: 1_000, world });
    expect(deviations(truth.visitors.byIntent.chat ?? 0, 1_000, 0.75)).toBeLessThan(4);
    const inStudio = events.filter(({ app }) => app === "image-studio");
    const inChat = events.filter(({ app }) => app === "chat");
    expect(deviations(count(inStudio, "models.compared"), count(inStudio, "app.opened"), 0.4)).toBeLessThan(4);
    expect(count(inStudio, "comparison.decided")).toBe(count(inStudio, "models.compared"));
    expect(count(inChat, "prompt.submitted")).toBe(2 * count(inChat, "app.opened"));
    const users = (of: readonly SentEvent[]) => new Set(of.map(({ visitorId }) => visitorId));
    const chatting = users(inChat);
    const both = [...users(inStudio)].filter((id) => chatting.has(id)).length;
    expect(both, "some use both apps").toBeGreaterThan(50);
  });

  it("[SI29] proofs, surveys, probes and opinions are as planted", () => {
    const world = plainWith({
      proof: {
        ...plain.proof,
        opens: 0.3,
        verifies: 0.6,
        rates: 0.5,
        ratings: { trusted: 3, unsure: 1, distrusted: 0 },
      },
      opinion: { rates: 0.2, discards: 0.3, complains: 0.1 },
      survey: { survey: "sean-ellis", fromVisit: 2, answers: 0.6 },
      habits: steadyWith({ disappointed: { very: 4, somewhat: 3, not: 2, notApplicable: 1 } }),
      probes: [
        {
          ...{ probe: "video", app: "image-studio", fromVisit: 1, shown: 0.5, clicks: 0.4, leavesContact: 0.5 },
          ...{ prepays: 0, prepaidCredits: 100 },
        },
      ],
    });
    const { events } = simulated({ visitors: 2_500, world });
    const steps: readonly (readonly [number, number, number])[] = [
      [count(events, "proof.opened"), count(events, "output.kept"), 0.3],
      [count(events, "proof.verified"), count(events, "proof.opened"), 0.6],
      [count(events, "trust.rated"), count(events, "proof.verified"), 0.5],
      [count(events, "trust.rated", { rating: "trusted" }), count(events, "trust.rated"), 0.75],
      [count(events, "output.rated"), count(events, "output.shown"), 0.2],
      [count(events, "output.discarded"), count(events, "output.shown") - count(events, "output.kept"), 0.3],
      [count(events, "survey.answered"), count(events, "survey.shown"), 0.6],
      [count(events, "survey.answered", { answer: "very" }), count(events, "survey.answered"), 0.4],
      [count(events, "probe.committed", { commitment: "click" }), count(events, "probe.shown"), 0.4],
      [
        count(events, "probe.committed", { commitment: "contact" }),
        count(events, "probe.committed", { commitment: "click" }),
        0.5,
      ],
    ];
    for (const [place, [times, of, planted]] of steps.entries()) {
      expect(of).toBeGreaterThan(100);
      expect(deviations(times, of, planted), `step ${place}`).toBeLessThan(4);
    }
    for (const own of byVisitor(events).values()) {
      expect(count(own, "survey.shown")).toBeLessThanOrEqual(1);
      expect(count(own, "probe.shown")).toBeLessThanOrEqual(1);
    }
  });
});
