import type { SentEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { byVisitor, deviations, pictureWith, plainWith, simulated, steadyWith } from "../testing/populations.ts";
import { plain } from "../world/plain.ts";

const habits = steadyWith({ returns: { unit: "day", hazard: [0.5], later: 0.5 } });
const intents = pictureWith({ asksAtFirst: 0.6, asksLater: 0.6, keeps: 0.7 });
const funding = { ...plain.funding, paysToKeep: 0.4 };
const proof = { ...plain.proof, shows: 0.3, opens: 0.5, verifies: 1, rates: 1 };
const supply = { ...plain.supply, unknownModel: 0.2 };

function lived(constancy: number) {
  const choices = ["asks", "unknownModel", "keeps", "paysToKeep", "opensProof", "rating"] as const;
  const lasting = Object.fromEntries(choices.map((choice) => [choice, constancy]));
  const world = plainWith({ habits, intents, funding, proof, supply, constancy: lasting });
  return simulated({ visitors: 900, days: 12, world });
}

/** Each visit's choices: whether it had the first event and whether it had the second. */
const choices: Readonly<Record<string, { rate: number; entered: Match; passed: Match }>> = {
  asks: { rate: 0.6, entered: named("app.opened"), passed: named("prompt.submitted") },
  "wants a missing model": { rate: 0.2, entered: named("prompt.submitted"), passed: named("model.missed") },
  keeps: { rate: 0.7, entered: named("output.shown"), passed: named("output.kept") },
  "pays to keep": {
    rate: 0.4,
    entered: named("output.kept"),
    passed: ({ name, fields }) => name === "payment.settled" && fields.funding === "purchased",
  },
  "opens proofs": { rate: 0.5, entered: named("output.kept"), passed: named("proof.opened") },
  trusts: {
    rate: 1 / 3,
    entered: named("trust.rated"),
    passed: ({ name, fields }) => name === "trust.rated" && fields.rating === "trusted",
  },
};
type Match = (event: SentEvent) => boolean;
function named(wanted: SentEvent["name"]): Match {
  return ({ name }) => name === wanted;
}

/** Of each visitor, how many of their visits entered and how many passed. */
function countsOf(events: readonly SentEvent[], { entered, passed }: { entered: Match; passed: Match }) {
  return [...byVisitor(events).values()].map((own) => {
    const visits = new Map<string, SentEvent[]>();
    for (const event of own) visits.set(event.sessionId, [...(visits.get(event.sessionId) ?? []), event]);
    const among = [...visits.values()].filter((visit) => visit.some(entered));
    return { entered: among.length, passed: among.filter((visit) => visit.some(passed)).length };
  });
}

describe("a choice", () => {
  const [moment, life] = [lived(0), lived(1)];

  it.each(Object.entries(choices))("[SI35] is as frequent whether it is of the moment or lasts: %s", (_, choice) => {
    for (const { events } of [moment, life]) {
      // Visits of one visitor say the same, so each visitor's first one is counted.
      const own = countsOf(events, choice).filter(({ entered }) => entered > 0);
      const passed = own.reduce((sum, it) => sum + it.passed / it.entered, 0);
      expect(own.length).toBeGreaterThan(100);
      expect(deviations(passed, own.length, choice.rate)).toBeLessThan(4);
    }
    const wavering = ({ events }: typeof life) =>
      countsOf(events, choice).filter(({ entered, passed }) => passed > 0 && passed < entered).length;
    expect(wavering(life)).toBe(0);
    expect(wavering(moment)).toBeGreaterThan(20);
  });

  it("[SI36] to pay for what is kept needs no lack of free credits, and is bought on the spot", () => {
    const paid = (fields: SentEvent["fields"]) => fields.funding === "purchased";
    for (const own of byVisitor(moment.events).values()) {
      const kept = new Set(own.filter(({ name }) => name === "output.kept").map(({ fields }) => fields.requestId));
      const settled = own.filter(({ name, fields }) => name === "payment.settled" && paid(fields));
      for (const { fields } of settled) expect(kept.has(fields.requestId)).toBe(true);
      if (settled.length > 0) expect(own.some(({ name }) => name === "credits.purchased")).toBe(true);
    }
    expect(moment.events.some(({ name }) => name === "credits.exhausted")).toBe(false);
  });

  it("[SI36] to pay falls back to free credits when the checkout is given up", () => {
    const world = plainWith({ habits: steadyWith({ pays: 0 }), intents, funding: { ...funding, paysToKeep: 1 } });
    const { events, truth } = simulated({ visitors: 200, days: 5, world });
    expect(truth.spent.purchased).toBe(0);
    expect(truth.events["checkout.abandoned"]).toBe(truth.events["output.kept"]);
    expect(events.filter(({ name }) => name === "inference.refused")).toEqual([]);
  });

  it("[SI37] a proof is in sight beside as many outputs as is planted", () => {
    const { events } = moment.truth;
    expect(deviations(events["proof.shown"], events["output.shown"], 0.3)).toBeLessThan(4);
  });

  it("[SI38] the truth counts purchased requests of weeks after one in which the visitor came", () => {
    const weeksOf = (own: readonly SentEvent[], match: Match) =>
      own.filter(match).map(({ atMs }) => Math.floor((atMs / 86_400_000 + 3) / 7));
    const world = plainWith({
      habits: steadyWith({ returns: { unit: "day", hazard: [0.1], later: 0.1 } }),
      intents,
      funding,
    });
    const { events, truth } = simulated({ visitors: 400, days: 40, world });
    let counted = 0;
    for (const own of byVisitor(events).values()) {
      const came = new Set(weeksOf(own, named("session.started")));
      const paid = weeksOf(own, ({ name, fields }) => name === "payment.settled" && fields.funding === "purchased");
      counted += paid.filter((week) => came.has(week - 1)).length;
    }
    expect(counted).toBeGreaterThan(50);
    expect(Math.abs(truth.repeatPurchases - counted), "visits over midnight of a Sunday").toBeLessThan(3);
  });
});
