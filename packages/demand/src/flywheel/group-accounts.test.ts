import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import type { AppId, EventId, ModelId, NetworkEvent } from "@flywheel/vocabulary";
import { PgDialect } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import { answerFlywheel } from "./ask-flywheel.ts";
import { answerLayers } from "./ask-layers.ts";
import { targetsOf } from "./flywheel-question.ts";
import { asOfMs, lastWeek, startMs, weekMs, world } from "./invented-world.ts";
import type { LostOfGroup } from "./layer-groups.ts";
import { LayersQuestion } from "./layers-question.ts";
import type { Cause, LostLayer } from "./lost-demand.ts";

const minuteMs = 60_000;
const withdrawnFrom = 6;

/** An answer takes two minutes. From week 6 on one slot is gone for good, because it did not earn. */
const fact = (
  name: NetworkEvent["name"],
  atMs: number,
  of: Pick<NetworkEvent, "fields"> & Partial<NetworkEvent>,
): NetworkEvent => ({
  ...{ id: `evt_${name.replace(/\W/g, "").padStart(20, "0")}` as EventId, name, atMs, layer: "compute", node: "a" },
  ...{ model: "house/small" as ModelId, value: null, simulated: false, ...of },
});
const facts: readonly NetworkEvent[] = [
  fact("node.registered", startMs, { fields: { maxConcurrent: 1 } }),
  fact("node.measured", startMs + minuteMs, { value: 2 * minuteMs, fields: { served: 1, activeMs: minuteMs } }),
  fact("node.withdrawn", startMs + withdrawnFrom * weekMs, { fields: { because: "unprofitable", maxConcurrent: 1 } }),
];

const question = LayersQuestion.parse({
  app: null,
  traffic: "real",
  fromMs: startMs,
  toMs: asOfMs,
  weeks: 5,
  draws: 200,
});
const { people, events: invented } = world(195, 600);
const keyOf = (person: (typeof people)[number]) => person.events[0]?.visitorKey ?? 0n;
/** A visitor uses one app: every third the chat. */
const appOf = new Map(
  people.map((it, place): [bigint, AppId] => [keyOf(it), place % 3 === 0 ? "chat" : "image-studio"]),
);
const events = invented.map((event) => ({ ...event, app: appOf.get(event.visitorKey) ?? event.app }));
const weekOf = (atMs: number) => Math.floor((atMs - startMs) / weekMs);
const lostLayers = ["applications", "models", "incentives", "compute", "users", "payments", "usage"] as const;

/** Of a week's refusals in the world, by looking at each minute: half an answer a minute could have been given. */
function shareSlowly(week: number): number {
  const minutes = events.flatMap(({ name, atMs }) =>
    name === "inference.refused" && weekOf(atMs) === week ? Math.floor(atMs / minuteMs) : [],
  );
  const couldServe = [...new Set(minutes)].reduce(
    (sum, minute) => sum + Math.min(0.5, minutes.filter((it) => it === minute).length),
    0,
  );
  return week < withdrawnFrom || minutes.length === 0 ? 0 : couldServe / minutes.length;
}

/** In the weeks 5 to 8, whose next is over, of some: by layer and cause. */
function lostSlowly(those: typeof people) {
  const none = () => ({ supply: 0, demand: 0, unknown: 0 });
  const lost = Object.fromEntries(lostLayers.map((layer) => [layer, none()])) as Record<
    LostLayer,
    Record<Cause, number>
  >;
  let [served, known, away] = [0, 0, 0];
  for (const person of those) {
    for (let week = 5; week < lastWeek; week += 1) {
      const names = person.events.filter(({ atMs }) => weekOf(atMs) === week).map(({ name }) => name);
      if (names.length === 0 || names.includes("payment.settled")) {
        // Nothing was lost at a gate.
      } else if (names.includes("output.kept")) lost.payments.unknown += 1;
      else if (names.includes("inference.completed")) lost.users.unknown += 1;
      else {
        lost.compute.supply += 1 - shareSlowly(week);
        lost.incentives.supply += shareSlowly(week);
      }
      if (!person.weeks.includes(week)) continue;
      served += 1;
      if (week + 4 > lastWeek) continue;
      known += 1;
      away += Number(!person.weeks.some((own) => own > week && own <= week + 4));
    }
  }
  lost.usage.unknown = (served * away) / known;
  return lost;
}

/** Who came by a link, of everybody's. */
const guests = new Set(events.flatMap(({ name, visitorKey }) => (name === "session.started" ? visitorKey : [])));

function identitySlowly(those: typeof people, zero: number) {
  return Array.from({ length: 5 }, (_, place) => {
    const week = 5 + place;
    const active = those.filter((it) => it.weeks.includes(week));
    const kept = active.filter((it) => it.weeks.includes(week - 1));
    const fresh = active.filter((it) => it.weeks[0] === week);
    const parts = {
      ...{ active, kept, resurrected: active.filter((it) => !kept.includes(it) && !fresh.includes(it)) },
      referred: fresh.filter((it) => guests.has(keyOf(it))),
      arrived: fresh.filter((it) => !guests.has(keyOf(it))),
    };
    const each = (of: (people: typeof those) => number) =>
      Object.fromEntries(Object.entries(parts).map(([name, own]) => [name, of(own)]));
    const paid = (own: typeof those) =>
      3 *
      own.flatMap((it) => it.events).filter((it) => it.name === "payment.settled" && weekOf(it.atMs) === week).length;
    return { week: zero + week, visitors: each((own) => own.length), credits: each(paid), creditsOfInactive: 0 };
  });
}

