import { creditsFor, journey, type SentEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { byVisitor, simulated } from "./testing/populations.ts";
import { wildWorlds } from "./testing/wild-worlds.ts";
import { everyday } from "./world/everyday.ts";

const worlds = [{ what: "everyday", world: everyday }, ...wildWorlds];
const fundings = ["free", "granted", "purchased"] as const;
const sum = (events: readonly SentEvent[], field: string) =>
  events.reduce((total, { fields }) => total + Number(fields[field]), 0);

function byRequest(events: readonly SentEvent[]): ReadonlyMap<string, readonly SentEvent[]> {
  const requests = new Map<string, SentEvent[]>();
  for (const event of events) {
    const { requestId } = event.fields;
    if (typeof requestId !== "string") continue;
    requests.set(requestId, [...(requests.get(requestId) ?? []), event]);
  }
  return requests;
}

describe("a population's journey", () => {
  it("[SI4] passes every gate, fewer at each, and pays with every funding", () => {
    const { events } = simulated({ visitors: 500, days: 21 });
    const visitorsWho = (name: string, where: object = {}) => {
      const matching = events.filter(
        (event) => event.name === name && Object.entries(where).every(([key, value]) => event.fields[key] === value),
      );
      return new Set(matching.map(({ visitorId }) => visitorId)).size;
    };
    const { visited, asked, served, kept, paid } = journey;
    const reached = [visited, asked, served, kept].map(({ name }) => visitorsWho(name));
    reached.push(visitorsWho(paid.name, paid.where));
    expect(reached[0]).toBe(byVisitor(events).size);
    expect(reached[0]).toBeGreaterThanOrEqual(500);
    expect(reached).toEqual(reached.toSorted((a, b) => b - a));
    expect(new Set(reached).size).toBe(reached.length);
    for (const funding of fundings) expect(visitorsWho("payment.settled", { funding }), funding).toBeGreaterThan(5);
  });
});

describe.each(worlds)("the ledger of $what", ({ world }) => {
  it("[SI5] spends no credit that is not held, holds none that is not there, and loses none", () => {
    for (const own of byVisitor(simulated({ visitors: 120, days: 12, world }).events).values()) {
      const purse = { free: 0, granted: 0, purchased: 0 };
      const there = () => purse.free + purse.granted + purse.purchased;
      let held = 0;
      for (const { name, fields } of own) {
        const credits = Number(fields.credits);
        if (name === "credits.granted") purse[fields.funding === "free" ? "free" : "granted"] += credits;
        if (name === "credits.purchased") purse.purchased += credits;
        if (name === "probe.prepaid") purse.purchased -= credits;
        if (name === "credits.held") {
          held += credits;
          expect(held).toBeLessThanOrEqual(there());
        }
        if (name === "credits.released") held -= credits;
        if (name === "credits.spent") {
          held -= credits;
          const funding = fundings.find((it) => it === fields.funding) ?? "free";
          purse[funding] -= credits;
        }
        if (name === "credits.exhausted") {
          expect(Number(fields.neededCredits)).toBeGreaterThan(Number(fields.availableCredits));
          // More only by the allowance that waits to be claimed; less would be credits that got lost.
          expect(Number(fields.availableCredits)).toBeGreaterThanOrEqual(there() - held);
        }
        expect(held).toBeGreaterThanOrEqual(0);
        expect(Math.min(...Object.values(purse))).toBeGreaterThanOrEqual(0);
        if (name === "session.started") expect(held, "between visits nothing is held").toBe(0);
      }
    }
  });

  it("[SI16] tells facts of one request that agree", () => {
    const ends = ["inference.completed", "inference.stopped", "inference.refused", "inference.failed"];
    const { events } = simulated({ visitors: 120, days: 12, world });
    const requests = byRequest(events);
    expect(requests.size).toBeGreaterThan(200);
    for (const facts of requests.values()) {
      const names = facts.map(({ name }) => name as string);
      const of = (name: string) => facts.filter((event) => event.name === name);
      expect(names[0]).toBe("prompt.submitted");
      for (const field of ["model", "medium", "node"]) {
        const said = facts.flatMap(({ fields }) => (field in fields ? [fields[field]] : []));
        expect(new Set(said).size, field).toBeLessThanOrEqual(1);
      }
      expect(new Set(facts.map(({ sessionId, app }) => `${sessionId} ${app}`)).size).toBe(1);

      const ended = names.filter((name) => ends.includes(name));
      const unheard = names.includes("quote.declined") || (names.includes("answer.awaited") && ended.length === 0);
      expect(ended.length).toBe(unheard ? 0 : 1);
      expect(of("inference.requested").length).toBe(names.includes("quote.declined") ? 0 : 1);
      expect(sum(of("credits.held"), "credits")).toBe(
        sum(of("credits.spent"), "credits") + sum(of("credits.released"), "credits"),
      );

      const [served] = [...of("inference.completed"), ...of("inference.stopped")];
      const [receipt] = of("receipt.issued");
      expect(receipt !== undefined, "a receipt is of what was served").toBe(served !== undefined);
      if (served === undefined) {
        expect(names.some((name) => /^(output|proof|payment)\.|credits.spent/.test(name))).toBe(false);
        continue;
      }
      const before = names.slice(0, names.indexOf(served.name));
      for (const name of ["inference.requested", "inference.quoted", "credits.held", "inference.routed"]) {
        expect(before).toContain(name);
      }
      expect(served.fields.credits).toBe(sum(of("credits.spent"), "credits"));
      const parts = of("credits.spent");
      const most = Math.max(...parts.map(({ fields }) => Number(fields.credits)));
      expect(parts.find(({ fields }) => fields.funding === served.fields.funding)?.fields.credits).toBe(most);
      expect(receipt?.fields.funding).toBe(served.fields.funding);
      if (served.name === "inference.completed") {
        const { costMicroUsd, credits, queuedMs, servedMs, firstOutputMs } = served.fields;
        expect(credits).toBe(creditsFor(Number(costMicroUsd)));
        expect(queuedMs).toBe(of("inference.routed")[0]?.fields.queuedMs);
        expect(Number(firstOutputMs)).toBeLessThanOrEqual(Number(servedMs));
        expect(of("output.shown")[0]?.fields.waitedMs).toBe(Number(queuedMs) + Number(servedMs));
        const settled = [...of("payment.settled"), ...of("payment.failed")];
        expect(sum(settled, "amountMicroUsd")).toBe(costMicroUsd);
      } else {
        expect(names.some((name) => name.startsWith("output."))).toBe(false);
      }
      expect(names.indexOf("output.shown")).not.toBe(0);
      if (names.includes("output.kept"))
        expect(names.indexOf("output.kept")).toBeGreaterThan(names.indexOf("output.shown"));
    }
  });
});