describe.each(openTestStores())("lost demand and identity by group on $engine", (backend) => {
  async function filled() {
    const store = await backend.open();
    await store.events.append(events);
    await store.events.appendNetwork([...facts]);
    const asked: string[] = [];
    const engine: typeof store.questions = {
      rows: (sql, options) => {
        asked.push(new PgDialect().sqlToQuery(sql).sql);
        return store.questions.rows(sql, options);
      },
    };
    const ask = async (breakdown: LayersQuestion["breakdown"]) => {
      const { said, weeks } = await answerLayers(engine, { ...question, breakdown }, asOfMs, {
        random: seededRandom(9),
      });
      if (said === null || weeks === null) throw new Error("no week is over");
      return { ...said, zero: weeks.lastClosed - lastWeek };
    };
    const askWhole = async () => {
      const { breakdown: _, ...own } = question;
      const asWhole = { ...own, targets: targetsOf({}), experiments: [], leaveOutDays: false };
      const { said } = await answerFlywheel(store.questions, asWhole, asOfMs, { random: seededRandom(9) });
      if (said === null) throw new Error("no week is over");
      return said;
    };
    return { ask, askWhole, asked };
  }

  const expectLost = (
    found: LostOfGroup,
    expected: Record<LostLayer, Record<Cause, number>>,
    layers = lostLayers.slice(),
  ) => {
    for (const layer of layers) {
      for (const cause of ["supply", "demand", "unknown"] as const) {
        expect(found[layer]?.[cause], `${layer} by ${cause}`).toBeCloseTo(expected[layer][cause], 9);
      }
    }
  };
  const added = (numbers: readonly Readonly<Record<string, number>>[]) => {
    const names = Object.keys(numbers[0] ?? {});
    return Object.fromEntries(names.map((name) => [name, numbers.reduce((sum, it) => sum + (it[name] ?? 0), 0)]));
  };

  it("[DE195] are of the whole what a slow recount finds, and of groups take one reading of what withdrew", async () => {
    const { ask, askWhole, asked } = await filled();
    const { lost, identity } = await askWhole();
    expect(lost.incentives.supply).toBeGreaterThan(0);
    expect(lost.compute.supply).toBeGreaterThan(0);
    expectLost(lost, lostSlowly(people));
    const { zero } = await ask({ by: "cohort" });
    expect(asked.filter((text) => text.includes("unprofitable"))).toHaveLength(1);
    expect(identity).toEqual(identitySlowly(people, zero));
  });

  it.each(["app", "cohort"] as const)(
    "[DE196] by %s add up to the whole's where a visitor has one group, all but usage, which is compared within a group",
    async (by) => {
      const { ask, askWhole } = await filled();
      const whole = await askWhole();
      const { groups, groupsLeft } = await ask({ by });
      expect(groupsLeft).toBe(0);
      expect(groups.length).toBeGreaterThan(1);
      for (const [place, week] of whole.identity.entries()) {
        const own = groups.map(({ identity }) => identity[place]).filter((it) => it !== undefined);
        expect(new Set(own.map((it) => it.week))).toEqual(new Set([week.week]));
        expect(added(own.map(({ visitors }) => visitors))).toEqual(week.visitors);
        expect(added(own.map(({ credits }) => credits))).toEqual(week.credits);
      }
      expect(whole.identity).toHaveLength(5);
      const gates = lostLayers.filter((layer) => layer !== "usage");
      const sums = gates.map((layer) => [layer, added(groups.map(({ lost }) => lost[layer] ?? {}))]);
      expectLost(whole.lost, Object.fromEntries(sums), gates);
    },
  );

  it("[DE197] are of a group's members as a slow recount finds them, and whoever brought them may be of another", async () => {
    const { ask } = await filled();
    const { groups, zero } = await ask({ by: "app" });
    expect(groups.map(({ group }) => group)).toEqual(["image-studio", "chat"]);
    for (const { group, lost, identity } of groups) {
      const own = people.filter((it) => appOf.get(keyOf(it)) === group);
      expect(identity).toEqual(identitySlowly(own, zero));
      expectLost(lost, lostSlowly(own));
    }
    const sharers = new Map(
      events.flatMap(({ name, fields, visitorKey }) =>
        name === "share.created" ? [[fields.shareId, visitorKey]] : [],
      ),
    );
    const fromOutside = events.filter(
      ({ name, app, atMs, fields }) =>
        name === "session.started" && weekOf(atMs) >= 5 && appOf.get(sharers.get(fields.shareId) ?? 0n) !== app,
    );
    expect(fromOutside.length).toBeGreaterThan(5);
  });
});
